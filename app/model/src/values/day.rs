//! Days and times as other systems write them.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Zone;
use crate::Complaint;

/// Which comes first where a day is written in digits with its year last: 05/06/2026.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DayOrder {
    /// The fifth of June.
    DayFirst,
    /// May the sixth.
    MonthFirst,
}

/// What a column's samples tell about its order of day and month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DayGuess {
    /// At least one day can be read in one order only.
    Clear(DayOrder),
    /// No sample needs an order: the year comes first, months have names, or there are no samples.
    NotNeeded,
    /// Every sample that needs an order can be read in both.
    Ambiguous,
    /// Some samples need one order and some the other.
    Contradictory,
}

/// A day or a moment, with as much as was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Written {
    /// Only a day.
    Day(NaiveDate),
    /// A day and a time on the clocks of wherever it was written.
    Local(NaiveDateTime),
    /// A moment that says its distance to UTC.
    Moment(DateTime<Utc>),
}

/// The most characters that a day with its time may have.
const LIMIT: u32 = 60;

impl Written {
    /// Reads a day with or without a time. `order` decides only where it has to.
    pub fn read(text: &str, order: DayOrder) -> Result<Self, Complaint> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Complaint::Required);
        }
        if text.chars().nth(LIMIT as usize).is_some() {
            return Err(Complaint::TooLong(LIMIT));
        }
        read(text, order)
            .filter(|written| sensible(written.day(&Zone::utc())))
            .ok_or(Complaint::NotADate)
    }

    /// Reads a day of which nobody has said the order: what both orders read differently is refused as ambiguous.
    pub fn read_clear(text: &str) -> Result<Self, Complaint> {
        match (
            Self::read(text, DayOrder::DayFirst),
            Self::read(text, DayOrder::MonthFirst),
        ) {
            (Ok(one), Ok(other)) if one != other => Err(Complaint::Ambiguous),
            (Err(_), Ok(written)) | (Ok(written), _) => Ok(written),
            (Err(complaint), Err(_)) => Err(complaint),
        }
    }

    /// Reads a day as spreadsheets count them: days since 30 December 1899, the time as a fraction (`44195.5`). Such a
    /// number looks like any other, so that only whoever knows the column can say that it is a day.
    pub fn read_serial(text: &str) -> Result<Self, Complaint> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Complaint::Required);
        }
        serial(text)
            .filter(|written| sensible(written.day(&Zone::utc())))
            .ok_or(Complaint::NotADate)
    }

    /// The day on the calendar of the zone; a day and a local time stay on the day that was written.
    pub fn day(&self, zone: &Zone) -> NaiveDate {
        match self {
            Self::Day(day) => *day,
            Self::Local(local) => local.date(),
            Self::Moment(moment) => zone.day(*moment),
        }
    }

    /// The moment, where what was written without a distance to UTC was written in the zone; a day begins at midnight.
    pub fn moment(&self, zone: &Zone) -> DateTime<Utc> {
        match self {
            Self::Day(day) => zone.moment(day.and_time(NaiveTime::MIN)),
            Self::Local(local) => zone.moment(*local),
            Self::Moment(moment) => *moment,
        }
    }
}

impl DayOrder {
    /// Decides the order of a whole column from samples of it. Empty samples and what is no day do not count; points
    /// between the numbers mean that the day comes first unless a sample speaks against it.
    pub fn guess<'a>(samples: impl IntoIterator<Item = &'a str>) -> DayGuess {
        let (mut day_first, mut month_first, mut pointed, mut open) = (false, false, false, false);
        for sample in samples {
            let sample = sample.trim();
            let as_day_first = read(sample, Self::DayFirst);
            let as_month_first = read(sample, Self::MonthFirst);
            match (as_day_first, as_month_first) {
                (Some(one), Some(other)) if one == other => {
                    // 05/05/2026 reads the same in both orders and still says nothing.
                    open |= needs_order(sample);
                }
                (Some(_), Some(_)) => {
                    if sample.contains('/') || sample.contains('-') {
                        open = true;
                    } else {
                        pointed = true;
                    }
                }
                (Some(_), None) => day_first = true,
                (None, Some(_)) => month_first = true,
                (None, None) => {}
            }
        }
        match (day_first, month_first) {
            (true, true) => DayGuess::Contradictory,
            (true, false) => DayGuess::Clear(Self::DayFirst),
            (false, true) => DayGuess::Clear(Self::MonthFirst),
            (false, false) if pointed => DayGuess::Clear(Self::DayFirst),
            (false, false) if open => DayGuess::Ambiguous,
            (false, false) => DayGuess::NotNeeded,
        }
    }
}

/// No record of a business is older or further ahead.
fn sensible(day: NaiveDate) -> bool {
    use chrono::Datelike as _;
    (1900..=2200).contains(&day.year())
}

fn read(text: &str, order: DayOrder) -> Option<Written> {
    if !text.starts_with(char::is_alphanumeric) {
        return None;
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits_only(text);
    }
    // The time, if there is one, begins with the digits in front of the first colon.
    let Some(colon) = text.find(':') else {
        return day(text, order).map(Written::Day);
    };
    let before = text.get(..colon)?;
    let start = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let date = text.get(..start)?.trim_end();
    let date = date
        .strip_suffix(" at")
        .or_else(|| date.strip_suffix(['T', 't', ',']))
        .unwrap_or(date);
    let day = day(date.trim_end(), order)?;
    let (time, zone) = clock(text.get(start..)?)?;
    let local = day.and_time(time);
    Some(match zone {
        None => Written::Local(local),
        Some(zone) => Written::Moment(local.and_local_timezone(zone).single()?.to_utc()),
    })
}

/// Seconds or milliseconds since 1970, or a day without anything between its parts.
fn digits_only(text: &str) -> Option<Written> {
    match text.len() {
        8 => NaiveDate::parse_from_str(text, "%Y%m%d").ok().map(Written::Day),
        10 => DateTime::from_timestamp(text.parse().ok()?, 0).map(Written::Moment),
        13 => DateTime::from_timestamp_millis(text.parse().ok()?).map(Written::Moment),
        _ => None,
    }
}

fn between(c: char) -> bool {
    matches!(c, '-' | '/' | '.' | ',') || c.is_whitespace()
}

/// Whether the day is written as day, month and year in digits.
fn needs_order(text: &str) -> bool {
    let mut parts = text.split(between).filter(|part| !part.is_empty());
    [parts.next(), parts.next()]
        .iter()
        .all(|part| part.is_some_and(|part| part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit())))
}

fn day(text: &str, order: DayOrder) -> Option<NaiveDate> {
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return NaiveDate::parse_from_str(text, "%Y%m%d").ok();
    }
    let mut parts: Vec<&str> = text.split(between).filter(|part| !part.is_empty()).collect();
    if parts.len() == 4 && parts.first().is_some_and(|part| is_weekday(part)) {
        parts.remove(0);
    }
    let [first, second, third] = parts.try_into().ok()?;
    let number = |text: &str| match text.len() {
        1 | 2 => text
            .bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| text.parse::<u32>().ok())?,
        _ => None,
    };
    let month = |text: &str| number(text).or_else(|| month_of(text));
    if first.len() == 4 && first.starts_with(|c: char| c.is_ascii_digit()) {
        return NaiveDate::from_ymd_opt(year(first)?, month(second)?, number(third)?);
    }
    let year = year(third)?;
    if let Some(month) = month_of(second) {
        return NaiveDate::from_ymd_opt(year, month, number(ordinal(first))?);
    }
    if let Some(month) = month_of(first) {
        return NaiveDate::from_ymd_opt(year, month, number(ordinal(second))?);
    }
    let (first, second) = (number(first)?, number(second)?);
    match order {
        DayOrder::DayFirst => NaiveDate::from_ymd_opt(year, second, first),
        DayOrder::MonthFirst => NaiveDate::from_ymd_opt(year, first, second),
    }
}

/// Four digits, or two: up to 68 in this century, from 69 in the last.
fn year(text: &str) -> Option<i32> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let year = text.parse().ok()?;
    match text.len() {
        4 => Some(year),
        2 if year <= 68 => Some(2000 + year),
        2 => Some(1900 + year),
        _ => None,
    }
}

/// `30th` is 30.
fn ordinal(text: &str) -> &str {
    ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|ending| text.strip_suffix(ending))
        .unwrap_or(text)
}

/// The month of a name or its first three letters or more, in English or German.
fn month_of(text: &str) -> Option<u32> {
    const NAMES: [(&str, u32); 21] = [
        ("january", 1),
        ("januar", 1),
        ("jänner", 1),
        ("february", 2),
        ("februar", 2),
        ("march", 3),
        ("märz", 3),
        ("april", 4),
        ("may", 5),
        ("mai", 5),
        ("june", 6),
        ("juni", 6),
        ("july", 7),
        ("juli", 7),
        ("august", 8),
        ("september", 9),
        ("sept", 9),
        ("october", 10),
        ("oktober", 10),
        ("november", 11),
        ("december", 12),
    ];
    let text = text.to_lowercase();
    if text.chars().count() < 3 {
        return None;
    }
    if text.len() >= 3 && "dezember".starts_with(&text) {
        return Some(12);
    }
    NAMES
        .iter()
        .find(|(name, _)| name.starts_with(&text))
        .map(|(_, month)| *month)
}

fn is_weekday(text: &str) -> bool {
    const NAMES: [&str; 7] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let text = text.to_lowercase();
    text.len() >= 3 && NAMES.iter().any(|name| name.starts_with(&text))
}

/// `3:15`, `03:15:52.123456`, `3:15 PM`, each with or without `Z`, `UTC`, `+01:00`, `+0100`, `+01`.
fn clock(text: &str) -> Option<(NaiveTime, Option<FixedOffset>)> {
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.' | ',')))
        .unwrap_or(text.len());
    let (digits, rest) = (text.get(..end)?, text.get(end..)?.trim());
    let (whole, fraction) = digits.split_once(['.', ',']).unwrap_or((digits, "0"));
    let mut parts = Vec::with_capacity(3);
    for part in whole.split(':') {
        if !(1..=2).contains(&part.len()) {
            return None;
        }
        parts.push(part.parse::<u32>().ok()?);
    }
    let (hour, minute, second) = match parts.as_slice() {
        [hour, minute] => (*hour, *minute, 0),
        [hour, minute, second] => (*hour, *minute, *second),
        _ => return None,
    };
    let lowered = rest.to_lowercase();
    let half = [("am", 0), ("a.m.", 0), ("pm", 12), ("p.m.", 12)]
        .into_iter()
        .find_map(|(mark, hours)| Some((lowered.strip_prefix(mark)?, hours)));
    let (hour, zone) = match half {
        Some((zone, hours)) if (1..=12).contains(&hour) => (hour % 12 + hours, zone.trim().to_owned()),
        Some(_) => return None,
        None => (hour, lowered),
    };
    let time = NaiveTime::from_hms_nano_opt(hour, minute, second, nanoseconds(fraction)?)?;
    Some((time, offset(&zone).ok()?))
}

fn nanoseconds(fraction: &str) -> Option<u32> {
    if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let nine: String = fraction.chars().chain(std::iter::repeat('0')).take(9).collect();
    nine.parse().ok()
}

/// The distance to UTC, where one is given.
fn offset(zone: &str) -> Result<Option<FixedOffset>, Complaint> {
    let (sign, rest) = match zone {
        "" => return Ok(None),
        "z" | "utc" | "gmt" | "+0000 utc" => (1, "00"),
        _ => match zone.strip_prefix('+') {
            Some(rest) => (1, rest),
            None => (-1, zone.strip_prefix('-').ok_or(Complaint::NotADate)?),
        },
    };
    let digits = rest.replace(':', "");
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Complaint::NotADate);
    }
    let number = digits.parse::<u32>().or(Err(Complaint::NotADate))?;
    let seconds = match digits.len() {
        2 => number * 3_600,
        4 if number % 100 < 60 => number / 100 * 3_600 + number % 100 * 60,
        _ => return Err(Complaint::NotADate),
    };
    let seconds = i32::try_from(seconds).or(Err(Complaint::NotADate))?;
    FixedOffset::east_opt(sign * seconds)
        .map(Some)
        .ok_or(Complaint::NotADate)
}

fn serial(text: &str) -> Option<Written> {
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !(1..=6).contains(&whole.len()) || !digits(whole) || !digits(fraction) {
        return None;
    }
    let day = NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_signed(TimeDelta::days(whole.parse().ok()?))?;
    if fraction.trim_end_matches('0').is_empty() {
        return Some(Written::Day(day));
    }
    // To the second: more is noise of the spreadsheet's arithmetic.
    let nine = i64::from(nanoseconds(fraction)?);
    let seconds = (nine * 86_400 + 500_000_000) / 1_000_000_000;
    let local = day
        .and_time(NaiveTime::MIN)
        .checked_add_signed(TimeDelta::seconds(seconds))?;
    Some(Written::Local(local))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    use DayOrder::{DayFirst, MonthFirst};

    fn on(text: &str) -> Written {
        Written::Day(text.parse().unwrap())
    }

    fn local(text: &str) -> Written {
        Written::Local(text.parse().unwrap())
    }

    fn moment(text: &str) -> Written {
        Written::Moment(text.parse().unwrap())
    }

    #[rstest]
    #[case("2020-12-30", on("2020-12-30"))]
    #[case("20201230", on("2020-12-30"))]
    #[case("2020/12/30", on("2020-12-30"))]
    #[case("30.12.2020", on("2020-12-30"))]
    #[case("30. 12. 2020", on("2020-12-30"))]
    #[case("5.6.20", on("2020-06-05"))]
    #[case("30 Dec 2020", on("2020-12-30"))]
    #[case("30-Dec-20", on("2020-12-30"))]
    #[case("Dec 30, 2020", on("2020-12-30"))]
    #[case("December 30th, 2020", on("2020-12-30"))]
    #[case("30. Dezember 2020", on("2020-12-30"))]
    #[case("1. März 2020", on("2020-03-01"))]
    #[case("2020-Dec-30", on("2020-12-30"))]
    #[case("Wed, 30 Dec 2020", on("2020-12-30"))]
    #[case("2020-12-30 3:15:52", local("2020-12-30T03:15:52"))]
    #[case("2020-12-30 03:15", local("2020-12-30T03:15:00"))]
    #[case("2020-03-02 21:00:33.301", local("2020-03-02T21:00:33.301"))]
    #[case("2023-06-08 23:22:38.270000", local("2023-06-08T23:22:38.27"))]
    #[case("30.12.2020 15:30", local("2020-12-30T15:30:00"))]
    #[case("30 Dec 2020, 3:15 pm", local("2020-12-30T15:15:00"))]
    #[case("Dec 30, 2020 at 12:15 AM", local("2020-12-30T00:15:00"))]
    #[case("2020-12-30T03:15:52Z", moment("2020-12-30T03:15:52Z"))]
    #[case("2020-12-30T03:15:52.5+01:00", moment("2020-12-30T02:15:52.5Z"))]
    #[case("2020-12-30T03:15:52-0530", moment("2020-12-30T08:45:52Z"))]
    #[case("2020-12-30 03:15:52 UTC", moment("2020-12-30T03:15:52Z"))]
    #[case("2020-12-30 03:15:52 +0000 UTC", moment("2020-12-30T03:15:52Z"))]
    #[case("1609298152000", moment("2020-12-30T03:15:52Z"))]
    #[case("1609298152", moment("2020-12-30T03:15:52Z"))]
    #[case("2050-01-01 00:00:00", local("2050-01-01T00:00:00"))]
    fn days_are_read_as_exports_write_them(#[case] text: &str, #[case] written: Written) {
        assert_eq!(Written::read(text, DayFirst), Ok(written));
    }

    #[rstest]
    #[case("05/06/2020", DayFirst, Ok(on("2020-06-05")))]
    #[case("05/06/2020", MonthFirst, Ok(on("2020-05-06")))]
    #[case("30/12/2020", MonthFirst, Err(Complaint::NotADate))]
    #[case("12/30/2020", DayFirst, Err(Complaint::NotADate))]
    #[case("12/30/2020 3:15 PM", MonthFirst, Ok(local("2020-12-30T15:15:00")))]
    fn the_order_decides_and_is_never_changed_silently(
        #[case] text: &str,
        #[case] order: DayOrder,
        #[case] written: Result<Written, Complaint>,
    ) {
        assert_eq!(Written::read(text, order), written);
    }

    #[rstest]
    #[case("2020-06-05", Ok(on("2020-06-05")))]
    #[case("30/12/2020", Ok(on("2020-12-30")))]
    #[case("05/05/2020", Ok(on("2020-05-05")))]
    #[case("05/06/2020", Err(Complaint::Ambiguous))]
    #[case("31/31/2020", Err(Complaint::NotADate))]
    fn without_an_order_only_what_is_clear_is_read(#[case] text: &str, #[case] written: Result<Written, Complaint>) {
        assert_eq!(Written::read_clear(text), written);
    }

    #[rstest]
    #[case("", Complaint::Required)]
    #[case("soon", Complaint::NotADate)]
    #[case("2020-02-30", Complaint::NotADate)]
    #[case("2020-13-01", Complaint::NotADate)]
    #[case("0000-00-00", Complaint::NotADate)]
    #[case("1.5.2020.7", Complaint::NotADate)]
    #[case("44195", Complaint::NotADate)]
    #[case("12345678", Complaint::NotADate)]
    #[case("2020-12-30 25:00", Complaint::NotADate)]
    #[case("2020-12-30 13:00 PM", Complaint::NotADate)]
    #[case("2020-12-30T03:15:52 Mars", Complaint::NotADate)]
    #[case("30 Decoder 2020", Complaint::NotADate)]
    #[case("3:15", Complaint::NotADate)]
    #[case("-1-1-20", Complaint::NotADate)]
    #[case("fcb67ef339b691956cc85fa12be6490c", Complaint::NotADate)]
    fn what_is_no_day_is_refused(#[case] text: &str, #[case] complaint: Complaint) {
        assert_eq!(Written::read(text, DayFirst), Err(complaint));
    }

    #[rstest]
    #[case("44195", Ok(on("2020-12-30")))]
    #[case("44195.5", Ok(local("2020-12-30T12:00:00")))]
    #[case("44195,1360185185", Ok(local("2020-12-30T03:15:52")))]
    #[case("44195.0", Ok(on("2020-12-30")))]
    #[case("2020-12-30", Err(Complaint::NotADate))]
    #[case("999999", Err(Complaint::NotADate))]
    #[case("", Err(Complaint::Required))]
    fn spreadsheets_count_days(#[case] text: &str, #[case] written: Result<Written, Complaint>) {
        assert_eq!(Written::read_serial(text), written);
    }

    #[rstest]
    #[case(&["05/06/2020", "30/12/2020"], DayGuess::Clear(DayFirst))]
    #[case(&["05/06/2020", "12/30/2020 3:15 PM"], DayGuess::Clear(MonthFirst))]
    #[case(&["05/06/2020", "05/05/2020"], DayGuess::Ambiguous)]
    #[case(&["05/05/2020"], DayGuess::Ambiguous)]
    #[case(&["30/12/2020", "12/30/2020"], DayGuess::Contradictory)]
    #[case(&["05.06.2020"], DayGuess::Clear(DayFirst))]
    #[case(&["2020-05-06", "5 Jun 2020", "n/a", ""], DayGuess::NotNeeded)]
    #[case(&[], DayGuess::NotNeeded)]
    fn a_column_tells_its_order_or_that_it_does_not(#[case] samples: &[&str], #[case] guess: DayGuess) {
        assert_eq!(DayOrder::guess(samples.iter().copied()), guess);
    }

    #[test]
    fn a_day_stays_the_day_that_was_written() {
        let west = Zone::new("America/New_York", vec![(0, -18_000)]);
        assert_eq!(local("2020-12-30T23:00:00").day(&west).to_string(), "2020-12-30");
        assert_eq!(moment("2020-12-30T03:00:00Z").day(&west).to_string(), "2020-12-29");
        assert_eq!(on("2020-12-30").moment(&west).to_rfc3339(), "2020-12-30T05:00:00+00:00");
    }

    proptest! {
        #[test]
        fn every_day_is_read_in_every_form(days in 0_i64..100_000) {
            let day = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap() + TimeDelta::days(days);
            for (form, order) in [
                ("%Y-%m-%d", MonthFirst), ("%d.%m.%Y", DayFirst), ("%d/%m/%Y", DayFirst), ("%m/%d/%Y", MonthFirst),
                ("%-d %b %Y", MonthFirst), ("%B %-d, %Y", DayFirst), ("%a, %d %b %Y", DayFirst),
            ] {
                let text = day.format(form).to_string();
                prop_assert_eq!(Written::read(&text, order), Ok(Written::Day(day)), "{}", text);
            }
        }

        #[test]
        fn nonsense_breaks_nothing(text in ".*", other in "[0-9:./ T+-]{0,24}") {
            for text in [text, other] {
                drop((Written::read(&text, DayFirst), Written::read_serial(&text), DayOrder::guess([text.as_str()])));
            }
        }
    }
}
