//! One rule of engagement.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Cell, RuleKey, Trigger};
use crate::{Department, journey::StageKey};

/// What one leg owes when another one gives it something, and what is owed in return.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Rule {
    /// Its key; obligations keep it.
    #[schema(value_type = String)]
    pub key: RuleKey,
    /// What people call it.
    pub name: String,
    /// In which stages it holds.
    #[schema(value_type = Vec<String>)]
    pub stages: Vec<StageKey>,
    /// The leg that gives.
    pub giving: Department,
    /// The leg that receives, and owes the duty.
    pub receiving: Department,
    /// What sets it off.
    pub trigger: Trigger,
    /// What the giving leg answers for: where it does not hold, the receiving leg owes nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub precondition: Option<Precondition>,
    /// What the receiving leg owes.
    pub duty: Duty,
    /// Within so many minutes of business time.
    pub limit_minutes: u32,
    /// How often the receiving leg may turn to the buyer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most_touches: Option<TouchLimit>,
    /// What is owed in return, from the same moment on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counter: Option<Counter>,
}

crate::keyed! {
    /// What a leg owes. Evidence of it is always something that a person did.
    Duty {
        /// To turn to the buyer in person: a call, a meeting, a mail that a person wrote. Neither a note nor an automatic
        /// mail is one.
        Touch = "touch", "Turn to the buyer in person";
        /// To accept the lead or reject it with a reason.
        Answer = "answer", "Accept or reject the lead";
        /// To tell the other leg how it stands.
        Feedback = "feedback", "Tell the other leg how it stands";
        /// To say when the next touch will be.
        NextTouch = "next_touch", "Plan the next touch";
        /// To name who leads the leg at the account.
        NameLead = "name_lead", "Name who leads the leg";
    }
}

crate::keyed! {
    /// What the giving leg answers for.
    Precondition {
        /// The lead meets the definition that is in force.
        MeetsDefinition = "meets_definition", "The lead meets the definition in force";
        /// Evidence of a pain of the account is on record.
        PainKnown = "pain_known", "A pain of the account is on record";
    }
}

crate::keyed! {
    /// One of the two legs of a rule.
    Side {
        /// The one that gives.
        Giver = "giver", "The giving leg";
        /// The one that receives.
        Receiver = "receiver", "The receiving leg";
    }
}

/// What is owed in return.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = CounterObligation)]
pub struct Counter {
    /// By which of the two legs.
    pub by: Side,
    /// What.
    pub duty: Duty,
    /// Within so many minutes of business time.
    pub limit_minutes: u32,
}

/// How often a leg may turn to the buyer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TouchLimit {
    /// So many times.
    pub most: u16,
    /// Within so many days, of 24 hours each: the buyer's patience knows no office hours.
    pub within_days: u16,
}

impl Duty {
    /// Whether there is such a duty only about a lead.
    pub const fn needs_lead(self) -> bool {
        matches!(self, Self::Answer)
    }
}

impl Precondition {
    /// Whether it is asked only of a lead.
    pub const fn needs_lead(self) -> bool {
        matches!(self, Self::MeetsDefinition)
    }
}

impl Rule {
    /// The leg on this side.
    pub const fn leg(&self, side: Side) -> Department {
        match side {
            Side::Giver => self.giving,
            Side::Receiver => self.receiving,
        }
    }

    /// The cells of the matrix in which it stands.
    pub fn cells(&self) -> impl Iterator<Item = Cell> + use<'_> {
        self.stages.iter().map(|stage| Cell {
            stage: stage.clone(),
            giving: self.giving,
            receiving: self.receiving,
        })
    }

    /// Whether it holds in the stage with this key.
    pub fn holds_in(&self, stage: &str) -> bool {
        self.stages.iter().any(|key| key == stage)
    }
}
