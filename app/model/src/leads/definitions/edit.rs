//! A draft of the lead definition is written anew as a whole.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::LeadDefinition;
use crate::{
    Access, Kind, Operation, Rest,
    agreements::Standing,
    values::{Version, ids::AgreementVersionId},
};

/// Replaces what a draft says by a whole definition.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct EditLeadDefinition {
    /// Which draft.
    pub version: AgreementVersionId,
    /// The edition that the person was looking at.
    pub seen: Version,
    /// What it says from now on.
    pub definition: LeadDefinition,
}

impl Operation for EditLeadDefinition {
    type Output = Standing;
    const NAME: &'static str = "leads.definitions.edit";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Managers;
    const REST: Option<Rest> = Some(
        Rest::patch(
            "/agreements/versions/{version}/lead-definition",
            "Replace what a draft of the lead definition says",
        )
        .versioned("seen"),
    );
}
