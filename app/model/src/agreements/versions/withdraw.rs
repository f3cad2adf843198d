//! A version is given up.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Access, Kind, Operation, Rest,
    agreements::Standing,
    values::{Version, ids::AgreementVersionId},
};

/// Withdraws a version that is not in force yet, for good. What every department signed only a manager of one of them may
/// withdraw.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct WithdrawVersion {
    /// Which version.
    pub version: AgreementVersionId,
    /// The edition that the person was looking at.
    pub seen: Version,
}

impl Operation for WithdrawVersion {
    type Output = Standing;
    const NAME: &'static str = "agreements.versions.withdraw";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Managers;
    const REST: Option<Rest> = Some(
        Rest::post(
            "/agreements/versions/{version}/withdraw",
            "Give up a version that is not in force yet",
        )
        .versioned("seen"),
    );
}
