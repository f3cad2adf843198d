//! One stage, as every screen needs it.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Phase, StageKey};
use crate::Department;

/// One stage of the journey. What its agreement says beyond that stands in [`super::AgreedStage`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Stage {
    /// The key in tables, files and addresses.
    pub key: StageKey,
    /// The name that people read.
    pub name: String,
    /// What the buyer is doing there; goes on after "The buyer is".
    pub buyer: String,
    /// The part of the journey.
    pub phase: Phase,
    /// The leg that answers for the account there; nobody on a detour.
    pub accountable: Option<Department>,
    /// Days that an account usually stays; longer than this is a stall.
    pub norm_days: Option<u16>,
    /// Which legs owe the buyer an act there, each at most once.
    pub owes: Vec<Owed>,
}

/// An act that a leg owes while an account stands in a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Owed {
    /// Which leg.
    pub leg: Department,
    /// Its last act is at most so many days ago.
    pub within_days: u16,
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

    /// Whether it is one of the buyer's way, and no detour.
    pub fn is_on_the_way(&self) -> bool {
        self.phase != Phase::Detour
    }

    /// Whether only customers stand here: whoever churned was one.
    pub fn is_of_customers(&self) -> bool {
        self.phase == Phase::Customer || self.key == "churned"
    }
}

/// Whole days from one moment to a later one.
pub fn whole_days(since: DateTime<Utc>, now: DateTime<Utc>) -> u32 {
    u32::try_from(now.signed_duration_since(since).num_days()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journey::Journey;

    #[test]
    fn an_account_stalls_the_day_after_its_norm() {
        let stages = Journey::shipped().stages();
        let stage = stages.by_key("selecting").unwrap();
        let now = DateTime::UNIX_EPOCH + TimeDelta::days(100);
        let after =
            |days: i64, hours: i64| stage.is_stalled(now - TimeDelta::days(days) - TimeDelta::hours(hours), now);
        assert!(!after(25, 23));
        assert!(after(26, 0));
        let dormant = stages.by_key("dormant").unwrap();
        assert!(!dormant.is_stalled(DateTime::UNIX_EPOCH, now));
    }
}
