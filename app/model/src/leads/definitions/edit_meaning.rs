//! What a draft says a qualified lead is.

use serde::{Deserialize, Serialize};

use crate::{
    Access, Kind, Operation,
    agreements::Standing,
    values::{Version, ids::AgreementVersionId},
};

/// Says anew what a qualified lead is, in words that all departments read alike.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EditMeaning {
    /// Which draft.
    pub version: AgreementVersionId,
    /// The edition that the person was looking at.
    pub seen: Version,
    /// The words.
    pub meaning: String,
}

impl Operation for EditMeaning {
    type Output = Standing;
    const NAME: &'static str = "leads.definitions.edit_meaning";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Managers;
}
