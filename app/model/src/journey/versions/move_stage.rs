//! A stage of a draft changes its place.

use serde::{Deserialize, Serialize};

use crate::{
    Access, Kind, Operation,
    agreements::Standing,
    journey::StageKey,
    values::{Version, ids::AgreementVersionId},
};

/// Puts a stage one place earlier or later.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MoveStage {
    /// Which draft.
    pub version: AgreementVersionId,
    /// The edition that the person was looking at.
    pub seen: Version,
    /// Which stage.
    pub stage: StageKey,
    /// One place later; otherwise one place earlier.
    pub later: bool,
}

impl Operation for MoveStage {
    type Output = Standing;
    const NAME: &'static str = "journey.versions.move_stage";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Managers;
}
