//! What is owed about one lead, in both directions.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Clock;
use crate::{Access, Department, Kind, Operation, values::ids::LeadId};

/// Tells what is and was owed about a lead: what somebody has to do first, the one whose limit ends next above.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct OwedAboutLead {
    /// Which lead.
    pub lead: LeadId,
}

impl Operation for OwedAboutLead {
    type Output = Vec<OwedLine>;
    const NAME: &'static str = "leads.obligations.of_lead";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
}

/// One obligation in words: the page of a lead needs no more, and loads the faster for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwedLine {
    /// Which leg owes it.
    pub leg: Department,
    /// Name of whoever is to do it.
    pub person_name: Option<String>,
    /// What it is: `sales accepts or rejects the lead`.
    pub what: String,
    /// By which rule, why and within which time.
    pub terms: String,
    /// Why it is void.
    pub why_void: Option<String>,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// How much time is left.
    pub clock: Clock,
}
