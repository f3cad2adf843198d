//! Sales has touched a lead.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::list::LeadRow;
use crate::{
    Access, Kind, Operation, Rest,
    values::{Version, ids::LeadId},
};

/// Says that sales has begun to work on a lead that it accepted.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct WorkLead {
    /// Which lead.
    pub lead: LeadId,
    /// When somebody does something about it next.
    pub next_on: NaiveDate,
    /// The version of the lead that the person was looking at.
    pub seen: Version,
}

impl Operation for WorkLead {
    type Output = LeadRow;
    const NAME: &'static str = "leads.chain.work";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::post("/leads/{lead}/work", "Begin to work on a lead").versioned("seen"));
}
