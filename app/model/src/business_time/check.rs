//! Which calendars are refused: as a whole, with each bad place named by its path, such as `week.monday.1.from`.

use std::collections::BTreeSet;

use super::{Calendar, Window};
use crate::{Complaint, FieldErrors, values::text::checked};

impl Calendar {
    /// The most windows of one day.
    pub const MOST_WINDOWS: usize = 8;
    /// The most days on which other hours hold.
    pub const MOST_HOLIDAYS: usize = 500;
    /// The most characters of a name, of its own or of a holiday.
    pub const NAME_LIMIT: u32 = 60;

    /// Complains about everything that keeps people from working by it. Whether the time zone is one of the IANA list
    /// only the server knows, which has the list.
    pub fn check(&self) -> Result<(), FieldErrors> {
        let mut errors = FieldErrors::none();
        let mut named = |field: &str, text: &str| {
            if let Err(complaint) = checked(text, Self::NAME_LIMIT, false) {
                errors.require(false, field, complaint);
            }
        };
        named("name", &self.name);
        named("time_zone", &self.time_zone);
        for (place, holiday) in self.holidays.iter().enumerate() {
            named(&format!("holidays.{place}.name"), &holiday.name);
        }
        for (day, windows) in &self.week {
            about_windows(&mut errors, windows, &format!("week.{}", day.key()));
        }
        let open = self.week.values().flatten().any(|window| window.minutes() > 0);
        errors.require(open, "week", Complaint::NeverOpen);
        errors.require(
            self.holidays.len() <= Self::MOST_HOLIDAYS,
            "holidays",
            at_most(Self::MOST_HOLIDAYS),
        );
        let mut days = BTreeSet::new();
        for (place, holiday) in self.holidays.iter().enumerate() {
            let field = |name: &str| format!("holidays.{place}.{name}");
            errors.require(days.insert(holiday.day), &field("day"), Complaint::Taken);
            about_windows(&mut errors, &holiday.windows, &field("windows"));
        }
        errors.into_result()
    }
}

fn at_most(most: usize) -> Complaint {
    Complaint::AtMost(i64::try_from(most).unwrap_or(i64::MAX))
}

/// Windows of one day stand in any order and touch, and do not overlap.
fn about_windows(errors: &mut FieldErrors, windows: &[Window], path: &str) {
    errors.require(
        windows.len() <= Calendar::MOST_WINDOWS,
        path,
        at_most(Calendar::MOST_WINDOWS),
    );
    for (place, window) in windows.iter().enumerate() {
        let ends = window.until > window.from;
        errors.require(ends, &format!("{path}.{place}.until"), Complaint::BeforeTheStart);
    }
    let mut ordered: Vec<(usize, &Window)> = windows.iter().enumerate().collect();
    ordered.sort_unstable_by_key(|(place, window)| (window.from, window.until, *place));
    for pair in ordered.windows(2) {
        if let [(_, before), (place, window)] = pair {
            let apart = window.from >= before.until;
            errors.require(apart, &format!("{path}.{place}.from"), Complaint::Overlaps);
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::business_time::{DayOfWeek, Holiday};

    fn christmas(windows: Vec<Window>) -> Holiday {
        Holiday {
            day: "2026-12-24".parse().unwrap(),
            name: "Christmas Eve".to_owned(),
            windows,
        }
    }

    fn monday(calendar: &mut Calendar, windows: &[Window]) {
        calendar.week.insert(DayOfWeek::Monday, windows.to_vec());
    }

    #[test]
    fn office_hours_can_be_worked_by() {
        assert_eq!(Calendar::office_hours("Europe/Berlin").check(), Ok(()));
    }

    #[rstest]
    #[case("name", Complaint::Required, |it: &mut Calendar| it.name.clear())]
    #[case("name", Complaint::TooLong(60), |it: &mut Calendar| it.name = "x".repeat(61))]
    #[case("time_zone", Complaint::Required, |it: &mut Calendar| it.time_zone = " ".to_owned())]
    #[case("week", Complaint::NeverOpen, |it: &mut Calendar| it.week.clear())]
    #[case("week", Complaint::NeverOpen, |it: &mut Calendar| {
        it.week = [(DayOfWeek::Monday, Vec::new())].into();
    })]
    #[case("week.monday.0.until", Complaint::BeforeTheStart, |it: &mut Calendar| monday(it, &[Window::hours(9, 9)]))]
    #[case("week.monday.0.until", Complaint::BeforeTheStart, |it: &mut Calendar| monday(it, &[Window::hours(17, 9)]))]
    #[case("week.monday.1.from", Complaint::Overlaps, |it: &mut Calendar| {
        monday(it, &[Window::hours(9, 13), Window::hours(12, 17)]);
    })]
    #[case("week.monday.0.from", Complaint::Overlaps, |it: &mut Calendar| {
        monday(it, &[Window::hours(12, 17), Window::hours(9, 13)]);
    })]
    #[case("week.monday.1.from", Complaint::Overlaps, |it: &mut Calendar| {
        monday(it, &[Window::hours(9, 17), Window::hours(9, 17)]);
    })]
    #[case("week.monday", Complaint::AtMost(8), |it: &mut Calendar| {
        let many: Vec<Window> = (1..=9).map(|hour| Window::hours(hour, hour + 1)).collect();
        monday(it, &many);
    })]
    #[case("holidays.1.day", Complaint::Taken, |it: &mut Calendar| {
        it.holidays = vec![christmas(Vec::new()), christmas(vec![Window::hours(9, 12)])];
    })]
    #[case("holidays.0.name", Complaint::Unprintable, |it: &mut Calendar| {
        it.holidays = vec![christmas(Vec::new())];
        it.holidays[0].name = "a\u{7}".to_owned();
    })]
    #[case("holidays.0.windows.1.from", Complaint::Overlaps, |it: &mut Calendar| {
        it.holidays = vec![christmas(vec![Window::hours(9, 12), Window::hours(11, 13)])];
    })]
    #[case("holidays", Complaint::AtMost(500), |it: &mut Calendar| {
        let first: chrono::NaiveDate = "2026-01-01".parse().unwrap();
        it.holidays = first
            .iter_days()
            .take(501)
            .map(|day| Holiday { day, ..christmas(Vec::new()) })
            .collect();
    })]
    fn one_mistake_is_named_by_its_place(
        #[case] field: &str,
        #[case] expected: Complaint,
        #[case] change: fn(&mut Calendar),
    ) {
        let mut calendar = Calendar::office_hours("Europe/Berlin");
        change(&mut calendar);
        assert_eq!(calendar.check(), Err(FieldErrors::of(field, expected)));
    }

    #[test]
    fn windows_may_touch_and_stand_in_any_order() {
        let mut calendar = Calendar::office_hours("Europe/Berlin");
        let windows = [Window::hours(12, 24), Window::hours(0, 9), Window::hours(9, 12)];
        monday(&mut calendar, &windows);
        calendar.holidays = vec![christmas(windows.to_vec())];
        assert_eq!(calendar.check(), Ok(()));
    }
}
