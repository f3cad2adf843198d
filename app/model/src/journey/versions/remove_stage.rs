//! A draft drops a stage.

use serde::{Deserialize, Serialize};

use crate::{
    Access, Kind, Operation,
    agreements::Standing,
    journey::StageKey,
    values::{Version, ids::AgreementVersionId},
};

/// Drops a stage. Its history stays under its key.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RemoveStage {
    /// Which draft.
    pub version: AgreementVersionId,
    /// The edition that the person was looking at.
    pub seen: Version,
    /// Which stage.
    pub stage: StageKey,
    /// Where accounts go that somebody holds there. Needed before the draft is proposed, if accounts stand there; can be
    /// said later ([`super::map_stage::MapStage`]).
    pub to: Option<StageKey>,
}

impl Operation for RemoveStage {
    type Output = Standing;
    const NAME: &'static str = "journey.versions.remove_stage";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Managers;
}
