//! A score of a draft drops a rule.

use serde::{Deserialize, Serialize};

use crate::{
    Access, Kind, Operation,
    agreements::Standing,
    leads::scores::{Score, ScoreRuleKey},
    values::{Version, ids::AgreementVersionId},
};

/// Drops a rule. Points that it gave are gone when the draft comes into force and leads are scored by it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RemoveScoreRule {
    /// Which draft.
    pub version: AgreementVersionId,
    /// The edition that the person was looking at.
    pub seen: Version,
    /// Of which score.
    pub score: Score,
    /// Which rule.
    pub rule: ScoreRuleKey,
}

impl Operation for RemoveScoreRule {
    type Output = Standing;
    const NAME: &'static str = "leads.definitions.remove_rule";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Managers;
}
