//! A lead passes to sales.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::list::LeadRow;
use crate::{
    Access, Kind, Operation, Rest,
    values::{
        Version,
        ids::{LeadId, PersonId},
        text::Reason,
    },
};

/// Hands a lead over to sales. One that does not meet the definition in force passes with a reason only, and is told together
/// with it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct HandOverLead {
    /// Which lead.
    pub lead: LeadId,
    /// To whom of sales; unless said, to whom routing finds.
    #[serde(default)]
    pub to: Option<PersonId>,
    /// When sales is to touch it.
    pub next_on: NaiveDate,
    /// Why it passes although it does not meet the definition.
    #[serde(default)]
    pub override_reason: Option<Reason>,
    /// The version of the lead that the person was looking at.
    pub seen: Version,
}

impl Operation for HandOverLead {
    type Output = LeadRow;
    const NAME: &'static str = "leads.chain.hand_over";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> =
        Some(Rest::post("/leads/{lead}/hand-over", "Hand a lead over to sales").versioned("seen"));
}
