//! The deal of a lead was decided.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Quality, list::LeadRow};
use crate::{
    Access, Kind, Operation, Rest,
    values::{Version, ids::LeadId},
};

/// Closes a converted lead as its deal was decided: how, and if lost why, is what stands with the deal.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CloseLead {
    /// Which lead.
    pub lead: LeadId,
    /// How good the lead was; sales says so.
    #[serde(default)]
    pub quality: Option<Quality>,
    /// The version of the lead that the person was looking at.
    pub seen: Version,
}

impl Operation for CloseLead {
    type Output = LeadRow;
    const NAME: &'static str = "leads.chain.close";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> =
        Some(Rest::post("/leads/{lead}/close", "Close a lead as its deal was decided").versioned("seen"));
}
