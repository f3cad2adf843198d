//! The person has neither budget nor need and is worth knowing all the same.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{RejectReason, list::LeadRow};
use crate::{
    Access, Kind, Operation, Rest,
    values::{
        Version,
        ids::{LeadId, PersonId},
    },
};

/// Puts the person of a lead on the relationship track.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct BefriendLead {
    /// Which lead.
    pub lead: LeadId,
    /// What is lacking.
    pub reasons: Vec<RejectReason>,
    /// Who of marketing or service stays in touch.
    pub to: PersonId,
    /// The day of the next touch.
    pub next_on: NaiveDate,
    /// The version of the lead that the person was looking at.
    pub seen: Version,
}

impl Operation for BefriendLead {
    type Output = LeadRow;
    const NAME: &'static str = "leads.chain.befriend";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(
        Rest::post(
            "/leads/{lead}/befriend",
            "Put the person of a lead on the relationship track",
        )
        .versioned("seen"),
    );
}
