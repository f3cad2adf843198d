//! How the calendars of the departments are listed.

use model::leads::calendars::{DepartmentCalendars, list::ListCalendars};

use crate::{Answer, Fault, Read};

impl Answer for ListCalendars {
    async fn answer(self, read: &Read<'_>) -> Result<DepartmentCalendars, Fault> {
        Ok(DepartmentCalendars {
            calendars: super::all(read.db()).await?.into(),
        })
    }
}
