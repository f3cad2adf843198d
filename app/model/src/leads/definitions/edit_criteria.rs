//! The criteria of a draft, built step by step.

use serde::{Deserialize, Serialize};

use crate::{
    Access, Kind, Operation,
    agreements::Standing,
    criteria::builder::Typed,
    values::{Version, ids::AgreementVersionId},
};

/// Where the criteria stand in a definition and in the form about them.
pub const CRITERIA: &str = "criteria";

/// Stores what was typed into the fields of the criteria, and takes one step in building them where a button says so.
/// Each step leaves criteria that may stand.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EditCriteria {
    /// Which draft.
    pub version: AgreementVersionId,
    /// The edition that the person was looking at.
    pub seen: Version,
    /// The criteria that the form was built of, in JSON.
    pub rule: Option<String>,
    /// The step and the path of the row that it is about: `remove criteria.all.1`. Unless said only what was typed is
    /// stored.
    pub step: Option<String>,
    /// The fields of the conditions, and `{path}.add` for what a row is to get.
    #[serde(flatten)]
    pub typed: Typed,
}

impl Operation for EditCriteria {
    type Output = Standing;
    const NAME: &'static str = "leads.definitions.edit_criteria";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Managers;
}
