//! One lead with everything that decided about it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Step, list::LeadRow};
use crate::{
    Access, Kind, Operation, Rest,
    leads::{definitions::Qualification, matching::Match, routing::Routed, scores::ScoreLog},
    receipt::Receipt,
    values::ids::LeadId,
};

/// Shows a lead: its chain, both scores with their logs, and what the definition found.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ShowLead {
    /// Which one.
    pub lead: LeadId,
}

impl Operation for ShowLead {
    type Output = ShownLead;
    const NAME: &'static str = "leads.chain.show";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get(
        "/leads/{lead}",
        "Shows a lead with its chain, its scores and what decided",
    ));
}

/// A lead with everything that decided about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ShownLead {
    /// Where it stands.
    pub row: LeadRow,
    /// Every step that it took, oldest first.
    pub steps: Vec<Step>,
    /// How it came to its fit score.
    pub fit: ShownScore,
    /// How it came to its engagement score.
    pub engagement: ShownScore,
    /// The number of the version that decided when it was last qualified or handed over; none where the shipped
    /// definition did, or none has.
    pub judged_by: Option<i32>,
    /// Why it came out so then.
    pub judged_receipt: Option<Receipt>,
    /// What the definition in force finds at this moment.
    pub at_present: Qualification,
    /// The number of the version in force; none before departments agreed on one.
    pub definition: Option<i32>,
    /// How its account was found, where it had to be.
    pub matched: Option<Match>,
    /// How its owner was found, where nobody said who it is.
    pub routed: Option<Routed>,
}

/// A score, and the rows of which it is the sum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ShownScore {
    /// How many points it has now.
    pub total: u32,
    /// Every point, oldest first; rows after the present say what is lost if nothing happens.
    pub log: ScoreLog,
}
