//! How many points the scores of a draft have at most.

use serde::{Deserialize, Serialize};

use crate::{
    Access, Kind, Operation,
    agreements::Standing,
    values::{Version, ids::AgreementVersionId},
};

/// Says how many points each score has at most. How many a lead needs is a matter of the criteria.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EditLimits {
    /// Which draft.
    pub version: AgreementVersionId,
    /// The edition that the person was looking at.
    pub seen: Version,
    /// The most points of the fit score.
    pub fit: u32,
    /// The most points of the engagement score.
    pub engagement: u32,
}

impl Operation for EditLimits {
    type Output = Standing;
    const NAME: &'static str = "leads.definitions.edit_limits";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Managers;
}
