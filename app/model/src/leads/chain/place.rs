//! It becomes known where the person of a lead works.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::list::LeadRow;
use crate::{
    Access, Kind, Operation, Rest,
    values::{
        Version,
        ids::{AccountId, LeadId},
    },
};

/// Says at which account a lead is.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PlaceLead {
    /// Which lead.
    pub lead: LeadId,
    /// Which one.
    pub account: AccountId,
    /// The version of the lead that the person was looking at.
    pub seen: Version,
}

impl Operation for PlaceLead {
    type Output = LeadRow;
    const NAME: &'static str = "leads.chain.place";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> =
        Some(Rest::post("/leads/{lead}/place", "Say at which account a lead is").versioned("seen"));
}
