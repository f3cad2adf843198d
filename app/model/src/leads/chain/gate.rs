//! The hand-off gate: only leads that meet the definition in force pass. Whoever lets another one pass says why, and what
//! became of it is told together with that.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Judged, Lead, Owner};
use crate::{
    keyed,
    leads::rules::LeadRule,
    values::{
        ids::{LeadId, PersonId},
        text::Reason,
    },
};

keyed! {
    /// What became of a lead that was handed over.
    HandOverOutcome {
        /// Sales has not answered.
        Undecided = "undecided", "Not answered yet";
        /// Sales takes it.
        Accepted = "accepted", "Accepted";
        /// Sales does not take it.
        Rejected = "rejected", "Rejected";
        /// The person was put on the relationship track.
        Befriended = "befriended", "Relationship";
        /// It became a deal, which is not decided.
        Converted = "converted", "Became a deal";
        /// The deal was won.
        Won = "won", "Won";
        /// The deal was lost.
        Lost = "lost", "Lost";
    }
}

/// One hand-over of a lead to sales.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = LeadHandOver)]
pub struct HandOver {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom; nobody where the product did it.
    pub by: Option<PersonId>,
    /// To whom.
    pub to: Owner,
    /// What the definition found at that moment.
    pub judged: Judged,
    /// Why it passed although it did not meet the definition; none where it did.
    pub override_reason: Option<Reason>,
    /// What became of it.
    pub outcome: HandOverOutcome,
}

/// Whether a lead passes: by the definition, or because somebody says why it is to pass all the same.
pub fn gate(judged: &Judged, override_reason: Option<&Reason>) -> Result<(), LeadRule> {
    match (judged.qualified, override_reason) {
        (true, None) | (false, Some(_)) => Ok(()),
        (false, None) => Err(LeadRule::BelowDefinition),
        (true, Some(_)) => Err(LeadRule::NothingToOverride),
    }
}

/// Hand-off purity: how many of those handed over met the definition, and what became of the others.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Purity {
    /// How many were handed over.
    pub handed_over: u32,
    /// How many of them met the definition.
    pub met: u32,
    /// The others, each with why it passed and what became of it.
    pub overrides: Vec<Override>,
}

/// A hand-over below the definition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = HandOverOverride)]
pub struct Override {
    /// Of which lead.
    pub lead: LeadId,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: Option<PersonId>,
    /// Why.
    pub reason: Reason,
    /// What became of it.
    pub outcome: HandOverOutcome,
}

impl Purity {
    /// Of all hand-overs of these leads in a period, its first moment among it and its last not.
    pub fn of<'l>(leads: impl IntoIterator<Item = &'l Lead>, from: DateTime<Utc>, until: DateTime<Utc>) -> Self {
        let mut purity = Self::default();
        for lead in leads {
            let inside = lead.hand_overs.iter().filter(|one| from <= one.at && one.at < until);
            for hand_over in inside {
                purity.handed_over += 1;
                match &hand_over.override_reason {
                    None => purity.met += 1,
                    Some(reason) => purity.overrides.push(Override {
                        lead: lead.id,
                        at: hand_over.at,
                        by: hand_over.by,
                        reason: reason.clone(),
                        outcome: hand_over.outcome,
                    }),
                }
            }
        }
        purity
    }

    /// In whole percent; nothing where none was handed over.
    pub fn percent(&self) -> Option<u8> {
        crate::journey::flow::percent(self.met, self.handed_over)
    }
}
