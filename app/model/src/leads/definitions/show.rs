//! The lead definition in plain sentences.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Access, Kind, Operation, Rest,
    agreements::Standing,
    leads::scores::{Score, ScoreRuleKey},
    values::ids::AgreementVersionId,
};

/// Shows when a lead is qualified and how leads come to their scores.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
pub struct ShowDefinition {
    /// By this version, whatever its state; unless said, by the one in force.
    #[serde(default)]
    pub version: Option<AgreementVersionId>,
}

impl Operation for ShowDefinition {
    type Output = ShownDefinition;
    const NAME: &'static str = "leads.definitions.show";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get(
        "/lead-definition",
        "When a lead is qualified and what gives it points, in plain sentences",
    ));
}

/// The definition in plain sentences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ShownDefinition {
    /// The version; none while the definition holds that the product ships with.
    pub version: Option<AgreementVersionId>,
    /// Where the version stands, and its edition; none while the definition holds that the product ships with.
    pub standing: Option<Standing>,
    /// Since this day its review has been due, if it is the one in force and its review is due.
    pub review_due_since: Option<NaiveDate>,
    /// Whether the person who asks may change it: it is a draft, and he is one of those who change drafts.
    pub may_edit: bool,
    /// What a qualified lead is, in the departments' own words.
    pub meaning: String,
    /// What a lead needs to be qualified: all of it.
    pub criteria: Vec<String>,
    /// The two scores: fit first.
    pub scores: Vec<ShownScoring>,
}

/// How leads come to one score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ShownScoring {
    /// Which score.
    pub score: Score,
    /// More points than this it never has.
    pub at_most: u32,
    /// What gives points, in its order.
    pub rules: Vec<ShownScoreRule>,
}

/// A rule that gives points, as a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ShownScoreRule {
    /// Its key.
    pub key: ScoreRuleKey,
    /// What people call it.
    pub name: String,
    /// How many points; below nought where it speaks against the lead.
    pub points: i32,
    /// The whole rule: `5 points for each white paper, 20 at most`.
    pub says: String,
}
