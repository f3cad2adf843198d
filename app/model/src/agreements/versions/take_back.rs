//! A proposal is taken back, to change it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Access, Kind, Operation, Rest,
    agreements::Standing,
    values::{Version, ids::AgreementVersionId},
};

/// Makes a proposal a draft again. What was signed is void: the departments sign what they saw.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TakeBackVersion {
    /// Which version.
    pub version: AgreementVersionId,
    /// The edition that the person was looking at.
    pub seen: Version,
}

impl Operation for TakeBackVersion {
    type Output = Standing;
    const NAME: &'static str = "agreements.versions.take_back";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Managers;
    const REST: Option<Rest> = Some(
        Rest::post(
            "/agreements/versions/{version}/take_back",
            "Make a proposal a draft again; its signatures are void",
        )
        .versioned("seen"),
    );
}
