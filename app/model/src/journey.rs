//! The buyer's journey: ordered stages seen from the buyer's side, from status quo to advocate.

pub mod board;
pub mod evaluation;
pub mod replay;
pub mod stages;
pub mod today;
pub mod transitions;

use std::{fmt, str::FromStr};

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Complaint, Department, Refusal, values::text::Reason};

/// A part of the journey.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// The buyer finds out that something must change.
    Early,
    /// The buyer chooses a kind of solution.
    Middle,
    /// The buyer proves and chooses.
    Late,
    /// The buyer uses, grows and tells.
    Customer,
    /// Off the journey for a reason: dormant, disqualified, lost, churned.
    Detour,
}

impl Phase {
    /// The four phases in the buyer's order; detours stand beside them.
    pub const ON_THE_WAY: [Self; 4] = [Self::Early, Self::Middle, Self::Late, Self::Customer];

    /// All phases, detours last.
    pub const ALL: [Self; 5] = [Self::Early, Self::Middle, Self::Late, Self::Customer, Self::Detour];

    /// The key in tables, files and addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Early => "early",
            Self::Middle => "middle",
            Self::Late => "late",
            Self::Customer => "customer",
            Self::Detour => "detour",
        }
    }

    /// The phase with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|phase| phase.key() == key)
    }

    /// The name that people read.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Early => "Early",
            Self::Middle => "Middle",
            Self::Late => "Late",
            Self::Customer => "Customer",
            Self::Detour => "Off the journey",
        }
    }

    /// Its stages, in the buyer's order.
    pub fn stages(self) -> impl Iterator<Item = &'static Stage> {
        stages().iter().filter(move |stage| stage.phase == self)
    }
}

/// One stage of the journey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// The key in tables, files and addresses.
    pub key: &'static str,
    /// The name that people read.
    pub name: &'static str,
    /// What the buyer is doing there.
    pub buyer: &'static str,
    /// The part of the journey.
    pub phase: Phase,
    /// The leg that answers for the account there; nobody on a detour.
    pub accountable: Option<Department>,
    /// Days that an account usually stays; longer than this is a stall.
    pub norm_days: Option<u16>,
}

impl Stage {
    /// Accounts that came at this moment or before stand here longer than usual, counted in whole days; `None` where
    /// nothing is usual.
    pub fn stalled_since(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let days = i64::from(self.norm_days?) + 1;
        now.checked_sub_signed(TimeDelta::days(days))
    }

    /// Whether an account that came at `since` stands here longer than usual.
    pub fn is_stalled(&self, since: DateTime<Utc>, now: DateTime<Utc>) -> bool {
        self.stalled_since(now).is_some_and(|limit| since <= limit)
    }
}

/// Whole days from one moment to a later one.
pub fn whole_days(since: DateTime<Utc>, now: DateTime<Utc>) -> u32 {
    u32::try_from(now.signed_duration_since(since).num_days()).unwrap_or(0)
}

const fn stage(
    key: &'static str,
    name: &'static str,
    buyer: &'static str,
    phase: Phase,
    accountable: Option<Department>,
    norm_days: Option<u16>,
) -> Stage {
    Stage {
        key,
        name,
        buyer,
        phase,
        accountable,
        norm_days,
    }
}

/// The stages that the product ships with, in the buyer's order, detours last.
pub const DEFAULT_STAGES: [Stage; 14] = {
    use Department::{Marketing, Sales, Service};
    use Phase::{Customer, Detour, Early, Late, Middle};
    [
        stage(
            "loosening",
            "Loosening the status quo",
            "noticing that today hurts",
            Early,
            Some(Marketing),
            Some(60),
        ),
        stage(
            "committing_to_change",
            "Committing to change",
            "deciding that something must change",
            Early,
            Some(Marketing),
            Some(45),
        ),
        stage(
            "exploring",
            "Exploring solutions",
            "looking at what could be done",
            Middle,
            Some(Marketing),
            Some(45),
        ),
        stage(
            "committing_to_solution",
            "Committing to a solution",
            "choosing a kind of solution, forming a vision",
            Middle,
            Some(Sales),
            Some(40),
        ),
        stage(
            "justifying",
            "Justifying the decision",
            "proving it inside the company",
            Late,
            Some(Sales),
            Some(30),
        ),
        stage(
            "selecting",
            "Selecting",
            "choosing the vendor",
            Late,
            Some(Sales),
            Some(25),
        ),
        stage(
            "onboarding",
            "Onboarding",
            "starting to use it",
            Customer,
            Some(Service),
            Some(60),
        ),
        stage(
            "realising",
            "Realising value",
            "reaching the outcome",
            Customer,
            Some(Service),
            Some(180),
        ),
        stage(
            "expanding",
            "Expanding",
            "wanting more",
            Customer,
            Some(Service),
            Some(180),
        ),
        stage(
            "advocating",
            "Advocating",
            "telling others",
            Customer,
            Some(Marketing),
            None,
        ),
        stage("dormant", "Dormant", "busy with something else", Detour, None, None),
        stage(
            "disqualified",
            "Disqualified",
            "not somebody whom we can help",
            Detour,
            None,
            None,
        ),
        stage("lost", "Lost", "going another way", Detour, None, None),
        stage("churned", "Churned", "no longer a customer", Detour, None, None),
    ]
};

/// The stage where an account begins that nothing is known of.
pub const FIRST_STAGE: &str = "loosening";

/// The stages in force, in the buyer's order, detours last.
pub const fn stages() -> &'static [Stage] {
    const STAGES: &[Stage] = &DEFAULT_STAGES;
    STAGES
}

/// The stage with this key.
pub fn stage_by_key(key: &str) -> Option<&'static Stage> {
    stages().iter().find(|stage| stage.key == key)
}

/// How people call the stage with this key; an unknown one by its key.
pub fn stage_name(key: &str) -> &str {
    stage_by_key(key).map_or(key, |stage| stage.name)
}

/// The key of a stage that the journey has.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String)]
pub struct StageKey(String);

impl StageKey {
    /// The key.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for StageKey {
    type Err = Complaint;

    fn from_str(text: &str) -> Result<Self, Complaint> {
        match text.trim() {
            "" => Err(Complaint::Required),
            key => stage_by_key(key)
                .map(|stage| Self(stage.key.to_owned()))
                .ok_or(Complaint::NotAChoice),
        }
    }
}

impl TryFrom<String> for StageKey {
    type Error = Complaint;

    fn try_from(text: String) -> Result<Self, Complaint> {
        text.parse()
    }
}

impl From<StageKey> for String {
    fn from(key: StageKey) -> Self {
        key.0
    }
}

impl fmt::Display for StageKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where a stage stands in the buyer's order, from 0; unknown ones stand behind all others.
pub fn position(key: &str) -> i16 {
    let place = DEFAULT_STAGES
        .iter()
        .position(|stage| stage.key == key)
        .unwrap_or(DEFAULT_STAGES.len());
    i16::try_from(place).unwrap_or(i16::MAX)
}

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
}

#[cfg(target_arch = "wasm32")]
crate::by_tag!(Cause, "by");

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
pub struct Move {
    /// Key of the stage that the account leaves.
    pub from: String,
    /// The stage that it enters.
    pub to: &'static Stage,
    /// By whom or what.
    pub cause: Cause,
}

/// The move that a person asks for, or the rule that refuses it. Forward, back and onto a detour are all allowed.
pub fn move_by_hand(place: &Place, to: &str, reason: &Reason) -> Result<Move, Refusal> {
    let stage = enterable(place, to)?;
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
pub fn enterable(place: &Place, to: &str) -> Result<&'static Stage, Refusal> {
    let stage = stage_by_key(to).ok_or(Refusal::UnknownStage)?;
    if place.stage == stage.key {
        return Err(Refusal::AlreadyThere);
    }
    let becomes_customer = stage.phase == Phase::Customer || stage.key == "churned";
    if becomes_customer && !place.has_won_deal {
        return Err(Refusal::NotACustomerYet {
            stage: stage.name.to_owned(),
        });
    }
    Ok(stage)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(stage: &str, has_won_deal: bool) -> Place {
        Place {
            stage: stage.to_owned(),
            since: DateTime::UNIX_EPOCH,
            has_won_deal,
        }
    }

    #[test]
    fn an_account_stalls_the_day_after_its_norm() {
        let stage = stage_by_key("selecting").unwrap();
        let now = DateTime::UNIX_EPOCH + TimeDelta::days(100);
        let after =
            |days: i64, hours: i64| stage.is_stalled(now - TimeDelta::days(days) - TimeDelta::hours(hours), now);
        assert!(!after(25, 23));
        assert!(after(26, 0));
        assert!(!stage_by_key("dormant").unwrap().is_stalled(DateTime::UNIX_EPOCH, now));
    }

    #[test]
    fn keys_of_stages_are_unique() {
        for (index, stage) in DEFAULT_STAGES.iter().enumerate() {
            assert_eq!(position(stage.key), i16::try_from(index).unwrap());
        }
    }

    #[test]
    fn an_account_moves_forward_back_and_onto_a_detour() {
        let reason: Reason = "they said so".parse().unwrap();
        for to in ["selecting", "loosening", "dormant", "lost"] {
            assert_eq!(
                move_by_hand(&place("exploring", false), to, &reason).unwrap().to.key,
                to
            );
        }
    }

    #[test]
    fn an_account_without_a_won_deal_is_no_customer_by_hand() {
        let reason: Reason = "they asked".parse().unwrap();
        let refused = move_by_hand(&place("selecting", false), "onboarding", &reason);
        assert_eq!(
            refused,
            Err(Refusal::NotACustomerYet {
                stage: "Onboarding".to_owned()
            })
        );
        assert!(move_by_hand(&place("selecting", true), "onboarding", &reason).is_ok());
    }

    #[test]
    fn a_move_goes_somewhere() {
        let reason: Reason = "again".parse().unwrap();
        assert_eq!(
            move_by_hand(&place("selecting", true), "selecting", &reason),
            Err(Refusal::AlreadyThere)
        );
        assert_eq!(
            move_by_hand(&place("selecting", true), "nowhere", &reason),
            Err(Refusal::UnknownStage)
        );
    }
}
