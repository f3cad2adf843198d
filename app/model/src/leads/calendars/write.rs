//! The calendar of a department is written anew by a form.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{DepartmentCalendar, edit::EditCalendar};
use crate::{
    Access, Department, FieldErrors, Kind, Operation,
    business_time::{Calendar, DayOfWeek, Holidays, Hours},
    values::Version,
};

/// Says when the people of a department are there, day by day as people write it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WriteCalendar {
    /// Of which department.
    pub department: Department,
    /// The version that the person was looking at; 0 where the department has not said anything yet.
    pub seen: Version,
    /// What people call it.
    pub name: String,
    /// Whose clocks count.
    pub time_zone: String,
    /// Open hours; none where it is closed.
    #[serde(default)]
    pub monday: Hours,
    /// Open hours; none where it is closed.
    #[serde(default)]
    pub tuesday: Hours,
    /// Open hours; none where it is closed.
    #[serde(default)]
    pub wednesday: Hours,
    /// Open hours; none where it is closed.
    #[serde(default)]
    pub thursday: Hours,
    /// Open hours; none where it is closed.
    #[serde(default)]
    pub friday: Hours,
    /// Open hours; none where it is closed.
    #[serde(default)]
    pub saturday: Hours,
    /// Open hours; none where it is closed.
    #[serde(default)]
    pub sunday: Hours,
    /// Days on which other hours hold.
    #[serde(default)]
    pub holidays: Holidays,
}

impl WriteCalendar {
    /// The same as a whole.
    pub fn said(&self) -> EditCalendar {
        let days = [
            (DayOfWeek::Monday, &self.monday),
            (DayOfWeek::Tuesday, &self.tuesday),
            (DayOfWeek::Wednesday, &self.wednesday),
            (DayOfWeek::Thursday, &self.thursday),
            (DayOfWeek::Friday, &self.friday),
            (DayOfWeek::Saturday, &self.saturday),
            (DayOfWeek::Sunday, &self.sunday),
        ];
        let open = days.into_iter().filter(|(_, hours)| !hours.0.is_empty());
        let week: BTreeMap<_, _> = open.map(|(day, hours)| (day, hours.0.clone())).collect();
        EditCalendar {
            department: self.department,
            calendar: Calendar {
                name: self.name.trim().to_owned(),
                time_zone: self.time_zone.trim().to_owned(),
                week,
                holidays: self.holidays.0.clone(),
            },
            seen: self.seen,
        }
    }
}

/// Complaints about a calendar as the form knows them: `week.friday.1.from` is its `friday`.
fn about_form(errors: &FieldErrors) -> FieldErrors {
    errors.iter().fold(FieldErrors::none(), |all, (field, complaint)| {
        let mut way = field.split('.');
        let name = match (way.next(), way.next()) {
            (Some("week"), Some(day)) => day,
            // That it is never open is said where one begins.
            (Some("week"), None) => DayOfWeek::Monday.key(),
            (Some(first), _) => first,
            (None, _) => field,
        };
        all.and(name, complaint.clone())
    })
}

impl Operation for WriteCalendar {
    type Output = DepartmentCalendar;
    const NAME: &'static str = "leads.calendars.write";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Managers;

    fn check(&self) -> Result<(), FieldErrors> {
        self.said().calendar.check().map_err(|errors| about_form(&errors))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Complaint, form::decode};

    const HEAD: &str = "department=sales&seen=0&name=Office&time_zone=Europe%2FVienna";

    fn complaint(rest: &str, field: &str) -> Option<Complaint> {
        let errors = decode::<WriteCalendar>(&[HEAD, rest].concat()).unwrap_err();
        errors.get(field).cloned()
    }

    #[test]
    fn a_form_says_a_whole_calendar() {
        let sent = [
            HEAD,
            "&monday=09:00-12:00,+13:00-17:00&friday=&holidays=2026-12-25+Christmas+Day",
        ]
        .concat();
        let calendar = decode::<WriteCalendar>(&sent).unwrap().said().calendar;
        assert_eq!((calendar.week.len(), calendar.holidays.len()), (1, 1));
        assert_eq!(calendar.week[&DayOfWeek::Monday].len(), 2);
    }

    #[test]
    fn complaints_find_their_day() {
        assert_eq!(complaint("", "monday"), Some(Complaint::NeverOpen));
        assert_eq!(complaint("&friday=nine", "friday"), Some(Complaint::NotHours));
        assert_eq!(
            complaint("&friday=17:00-09:00", "friday"),
            Some(Complaint::BeforeTheStart)
        );
        assert_eq!(
            complaint("&friday=09:00-12:00,11:00-13:00", "friday"),
            Some(Complaint::Overlaps)
        );
        assert_eq!(
            complaint("&friday=09:00-12:00&holidays=Xmas", "holidays"),
            Some(Complaint::NotAHoliday(1))
        );
        let twice = "&friday=09:00-12:00&holidays=2026-12-25+One%0A2026-12-25+Two";
        assert_eq!(complaint(twice, "holidays"), Some(Complaint::Taken));
    }
}
