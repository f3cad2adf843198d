//! Where an account stands, and the rules by which it may stand elsewhere.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Stage, Stages};
use crate::{Refusal, values::text::Reason};

/// By whom or what an account was moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_arch = "wasm32"), serde(tag = "by"))]
#[cfg_attr(target_arch = "wasm32", serde(remote = "Self"))]
pub enum Cause {
    /// A person, with a reason.
    Person {
        /// In the person's own words.
        reason: String,
    },
    /// A file said so.
    Import {
        /// The file's name.
        file: String,
    },
    /// A move was taken back.
    Undo,
    /// The criteria of the journey in force; the receipt says why.
    Rule,
    /// The stage where somebody held it was dropped, and the version that dropped it says where it goes.
    Mapped,
    /// Somebody held it where it can stay no longer, so the criteria of the journey in force decided; the receipt says why.
    Released {
        /// Why it can stay there no longer.
        why: HoldEnd,
    },
}

#[cfg(target_arch = "wasm32")]
crate::by_tag!(Cause, "by");

/// Why a move by hand stopped holding before its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum HoldEnd {
    /// The stage was dropped, and the journey does not say where its accounts go.
    StageDropped,
    /// It is a stage of customers, and no deal with the account is won any more.
    NoWonDeal,
}

impl Cause {
    /// Whether the product moved it, and no person: by criteria, or because its stage is no longer there.
    pub const fn is_by_rule(&self) -> bool {
        match self {
            Self::Rule | Self::Mapped | Self::Released { .. } => true,
            Self::Person { .. } | Self::Import { .. } | Self::Undo => false,
        }
    }
}

/// Where an account stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Place {
    /// Key of the stage.
    pub stage: String,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Whether a deal with the account was ever won.
    pub has_won_deal: bool,
}

/// One move along the journey, decided but not yet stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move<'a> {
    /// Key of the stage that the account leaves.
    pub from: String,
    /// The stage that it enters.
    pub to: &'a Stage,
    /// By whom or what.
    pub cause: Cause,
}

impl Stages {
    /// The move that a person asks for, or the rule that refuses it. Forward, back and onto a detour are all allowed.
    pub fn move_by_hand(&self, place: &Place, to: &str, reason: &Reason) -> Result<Move<'_>, Refusal> {
        let stage = self.enterable(place, to)?;
        Ok(Move {
            from: place.stage.clone(),
            to: stage,
            cause: Cause::Person {
                reason: reason.to_string(),
            },
        })
    }

    /// The stage that an account may enter, or the rule that keeps it out. Asked on its own where a card hovers over a
    /// column and nobody has given a reason yet.
    pub fn enterable(&self, place: &Place, to: &str) -> Result<&Stage, Refusal> {
        let stage = self.by_key(to).ok_or(Refusal::UnknownStage)?;
        if stage.key == place.stage {
            return Err(Refusal::AlreadyThere);
        }
        if stage.is_of_customers() && !place.has_won_deal {
            return Err(Refusal::NotACustomerYet {
                stage: stage.name.clone(),
            });
        }
        Ok(stage)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journey::Journey;

    fn place(stage: &str, has_won_deal: bool) -> Place {
        Place {
            stage: stage.to_owned(),
            since: DateTime::UNIX_EPOCH,
            has_won_deal,
        }
    }

    fn moved(place: &Place, to: &str) -> Result<String, Refusal> {
        let stages = Journey::shipped().stages();
        let reason: Reason = "they said so".parse().unwrap();
        stages
            .move_by_hand(place, to, &reason)
            .map(|moved| moved.to.key.to_string())
    }

    #[test]
    fn an_account_moves_forward_back_and_onto_a_detour() {
        for to in ["selecting", "loosening", "dormant", "lost"] {
            assert_eq!(moved(&place("exploring", false), to).as_deref(), Ok(to));
        }
    }

    #[test]
    fn an_account_without_a_won_deal_is_no_customer_by_hand() {
        for (to, stage) in [("onboarding", "Onboarding"), ("churned", "Churned")] {
            let stage = stage.to_owned();
            let refused = moved(&place("selecting", false), to);
            assert_eq!(refused, Err(Refusal::NotACustomerYet { stage }));
            assert!(moved(&place("selecting", true), to).is_ok());
        }
    }

    #[test]
    fn a_move_goes_somewhere() {
        let here = place("selecting", true);
        assert_eq!(moved(&here, "selecting"), Err(Refusal::AlreadyThere));
        assert_eq!(moved(&here, "nowhere"), Err(Refusal::UnknownStage));
    }
}
