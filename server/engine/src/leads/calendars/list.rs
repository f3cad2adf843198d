//! How the calendars of the departments are listed.

use model::leads::calendars::{DepartmentCalendar, list::ListCalendars};

use crate::{Answer, Fault, Read};

impl Answer for ListCalendars {
    async fn answer(self, read: &Read<'_>) -> Result<Vec<DepartmentCalendar>, Fault> {
        Ok(super::all(read.db()).await?.into())
    }
}
