//! A lead meets the definition.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::list::LeadRow;
use crate::{
    Access, Kind, Operation, Rest,
    values::{Version, ids::LeadId},
};

/// Asks the definition in force about a lead and qualifies it. One that does not meet it is refused.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct QualifyLead {
    /// Which lead.
    pub lead: LeadId,
    /// When somebody does something about it next.
    pub next_on: NaiveDate,
    /// The version of the lead that the person was looking at.
    pub seen: Version,
}

impl Operation for QualifyLead {
    type Output = LeadRow;
    const NAME: &'static str = "leads.chain.qualify";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> =
        Some(Rest::post("/leads/{lead}/qualify", "Qualify a lead by the definition in force").versioned("seen"));
}
