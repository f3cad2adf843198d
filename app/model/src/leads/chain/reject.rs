//! Sales does not take a lead: it goes back to nurturing.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{RejectReason, list::LeadRow};
use crate::{
    Access, Kind, Operation, Rest,
    values::{
        Version,
        ids::{LeadId, PersonId},
        text::Reason,
    },
};

/// Rejects a lead, with a reason, and gives it back to somebody who stays in touch.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RejectLead {
    /// Which lead.
    pub lead: LeadId,
    /// Why; at least one reason.
    pub reasons: Vec<RejectReason>,
    /// Why, in somebody's own words.
    #[serde(default)]
    pub note: Option<Reason>,
    /// Who of marketing or service stays in touch.
    pub to: PersonId,
    /// The day of the next touch.
    pub next_on: NaiveDate,
    /// The version of the lead that the person was looking at.
    pub seen: Version,
}

impl Operation for RejectLead {
    type Output = LeadRow;
    const NAME: &'static str = "leads.chain.reject";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> =
        Some(Rest::post("/leads/{lead}/reject", "Reject a lead and give it back to nurturing").versioned("seen"));
}
