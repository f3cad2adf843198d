//! A lead is not ready, or not any more: somebody stays in touch.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::list::LeadRow;
use crate::{
    Access, Kind, Operation, Rest,
    values::{
        Version,
        ids::{LeadId, PersonId},
    },
};

/// Puts a lead into nurturing.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct NurtureLead {
    /// Which lead.
    pub lead: LeadId,
    /// Who of marketing or service stays in touch.
    pub to: PersonId,
    /// The day of the next touch.
    pub next_on: NaiveDate,
    /// The version of the lead that the person was looking at.
    pub seen: Version,
}

impl Operation for NurtureLead {
    type Output = LeadRow;
    const NAME: &'static str = "leads.chain.nurture";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::post("/leads/{lead}/nurture", "Put a lead into nurturing").versioned("seen"));
}
