//! A draft says where accounts of a stage go that it drops.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Access, Kind, Operation, Rest,
    agreements::Standing,
    journey::StageKey,
    values::{Version, ids::AgreementVersionId},
};

/// Says where accounts go that somebody holds in a stage which the draft drops; all others go where the criteria put
/// them.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct MapStage {
    /// Which draft.
    pub version: AgreementVersionId,
    /// The edition that the person was looking at.
    pub seen: Version,
    /// Key of the dropped stage.
    pub stage: StageKey,
    /// Key of the stage of the draft where they go; nothing is said without one.
    #[serde(default)]
    pub to: Option<StageKey>,
}

impl Operation for MapStage {
    type Output = Standing;
    const NAME: &'static str = "journey.versions.map_stage";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Managers;
    const REST: Option<Rest> = Some(
        Rest::patch(
            "/agreements/versions/{version}/journey/mapping/{stage}",
            "Say where accounts of a stage go that a draft drops",
        )
        .versioned("seen"),
    );
}
