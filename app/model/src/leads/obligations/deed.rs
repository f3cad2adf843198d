//! Evidence: what somebody did that may keep an obligation.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Obligation;
use crate::{
    Department,
    accounts::touches::TouchKind,
    leads::engagement::Duty,
    values::ids::{ActivityId, PersonId, TouchId},
};

/// Something that a leg did about what an obligation is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Deed {
    /// What.
    pub what: DeedKind,
    /// Which leg.
    pub leg: Department,
    /// Who; nobody where the product did it by itself, as it sends mails.
    pub by: Option<PersonId>,
    /// The row that shows it.
    pub proof: Proof,
    /// When it happened, as whoever logged it says.
    pub happened_at: DateTime<Utc>,
}

/// What a leg did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeedKind {
    /// It turned to the buyer, or wrote something down.
    Touched(TouchKind),
    /// It accepted or rejected the lead.
    Answered,
    /// It told the other leg how it stands.
    ToldHowItStands,
    /// It said when the next touch will be.
    NextTouchPlanned,
    /// It named who leads the leg.
    LeadNamed,
}

/// The row that shows what was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// A touch.
    Touch(TouchId),
    /// An entry of the event log.
    Activity(ActivityId),
}

impl DeedKind {
    /// Whether it is what a duty asks for.
    pub const fn fulfils(self, duty: Duty) -> bool {
        match (duty, self) {
            (Duty::Touch, Self::Touched(kind)) => kind.is_act(),
            (Duty::Answer, Self::Answered)
            | (Duty::Feedback, Self::ToldHowItStands)
            | (Duty::NextTouch, Self::NextTouchPlanned)
            | (Duty::NameLead, Self::LeadNamed) => true,
            (Duty::Touch | Duty::Answer | Duty::Feedback | Duty::NextTouch | Duty::NameLead, _) => false,
        }
    }
}

impl Deed {
    /// Of several known in one moment the first one counts, so that it does not matter which was told first.
    pub(super) fn rank(&self) -> (DateTime<Utc>, Proof) {
        (self.happened_at, self.proof)
    }
}

impl Obligation {
    /// Whether a deed that is known at a moment is what is owed: by a person of the leg, and done while the clock ran.
    /// What was done before the obligation was there is no answer to it, and what lies ahead was not done.
    pub(super) fn is_kept_by(&self, deed: &Deed, known_at: DateTime<Utc>) -> bool {
        deed.by.is_some()
            && deed.leg == self.actor()
            && deed.what.fulfils(self.duty)
            && (self.running_since..=known_at).contains(&deed.happened_at)
    }
}
