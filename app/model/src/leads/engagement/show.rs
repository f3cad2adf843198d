//! The rules of engagement with the matrix in which they stand.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Cell, Coverage, Exempt, MatrixCell, Rule};
use crate::{Access, Kind, Operation, Rest, agreements::Standing, values::ids::AgreementVersionId};

/// Shows what the departments owe each other, and which cells of the matrix have no rule yet.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
pub struct ShowEngagement {
    /// By this version, whatever its state; unless said, by the one in force.
    #[serde(default)]
    pub version: Option<AgreementVersionId>,
}

impl Operation for ShowEngagement {
    type Output = Engagement;
    const NAME: &'static str = "leads.engagement.show";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get(
        "/rules-of-engagement",
        "What the departments owe each other, and where a rule is missing",
    ));
}

/// The rules of engagement on the journey in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Engagement {
    /// The version; none while the rules hold that the product ships with.
    pub version: Option<AgreementVersionId>,
    /// Its number, once it was proposed.
    pub number: Option<i32>,
    /// Where the version stands, and its edition; none while the rules hold that the product ships with.
    pub standing: Option<Standing>,
    /// The rules, each with the sentence that it is.
    pub rules: Vec<RuleInWords>,
    /// How many cells that need a rule have one.
    pub coverage: Coverage,
    /// Cells that need a rule and have none, stage by stage: as many as the coverage lacks.
    pub missing: Vec<Cell>,
    /// All cells, stage by stage.
    pub matrix: Vec<MatrixCell>,
    /// Cells of which the departments say that they need no rule, and why.
    pub exempt: Vec<Exempt>,
}

/// A rule with the sentence that it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RuleInWords {
    /// The rule.
    pub rule: Rule,
    /// The same in plain English.
    pub says: String,
}
