//! Opening hours as people write them into a form, and read them there.

use std::{fmt, str::FromStr};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{ClockTime, Holiday, Window};
use crate::Complaint;

/// The open hours of one day: `09:00-12:00, 13:00-17:00`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Hours(pub Vec<Window>);

/// Days on which other hours hold, one a line: `2026-12-25 Christmas Day` for one that is closed, `2026-12-24 09:00-12:00
/// Christmas Eve` for one with hours of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Holidays(pub Vec<Holiday>);

fn window(text: &str) -> Result<Window, Complaint> {
    // What was copied from a letter has a dash of another length.
    let (from, until) = text.split_once(['-', '–']).ok_or(Complaint::NotHours)?;
    let time = |text: &str| text.parse::<ClockTime>().or(Err(Complaint::NotHours));
    Ok(Window {
        from: time(from)?,
        until: time(until)?,
    })
}

impl FromStr for Hours {
    type Err = Complaint;

    fn from_str(text: &str) -> Result<Self, Complaint> {
        let windows = text.split(',').filter(|part| !part.trim().is_empty());
        windows.map(window).collect::<Result<_, _>>().map(Self)
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, Window { from, until }) in self.0.iter().enumerate() {
            let before = if place > 0 { ", " } else { "" };
            write!(f, "{before}{from}-{until}")?;
        }
        Ok(())
    }
}

/// A day, hours if they stand there, and its name.
fn holiday(line: &str) -> Option<Holiday> {
    let (day, rest) = line.split_once(char::is_whitespace)?;
    let day: NaiveDate = day.parse().ok()?;
    let mut windows = Vec::new();
    let mut rest = rest.trim_start();
    while let Some((first, behind)) = rest.split_once(char::is_whitespace) {
        let Ok(open) = window(first.trim_end_matches(',')) else {
            break;
        };
        windows.push(open);
        rest = behind.trim_start();
    }
    let name = rest.trim().to_owned();
    (!name.is_empty() && window(&name).is_err()).then_some(Holiday { day, name, windows })
}

impl FromStr for Holidays {
    type Err = Complaint;

    fn from_str(text: &str) -> Result<Self, Complaint> {
        let lines = (1_u32..).zip(text.lines().map(str::trim));
        lines
            .filter(|(_, line)| !line.is_empty())
            .map(|(number, line)| holiday(line).ok_or(Complaint::NotAHoliday(number)))
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

impl fmt::Display for Holidays {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, Holiday { day, name, windows }) in self.0.iter().enumerate() {
            let before = if place > 0 { "\n" } else { "" };
            let hours = Hours(windows.clone()).to_string();
            let between = if hours.is_empty() { "" } else { " " };
            write!(f, "{before}{day} {hours}{between}{name}")?;
        }
        Ok(())
    }
}

macro_rules! written {
    ($($name:ident),+) => {$(
        impl TryFrom<String> for $name {
            type Error = Complaint;

            fn try_from(text: String) -> Result<Self, Complaint> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(written: $name) -> Self {
                written.to_string()
            }
        }
    )+};
}

written!(Hours, Holidays);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("", "")]
    #[case("9:00-17:00", "09:00-17:00")]
    #[case(" 09:00 – 12:00 , 13:00-24:00 ", "09:00-12:00, 13:00-24:00")]
    fn hours_are_read_as_people_write_them(#[case] text: &str, #[case] hours: &str) {
        assert_eq!(text.parse().map(|hours: Hours| hours.to_string()), Ok(hours.to_owned()));
    }

    #[rstest]
    #[case("9-17")]
    #[case("09:00")]
    #[case("09:00-25:00")]
    #[case("09:00-12:00 13:00-17:00")]
    fn what_says_no_hours_is_refused(#[case] text: &str) {
        assert_eq!(text.parse::<Hours>(), Err(Complaint::NotHours));
    }

    #[test]
    fn holidays_are_closed_or_have_hours_of_their_own() {
        let text = "2026-12-25 Christmas Day\n\n 2026-12-24 09:00-12:00, 13:00-14:00 Christmas Eve ";
        let holidays: Holidays = text.parse().unwrap();
        let [christmas, eve] = holidays.0.as_slice() else {
            panic!("{holidays:?}");
        };
        assert_eq!((christmas.name.as_str(), christmas.windows.len()), ("Christmas Day", 0));
        assert_eq!((eve.name.as_str(), eve.windows.len()), ("Christmas Eve", 2));
    }

    #[rstest]
    #[case("25.12.2026 Christmas Day", 1)]
    #[case("2026-12-25 Christmas Day\n2026-12-26", 2)]
    #[case("2026-12-25 Christmas Day\n\n2026-12-24 09:00-12:00", 3)]
    fn a_line_that_says_no_holiday_is_named(#[case] text: &str, #[case] line: u32) {
        assert_eq!(text.parse::<Holidays>(), Err(Complaint::NotAHoliday(line)));
    }

    fn some_windows() -> impl Strategy<Value = Vec<Window>> {
        let window = (0_u16..24, 0_u16..24).prop_map(|(from, until)| Window::hours(from, until));
        proptest::collection::vec(window, 0..3)
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_the_same(windows in some_windows(), name in "[A-Za-zÀ-ž]{1,9}( [a-z0-9]{1,9})?", days in 0_i64..9999) {
            let hours = Hours(windows.clone());
            prop_assert_eq!(hours.to_string().parse(), Ok(hours));
            let day = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap() + chrono::TimeDelta::days(days);
            let holidays = Holidays(vec![Holiday { day, name, windows }; 2]);
            prop_assert_eq!(holidays.to_string().parse(), Ok(holidays));
        }
    }
}
