//! A draft of the rules of engagement is written anew as a whole.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::RulesOfEngagement;
use crate::{
    Access, Kind, Operation, Rest,
    agreements::Standing,
    values::{Version, ids::AgreementVersionId},
};

/// Replaces what a draft says by other rules. They hold in stages of the journey in force.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct EditRulesOfEngagement {
    /// Which draft.
    pub version: AgreementVersionId,
    /// The edition that the person was looking at.
    pub seen: Version,
    /// What it says from now on.
    pub rules: RulesOfEngagement,
}

impl Operation for EditRulesOfEngagement {
    type Output = Standing;
    const NAME: &'static str = "leads.engagement.edit";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Managers;
    const REST: Option<Rest> = Some(
        Rest::patch(
            "/agreements/versions/{version}/rules-of-engagement",
            "Replace what a draft of the rules of engagement says",
        )
        .versioned("seen"),
    );
}
