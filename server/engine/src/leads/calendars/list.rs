//! How the calendars of the departments are listed.

use model::{
    Department,
    leads::calendars::{DepartmentCalendars, Due, list::ListCalendars},
};

use super::{all, legs};
use crate::{Answer, Fault, Read};

/// Limits that people know from their rules, in minutes.
const LIMITS: [u32; 3] = [60, 4 * 60, 16 * 60];

impl Answer for ListCalendars {
    async fn answer(self, read: &Read<'_>) -> Result<DepartmentCalendars, Fault> {
        let legs = legs(read.db(), read.now()).await?;
        let due = Department::ALL.into_iter().flat_map(|department| {
            let business = legs.calendars().of(department);
            LIMITS.map(|limit_minutes| Due {
                department,
                limit_minutes,
                at: business.due(read.now(), limit_minutes),
            })
        });
        Ok(DepartmentCalendars {
            due: due.collect(),
            calendars: all(read.db()).await?.into(),
        })
    }
}
