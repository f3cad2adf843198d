//! A lead becomes a deal. It stays the same record, and nothing is copied.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::list::LeadRow;
use crate::{
    Access, Kind, Operation, Rest,
    values::{
        Version,
        ids::{DealId, LeadId},
    },
};

/// Converts a lead: a deal with its account came of it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ConvertLead {
    /// Which lead.
    pub lead: LeadId,
    /// Which one.
    pub deal: DealId,
    /// When somebody does something about it next.
    pub next_on: NaiveDate,
    /// The version of the lead that the person was looking at.
    pub seen: Version,
}

impl Operation for ConvertLead {
    type Output = LeadRow;
    const NAME: &'static str = "leads.chain.convert";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> =
        Some(Rest::post("/leads/{lead}/convert", "Say which deal a lead became").versioned("seen"));
}
