//! A draft gets another stage.

use serde::{Deserialize, Serialize};

use crate::{
    Access, Kind, Operation,
    agreements::Standing,
    journey::Phase,
    values::{Version, ids::AgreementVersionId},
};

/// Adds a stage at the end of its phase. Its key is made of its name.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AddStage {
    /// Which draft.
    pub version: AgreementVersionId,
    /// The edition that the person was looking at.
    pub seen: Version,
    /// The name that people read.
    pub name: String,
    /// What the buyer is doing there.
    pub buyer: String,
    /// The part of the journey.
    pub phase: Phase,
    /// When an account stands there.
    pub definition: String,
}

impl Operation for AddStage {
    type Output = Standing;
    const NAME: &'static str = "journey.versions.add_stage";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Managers;
}
