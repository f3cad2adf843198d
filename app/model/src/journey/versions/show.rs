//! A version of the journey as a list of its stages.

use serde::{Deserialize, Serialize};

use crate::{
    Access, Kind, Operation,
    agreement::State,
    journey::{Phase, StageKey},
    values::{Version, ids::AgreementVersionId},
};

/// Shows the stages of a version, and what keeps departments from signing it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ShowJourney {
    /// Which version.
    pub version: AgreementVersionId,
}

impl Operation for ShowJourney {
    type Output = JourneyView;
    const NAME: &'static str = "journey.versions.show";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
}

/// The stages of a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JourneyView {
    /// Which version.
    pub version: AgreementVersionId,
    /// Its number, once it was proposed.
    pub number: Option<i32>,
    /// Where it stands.
    pub state: State,
    /// How often it was changed: what a command has to have seen.
    pub edition: Version,
    /// Its stages in order.
    pub stages: Vec<StageLine>,
    /// Stages of the journey in force that it drops, and others that accounts stand in and that it does not have.
    pub dropped: Vec<DroppedLine>,
    /// What keeps departments from signing it, each as the path of a field and what is wrong with it.
    pub complaints: crate::FieldErrors,
}

/// One stage of a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageLine {
    /// Its key.
    pub key: String,
    /// The name that people read.
    pub name: String,
    /// The part of the journey.
    pub phase: Phase,
    /// What brings an account there, in words; nothing where it is entered by hand only.
    pub entry: Option<String>,
    /// How many accounts stand there now.
    pub accounts: u64,
    /// How many of them somebody holds there.
    pub held: u64,
}

/// A stage that a version drops.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DroppedLine {
    /// Its key.
    pub key: String,
    /// The name that people read.
    pub name: String,
    /// Key of the stage where accounts go that somebody holds there, if the version says so.
    pub to: Option<StageKey>,
    /// How many accounts stand there now.
    pub accounts: u64,
    /// How many of them somebody holds there.
    pub held: u64,
}

impl DroppedLine {
    /// Whether it keeps the version from being proposed and signed: accounts stand there, and nothing is said of where
    /// they go.
    pub const fn blocks(&self) -> bool {
        self.accounts > 0 && self.to.is_none()
    }
}
