//! The parts of the journey.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

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

    /// The phases in which a buyer has not bought yet.
    pub const BEFORE_BUYING: [Self; 3] = [Self::Early, Self::Middle, Self::Late];

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
}
