//! Somebody begins a new version.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Access, Kind, Operation, Rest, agreements::Standing, values::ids::AgreementId};

/// Begins a draft that says what the version in force says, or what the product ships with where none is.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct DraftVersion {
    /// Of which agreement.
    pub agreement: AgreementId,
}

impl Operation for DraftVersion {
    type Output = Standing;
    const NAME: &'static str = "agreements.versions.draft";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Managers;
    const REST: Option<Rest> = Some(Rest::post(
        "/agreements/{agreement}/versions",
        "Begin a draft from the version in force",
    ));
}
