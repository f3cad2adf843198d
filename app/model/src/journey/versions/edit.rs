//! A draft of the journey is written anew as a whole.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Access, Kind, Operation, Rest,
    agreements::Standing,
    journey::Journey,
    values::{Version, ids::AgreementVersionId},
};

/// Replaces what a draft says by a whole journey.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct EditJourney {
    /// Which draft.
    pub version: AgreementVersionId,
    /// The edition that the person was looking at.
    pub seen: Version,
    /// What it says from now on.
    pub journey: Journey,
}

impl Operation for EditJourney {
    type Output = Standing;
    const NAME: &'static str = "journey.versions.edit";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Managers;
    const REST: Option<Rest> = Some(
        Rest::patch(
            "/agreements/versions/{version}/journey",
            "Replace what a draft of the journey says",
        )
        .versioned("seen"),
    );
}
