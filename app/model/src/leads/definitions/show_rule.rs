//! One rule of a score as a form.

use serde::{Deserialize, Serialize};

use super::write_rule::{Fading, Per};
use crate::{
    Access, Kind, Operation,
    agreements::Standing,
    criteria::builder::Builder,
    leads::scores::{Score, ScoreRuleKey},
    values::ids::AgreementVersionId,
};

/// Shows one rule of a score with the fields in which it is changed, or the empty fields of a new one.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ShowScoreRule {
    /// Which version.
    pub version: AgreementVersionId,
    /// Of which score.
    pub score: Score,
    /// Which rule; none for a new one.
    #[serde(default)]
    pub key: Option<ScoreRuleKey>,
}

impl Operation for ShowScoreRule {
    type Output = ScoreRuleForm;
    const NAME: &'static str = "leads.definitions.show_rule";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
}

/// The fields of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreRuleForm {
    /// Where the version stands, and its edition.
    pub standing: Standing,
    /// Whether the person who asks may change it.
    pub may_edit: bool,
    /// Of which score.
    pub score: Score,
    /// What stands there; nothing where the rule is new.
    pub stored: Option<StoredScoreRule>,
    /// What points are given for.
    pub given: Builder,
}

/// A rule without its condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredScoreRule {
    /// Its key.
    pub key: ScoreRuleKey,
    /// What people call it.
    pub name: String,
    /// The whole rule as a sentence.
    pub says: String,
    /// How many points.
    pub points: i32,
    /// How often they are given.
    pub per: Per,
    /// How many it gives, or takes, at most.
    pub most: Option<u32>,
    /// In which way they are lost with time.
    pub decay: Option<Fading>,
    /// In how many days.
    pub decay_days: Option<u16>,
}
