//! The calendar of a department is written anew as a whole.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::DepartmentCalendar;
use crate::{Access, Department, FieldErrors, Kind, Operation, Rest, business_time::Calendar, values::Version};

/// Says when the people of a department are there. What is owed already ends when it was said to end; what is opened from
/// now on is counted by the new calendar.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct EditCalendar {
    /// Of which department.
    pub department: Department,
    /// What it says from now on.
    pub calendar: Calendar,
    /// The version that the person was looking at; 0 where the department has not said anything yet.
    pub seen: Version,
}

impl Operation for EditCalendar {
    type Output = DepartmentCalendar;
    const NAME: &'static str = "leads.calendars.edit";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Managers;
    const REST: Option<Rest> = Some(
        Rest::patch(
            "/calendars/{department}",
            "Say when the people of a department are there",
        )
        .versioned("seen"),
    );

    fn check(&self) -> Result<(), FieldErrors> {
        self.calendar.check()
    }
}
