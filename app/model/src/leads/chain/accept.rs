//! Sales takes a lead.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::list::LeadRow;
use crate::{
    Access, Kind, Operation, Rest,
    values::{Version, ids::LeadId},
};

/// Accepts a lead that was handed over. Of two who accept at once one does, and the other is told.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct AcceptLead {
    /// Which lead.
    pub lead: LeadId,
    /// When somebody does something about it next.
    pub next_on: NaiveDate,
    /// The version of the lead that the person was looking at.
    pub seen: Version,
}

impl Operation for AcceptLead {
    type Output = LeadRow;
    const NAME: &'static str = "leads.chain.accept";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> =
        Some(Rest::post("/leads/{lead}/accept", "Accept a lead that was handed over").versioned("seen"));
}
