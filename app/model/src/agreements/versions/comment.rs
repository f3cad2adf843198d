//! Somebody writes something beside a version.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::show::CommentView;
use crate::{
    Access, Kind, Operation, Rest,
    values::{ids::AgreementVersionId, text::Body},
};

/// Writes a comment beside a version, in whatever state it is.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CommentVersion {
    /// Beside which version.
    pub version: AgreementVersionId,
    /// What is to be said.
    pub body: Body,
}

impl Operation for CommentVersion {
    type Output = CommentView;
    const NAME: &'static str = "agreements.versions.comment";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::post(
        "/agreements/versions/{version}/comments",
        "Write a comment beside a version",
    ));
}
