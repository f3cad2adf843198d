//! How good a lead was, looking back.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Quality, list::LeadRow};
use crate::{
    Access, Kind, Operation, Rest,
    values::{Version, ids::LeadId},
};

/// Rates a closed lead; sales does.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RateLead {
    /// Which lead.
    pub lead: LeadId,
    /// From 1 to 5.
    pub quality: Quality,
    /// The version of the lead that the person was looking at.
    pub seen: Version,
}

impl Operation for RateLead {
    type Output = LeadRow;
    const NAME: &'static str = "leads.chain.rate";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> =
        Some(Rest::post("/leads/{lead}/rate", "Rate how good a closed lead was").versioned("seen"));
}
