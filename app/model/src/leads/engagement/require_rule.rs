//! A draft says of an exempt cell that it needs a rule again.

use serde::{Deserialize, Serialize};

use super::Cell;
use crate::{
    Access, Department, Kind, Operation,
    agreements::Standing,
    journey::StageKey,
    values::{Version, ids::AgreementVersionId},
};

/// Says that a cell needs a rule after all.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RequireRule {
    /// Which draft.
    pub version: AgreementVersionId,
    /// The edition that the person was looking at.
    pub seen: Version,
    /// In which stage.
    pub stage: StageKey,
    /// Which leg gives.
    pub giving: Department,
    /// Which leg receives.
    pub receiving: Department,
}

impl RequireRule {
    /// The cell.
    pub fn cell(&self) -> Cell {
        Cell {
            stage: self.stage.clone(),
            giving: self.giving,
            receiving: self.receiving,
        }
    }
}

impl Operation for RequireRule {
    type Output = Standing;
    const NAME: &'static str = "leads.engagement.require_rule";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Managers;
}
