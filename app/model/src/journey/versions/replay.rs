//! The history of all accounts under a version.

use serde::{Deserialize, Serialize};

use crate::{Access, Kind, Operation, values::ids::AgreementVersionId};

/// Runs the whole history of all accounts under a version and under what is in force, with moves by hand holding.
/// Nothing is written.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReplayVersion {
    /// Which version.
    pub version: AgreementVersionId,
}

impl Operation for ReplayVersion {
    type Output = Replayed;
    const NAME: &'static str = "journey.versions.replay";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
}

/// Both histories beside each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Replayed {
    /// How many accounts.
    pub accounts: u64,
    /// How many moves there would have been under what is in force.
    pub moves_in_force: u64,
    /// How many under the version.
    pub moves: u64,
    /// Where accounts end, stage by stage.
    pub stages: Vec<ReplayedStage>,
    /// Seconds that both took.
    pub seconds: f64,
}

/// How many accounts end in a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplayedStage {
    /// Name of the stage.
    pub name: String,
    /// How many under what is in force.
    pub in_force: u64,
    /// How many under the version.
    pub version: u64,
}
