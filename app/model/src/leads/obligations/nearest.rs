//! What is owed first about each of some leads.

use serde::{Deserialize, Serialize};

use super::Clock;
use crate::{
    Access, Complaint, Department, FieldErrors, Kind, Operation, leads::engagement::Duty, values::ids::LeadId,
};

/// Tells what is owed first about each of some leads: the open obligation whose limit ends next, or one that is late as
/// long as the department that owns the lead has not done it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NearestOwed {
    /// Which leads.
    #[serde(default)]
    pub leads: Vec<LeadId>,
}

impl NearestOwed {
    /// The most leads: as many as a page of a list may have.
    pub const MOST_LEADS: usize = 200;
}

impl Operation for NearestOwed {
    type Output = Vec<Owed>;
    const NAME: &'static str = "leads.obligations.nearest";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;

    fn check(&self) -> Result<(), FieldErrors> {
        FieldErrors::none()
            .unless(self.leads.len() <= Self::MOST_LEADS, "leads", Complaint::AtMost(200))
            .into_result()
    }
}

/// What is owed first about a lead; leads about which nothing is owed are left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owed {
    /// About which lead.
    pub lead: LeadId,
    /// Which leg owes it.
    pub leg: Department,
    /// What.
    pub duty: Duty,
    /// How much time is left.
    pub clock: Clock,
}
