//! One stage of a version, as a form needs it.

use serde::{Deserialize, Serialize};

use crate::{
    Access, Kind, Operation,
    agreement::State,
    criteria::builder::{Builder, Choice},
    journey::{AgreedStage, StageKey},
    values::{Version, ids::AgreementVersionId},
};

/// Shows one stage of a version with its entry criteria.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ShowStage {
    /// Which version.
    pub version: AgreementVersionId,
    /// Which stage.
    pub stage: StageKey,
}

impl Operation for ShowStage {
    type Output = StageView;
    const NAME: &'static str = "journey.versions.show_stage";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
}

/// One stage of a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageView {
    /// Which version.
    pub version: AgreementVersionId,
    /// Its number, once it was proposed.
    pub number: Option<i32>,
    /// Where it stands.
    pub state: State,
    /// How often it was changed: what a command has to have seen.
    pub edition: Version,
    /// The stage, with its entry criteria left out.
    pub agreed: AgreedStage,
    /// Whether it is the first one, which is entered with nothing.
    pub is_first: bool,
    /// The other stages.
    pub others: Vec<Choice>,
    /// Its entry criteria.
    pub entry: Builder,
}
