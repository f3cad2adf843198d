//! A department consents.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Access, Department, Kind, Operation, Rest,
    agreements::Standing,
    values::{Version, ids::AgreementVersionId},
};

/// Signs a proposed version for one department, as a manager of it. With the last signature it comes into force, at
/// once when its day has come.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SignVersion {
    /// Which version.
    pub version: AgreementVersionId,
    /// For which department.
    pub department: Department,
    /// The edition that the person was looking at.
    pub seen: Version,
}

impl Operation for SignVersion {
    type Output = Standing;
    const NAME: &'static str = "agreements.versions.sign";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Managers;
    const REST: Option<Rest> = Some(
        Rest::post(
            "/agreements/versions/{version}/sign",
            "Sign a proposed version for your department",
        )
        .versioned("seen"),
    );
}
