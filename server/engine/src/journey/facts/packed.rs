//! Rows of one account packed into one text: fields set apart by one control character, records by another one.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use uuid::Uuid;

/// Sets fields of a record apart.
pub(super) const FIELD: char = '\u{1f}';
/// Sets records apart.
pub(super) const RECORD: char = '\u{1e}';

/// The records of a text.
pub(super) fn records(text: &str) -> impl Iterator<Item = &str> {
    text.split_terminator(RECORD)
}

/// The fields of a record: so many of them at least, and nothing for those that it ends before.
pub(super) fn fields<const N: usize>(record: &str, at_least: usize) -> Option<[&str; N]> {
    let mut found = [""; N];
    let mut parts = record.split(FIELD);
    for (number, place) in found.iter_mut().enumerate() {
        match parts.next() {
            Some(part) => *place = part,
            None if number < at_least => return None,
            None => break,
        }
    }
    parts.next().is_none().then_some(found)
}

/// An id, with or without hyphens.
pub(super) fn id(text: &str) -> Option<Uuid> {
    Uuid::parse_str(text).ok()
}

/// A moment as one of the databases gives it: microseconds since 1970, or `2026-11-25T10:30:00.5+00:00`.
pub(super) fn moment(text: &str) -> Option<DateTime<Utc>> {
    if let Ok(micros) = text.parse() {
        return DateTime::from_timestamp_micros(micros);
    }
    of_utc(text.as_bytes()).or_else(|| text.parse().ok())
}

/// What SQLite is given is always of UTC and of one form, which is read twenty times as fast as any form.
fn of_utc(text: &[u8]) -> Option<DateTime<Utc>> {
    let number = |from: usize, to: usize| {
        let digits = text.get(from..to)?;
        digits.iter().try_fold(0_u32, |number, digit| {
            digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0'))
        })
    };
    let is = |place: usize, mark: u8| text.get(place) == Some(&mark);
    let marked = is(4, b'-') && is(7, b'-') && is(10, b'T') && is(13, b':') && is(16, b':');
    if !marked {
        return None;
    }
    let rest = text.get(19..)?.strip_suffix(b"+00:00")?;
    let nanos = match rest {
        [] => 0,
        [b'.', digits @ ..] if (1..=9).contains(&digits.len()) => {
            let missing = u32::try_from(9 - digits.len()).ok()?;
            number(20, 20 + digits.len())? * 10_u32.pow(missing)
        }
        _ => return None,
    };
    let day = NaiveDate::from_ymd_opt(i32::try_from(number(0, 4)?).ok()?, number(5, 7)?, number(8, 10)?)?;
    let time = NaiveTime::from_hms_nano_opt(number(11, 13)?, number(14, 16)?, number(17, 19)?, nanos)?;
    Some(day.and_time(time).and_utc())
}

#[cfg(test)]
mod tests {
    use chrono::SecondsFormat;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn moments_are_read_as_both_databases_write_them(micros in -60_000_000_000_000_000_i64..200_000_000_000_000_000) {
            let at = DateTime::from_timestamp_micros(micros).unwrap();
            prop_assert_eq!(moment(&micros.to_string()), Some(at));
            prop_assert_eq!(moment(&at.to_rfc3339_opts(SecondsFormat::AutoSi, false)), Some(at));
            prop_assert_eq!(of_utc(at.to_rfc3339_opts(SecondsFormat::AutoSi, false).as_bytes()), Some(at));
        }

        #[test]
        fn no_text_makes_it_panic(text in "[-0-9T:.+Z\u{1e}\u{1f}é]{0,40}") {
            let _ = moment(&text);
            let _ = fields::<3>(&text, 2);
        }
    }

    #[test]
    fn other_clocks_are_understood() {
        assert_eq!(moment("2026-11-25T10:30:00+02:00"), moment("2026-11-25T08:30:00+00:00"));
        assert_eq!(moment("yesterday"), None);
    }

    #[test]
    fn a_record_has_the_fields_that_were_asked_for_or_is_none() {
        assert_eq!(fields::<2>("a\u{1f}", 2), Some(["a", ""]));
        assert_eq!(fields::<2>("a", 2), None);
        assert_eq!(fields::<2>("a", 1), Some(["a", ""]));
        assert_eq!(fields::<2>("a\u{1f}b\u{1f}c", 1), None);
        assert_eq!(records("").count(), 0);
        assert_eq!(records("a\u{1e}b").collect::<Vec<_>>(), ["a", "b"]);
    }
}
