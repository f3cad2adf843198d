//! The business calendars of the departments, and the business time that they make.

mod edit;
pub mod entity;
mod list;

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use model::{
    Department,
    business_time::{BusinessTime, Calendar},
    leads::{calendars::DepartmentCalendar, obligations::Calendars},
    values::Version,
};
use sea_orm::{ConnectionTrait, EntityTrait};

use crate::{
    Fault,
    platform::{organisation, people},
};

/// The business time of each leg.
#[derive(Debug, Clone)]
pub struct Legs([BusinessTime; 3]);

impl Legs {
    /// As the rules ask for it.
    pub const fn calendars(&self) -> Calendars<'_> {
        let [marketing, sales, service] = &self.0;
        Calendars {
            marketing,
            sales,
            service,
        }
    }
}

/// The business time of each leg, on clocks whose changes are known as far as the longest limits reach.
pub async fn legs(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<Legs, Fault> {
    let [marketing, sales, service] = all(db).await?;
    let business = |known: DepartmentCalendar| business(&known.calendar, now);
    Ok(Legs([business(marketing)?, business(sales)?, business(service)?]))
}

fn business(calendar: &Calendar, now: DateTime<Utc>) -> Result<BusinessTime, Fault> {
    const BEFORE: TimeDelta = TimeDelta::days(5 * 366);
    const AFTER: TimeDelta = TimeDelta::days(15 * 366);
    let zone = people::zone_between(&calendar.time_zone, now - BEFORE, now + AFTER);
    // A zone that the list of zones no longer has would be another one, and is refused.
    BusinessTime::new(calendar, zone).map_err(|errors| Fault::Stored(format!("a business calendar: {errors:?}")))
}

/// The calendar of each department, in their usual order.
async fn all(db: &impl ConnectionTrait) -> Result<[DepartmentCalendar; 3], Fault> {
    let rows = entity::Entity::find().all(db).await?;
    let mut rows: HashMap<String, entity::Model> = rows.into_iter().map(|row| (row.department.clone(), row)).collect();
    let began_with = Calendar::office_hours(organisation::get(db).await?.time_zone);
    let mut known = |department: Department| known(department, rows.remove(department.key()), &began_with);
    Ok([
        known(Department::Marketing)?,
        known(Department::Sales)?,
        known(Department::Service)?,
    ])
}

fn known(
    department: Department,
    row: Option<entity::Model>,
    began_with: &Calendar,
) -> Result<DepartmentCalendar, Fault> {
    let (calendar, updated_at, version) = match row {
        Some(row) => (
            serde_json::from_value(row.calendar)?,
            Some(row.updated_at),
            Version(row.version),
        ),
        None => (began_with.clone(), None, Version(0)),
    };
    Ok(DepartmentCalendar {
        department,
        says: calendar.describe(),
        calendar,
        updated_at,
        version,
    })
}

#[cfg(test)]
mod tests;
