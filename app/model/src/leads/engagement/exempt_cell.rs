//! A draft says of a cell of the matrix that it needs no rule.

use serde::{Deserialize, Serialize};

use super::Exempt;
use crate::{
    Access, Department, Kind, Operation,
    agreements::Standing,
    journey::StageKey,
    values::{Version, ids::AgreementVersionId},
};

/// Says that a cell needs no rule, and why. Said of an exempt cell it says anew why.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ExemptCell {
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
    /// Why.
    pub reason: String,
}

impl ExemptCell {
    /// The exempt cell.
    pub fn said(self) -> Exempt {
        Exempt {
            stage: self.stage,
            giving: self.giving,
            receiving: self.receiving,
            reason: self.reason.trim().to_owned(),
        }
    }
}

impl Operation for ExemptCell {
    type Output = Standing;
    const NAME: &'static str = "leads.engagement.exempt_cell";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Managers;
}
