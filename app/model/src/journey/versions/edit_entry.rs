//! The entry criteria of a stage, built step by step.

use serde::{Deserialize, Serialize};

use crate::{
    Access, Kind, Operation,
    agreements::Standing,
    criteria::builder::Typed,
    journey::StageKey,
    values::{Version, ids::AgreementVersionId},
};

/// Where the entry criteria stand in a form about a stage.
pub const ENTRY: &str = "entry";

/// Stores what was typed into the fields of a stage's entry criteria, and takes one step in building them where a
/// button says so. Each step leaves criteria that may stand.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EditEntry {
    /// Which draft.
    pub version: AgreementVersionId,
    /// The edition that the person was looking at.
    pub seen: Version,
    /// Which stage.
    pub stage: StageKey,
    /// The criteria that the form was built of, in JSON; nothing where there were none.
    pub rule: Option<String>,
    /// The step and the path of the row that it is about: `remove entry.all.1`. Unless said only what was typed is
    /// stored.
    pub step: Option<String>,
    /// The fields of the conditions, and `{path}.add` for what a row is to get.
    #[serde(flatten)]
    pub typed: Typed,
}

impl Operation for EditEntry {
    type Output = Standing;
    const NAME: &'static str = "journey.versions.edit_entry";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Managers;
}
