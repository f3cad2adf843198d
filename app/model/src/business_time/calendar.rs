//! Opening hours as people write them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ClockTime;

crate::keyed! {
    /// A day of the week.
    DayOfWeek {
        /// The first.
        Monday = "monday", "Monday";
        /// The second.
        Tuesday = "tuesday", "Tuesday";
        /// The third.
        Wednesday = "wednesday", "Wednesday";
        /// The fourth.
        Thursday = "thursday", "Thursday";
        /// The fifth.
        Friday = "friday", "Friday";
        /// The sixth.
        Saturday = "saturday", "Saturday";
        /// The last.
        Sunday = "sunday", "Sunday";
    }
}

/// When people of a department are there: on which days of the week, from when until when, and on which days otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = BusinessCalendar)]
pub struct Calendar {
    /// What people call it: `Berlin office`.
    pub name: String,
    /// Whose clocks count: a name of the IANA list, `Europe/Berlin`.
    pub time_zone: String,
    /// Open hours by day of the week, in any order; a day that is not there is closed.
    #[schema(value_type = BTreeMap<String, Vec<Window>>)]
    pub week: BTreeMap<DayOfWeek, Vec<Window>>,
    /// Days on which other hours hold, in any order.
    #[serde(default)]
    pub holidays: Vec<Holiday>,
}

/// From when until when it is open, on one day. Whoever works past midnight writes two: one that ends at `24:00`, and
/// one of the next day that begins at `00:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
pub struct Window {
    /// The first moment in which it is open.
    pub from: ClockTime,
    /// The first moment in which it is not.
    pub until: ClockTime,
}

/// A day on which other hours hold than on that day of the week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Holiday {
    /// Which day.
    pub day: NaiveDate,
    /// What people call it: `Christmas Eve`.
    pub name: String,
    /// The hours that hold instead; none where it is closed all day.
    #[serde(default)]
    pub windows: Vec<Window>,
}

impl Window {
    /// From a full hour until a full hour.
    pub const fn hours(from: u16, until: u16) -> Self {
        Self {
            from: ClockTime::hour(from),
            until: ClockTime::hour(until),
        }
    }

    /// Minutes that it is open while clocks do not change.
    pub const fn minutes(self) -> u16 {
        self.until.minutes().saturating_sub(self.from.minutes())
    }
}

impl Calendar {
    /// Monday to Friday from nine to five: what an organisation begins with.
    pub fn office_hours(time_zone: impl Into<String>) -> Self {
        let working = DayOfWeek::ALL.iter().take(5);
        Self {
            name: "Office hours".to_owned(),
            time_zone: time_zone.into(),
            week: working.map(|day| (*day, vec![Window::hours(9, 17)])).collect(),
            holidays: Vec::new(),
        }
    }
}
