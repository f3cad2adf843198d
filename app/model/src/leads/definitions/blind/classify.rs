//! A department says of a lead of the sample whether it is one to hand over.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::show::ShownSample;
use crate::{
    Access, Kind, Operation, Rest,
    values::ids::{AgreementVersionId, LeadId},
};

/// Classifies a lead of the sample, for one's own department. Nobody else sees it before both are through.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ClassifyLead {
    /// The version whose sample it is.
    pub version: AgreementVersionId,
    /// Which lead.
    pub lead: LeadId,
    /// Whether it is one to hand over.
    pub qualified: bool,
}

impl Operation for ClassifyLead {
    type Output = ShownSample;
    const NAME: &'static str = "leads.samples.classify";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::post(
        "/agreements/versions/{version}/lead-sample/{lead}",
        "Say whether a lead of the sample is one to hand over",
    ));
}
