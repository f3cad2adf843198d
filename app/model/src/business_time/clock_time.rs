//! Times as they stand on opening hours.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Complaint;

/// A time that clocks show, to the minute: `09:00`. The end of a day is `24:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$")]
pub struct ClockTime(u16);

impl ClockTime {
    /// The beginning of a day.
    pub const MIDNIGHT: Self = Self(0);
    /// The end of a day.
    pub const END_OF_DAY: Self = Self(24 * 60);

    /// The full hour; an hour behind the end of the day is its end.
    pub const fn hour(hour: u16) -> Self {
        Self(if hour < 24 { hour * 60 } else { 24 * 60 })
    }

    /// Minutes since midnight, 0 to 1440.
    pub const fn minutes(self) -> u16 {
        self.0
    }
}

impl FromStr for ClockTime {
    type Err = Complaint;

    /// Reads hours and minutes; browsers leave the nought of an hour in front, people do not always.
    fn from_str(text: &str) -> Result<Self, Complaint> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Complaint::Required);
        }
        let number = |digits: &str, lengths: &[usize]| {
            let fine = lengths.contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
            fine.then(|| digits.parse::<u16>().ok()).flatten()
        };
        text.split_once(':')
            .and_then(|(hours, minutes)| Some((number(hours, &[1, 2])?, number(minutes, &[2])?)))
            .filter(|(hours, minutes)| *minutes < 60 && hours * 60 + minutes <= Self::END_OF_DAY.0)
            .map(|(hours, minutes)| Self(hours * 60 + minutes))
            .ok_or(Complaint::Malformed)
    }
}

impl TryFrom<String> for ClockTime {
    type Error = Complaint;

    fn try_from(text: String) -> Result<Self, Complaint> {
        text.parse()
    }
}

impl From<ClockTime> for String {
    fn from(time: ClockTime) -> Self {
        time.to_string()
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("09:00", 540)]
    #[case("9:00", 540)]
    #[case(" 17:45 ", 1_065)]
    #[case("00:00", 0)]
    #[case("23:59", 1_439)]
    #[case("24:00", 1_440)]
    fn a_time_is_read_to_the_minute(#[case] text: &str, #[case] minutes: u16) {
        assert_eq!(text.parse().map(ClockTime::minutes), Ok(minutes));
    }

    #[rstest]
    #[case("", Complaint::Required)]
    #[case("24:01", Complaint::Malformed)]
    #[case("09:60", Complaint::Malformed)]
    #[case("99:00", Complaint::Malformed)]
    #[case("09:0", Complaint::Malformed)]
    #[case("9", Complaint::Malformed)]
    #[case("+9:00", Complaint::Malformed)]
    #[case("09:00:00", Complaint::Malformed)]
    #[case("nine", Complaint::Malformed)]
    fn what_is_no_time_is_refused(#[case] text: &str, #[case] complaint: Complaint) {
        assert_eq!(text.parse::<ClockTime>(), Err(complaint));
    }

    #[test]
    fn every_minute_survives_its_text() {
        for minute in 0..=1_440 {
            let time = ClockTime(minute);
            assert_eq!(time.to_string().parse(), Ok(time));
        }
    }
}
