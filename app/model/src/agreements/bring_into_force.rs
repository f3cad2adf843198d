//! The day of a signed version has come.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Standing;
use crate::{Access, Kind, Operation, values::ids::AgreementId};

/// Brings the signed version into force whose day has come. Asked by a job; refused when there is none, so that a job
/// that runs twice does nothing the second time.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct BringIntoForce {
    /// Of which agreement.
    pub agreement: AgreementId,
}

impl Operation for BringIntoForce {
    type Output = Standing;
    const NAME: &'static str = "agreements.bring_into_force";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::System;
}
