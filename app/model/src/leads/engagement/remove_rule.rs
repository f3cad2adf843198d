//! A draft drops a rule.

use serde::{Deserialize, Serialize};

use super::RuleKey;
use crate::{
    Access, Kind, Operation,
    agreements::Standing,
    values::{Version, ids::AgreementVersionId},
};

/// Drops a rule. What is owed by it already stays owed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RemoveRule {
    /// Which draft.
    pub version: AgreementVersionId,
    /// The edition that the person was looking at.
    pub seen: Version,
    /// Which rule.
    pub rule: RuleKey,
}

impl Operation for RemoveRule {
    type Output = Standing;
    const NAME: &'static str = "leads.engagement.remove_rule";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Managers;
}
