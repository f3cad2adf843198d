//! The calendars of the three departments.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::DepartmentCalendars;
use crate::{Access, Kind, Operation, Rest};

/// Tells when the people of each department are there.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ListCalendars {}

impl Operation for ListCalendars {
    type Output = DepartmentCalendars;
    const NAME: &'static str = "leads.calendars.list";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get("/calendars", "When the people of each department are there"));
}
