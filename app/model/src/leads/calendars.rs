//! When the people of a department are there: what limits in business time are counted by.

pub mod edit;
pub mod list;
pub mod write;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Department, business_time::Calendar, values::Version};

/// The calendars of all departments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DepartmentCalendars {
    /// One for each department, in their usual order.
    pub calendars: Vec<DepartmentCalendar>,
    /// When limits end that begin now.
    pub due: Vec<Due>,
}

/// The calendar of a department.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DepartmentCalendar {
    /// Whose.
    pub department: Department,
    /// What it says.
    pub calendar: Calendar,
    /// The same as a sentence.
    pub says: String,
    /// When it was changed last; none while the department works by the office hours that it began with.
    pub updated_at: Option<DateTime<Utc>>,
    /// How often it was changed; 0 for what it began with.
    pub version: Version,
}

/// When a limit ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = LimitEnds)]
pub struct Due {
    /// By the calendar of which department.
    pub department: Department,
    /// So many minutes of business time.
    pub limit_minutes: u32,
    /// The end of them.
    pub at: DateTime<Utc>,
}
