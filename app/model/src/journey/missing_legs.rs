//! Alerts that a leg owes an act where an account stands. At most one is open for an account and a leg.

pub mod list;
pub mod raise;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Department,
    values::ids::{AccountId, MissingLegId, PersonId},
};

/// How an alert ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Cleared {
    /// The leg acted.
    Acted,
    /// The account moved to a stage that asks it of nobody, or in which the leg's last act is young enough.
    MovedOn,
    /// The departments agreed on something else, or the account went into the trash.
    NoLongerOwed,
}

impl Cleared {
    /// All ways.
    pub const ALL: [Self; 3] = [Self::Acted, Self::MovedOn, Self::NoLongerOwed];

    /// The key in the table.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Acted => "acted",
            Self::MovedOn => "moved_on",
            Self::NoLongerOwed => "no_longer_owed",
        }
    }

    /// The way with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cleared| cleared.key() == key)
    }
}

/// A leg that owes an act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MissingLeg {
    /// Which alert.
    pub id: MissingLegId,
    /// At which account.
    pub account: AccountId,
    /// Its name.
    pub account_name: String,
    /// Which leg.
    pub leg: Department,
    /// Key of the stage in which the account stands.
    pub stage: String,
    /// Since when the window has passed.
    pub since: DateTime<Utc>,
    /// When it was noticed.
    pub raised_at: DateTime<Utc>,
    /// To whom it was raised: who led the leg then.
    pub raised_to: Option<PersonId>,
    /// Name of that person.
    pub raised_to_name: Option<String>,
    /// Who leads the leg now.
    pub lead: Option<PersonId>,
    /// Name of that person.
    pub lead_name: Option<String>,
}
