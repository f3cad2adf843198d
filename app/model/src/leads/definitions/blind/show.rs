//! The sample as one department may see it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Divergence;
use crate::{
    Access, Department, Kind, Operation, Rest,
    values::ids::{AccountId, AgreementVersionId, LeadId},
};

/// Shows the sample of a version: its leads, what one's own department said, and how far departments agree that are
/// through.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ShowSample {
    /// Of which version.
    pub version: AgreementVersionId,
}

impl Operation for ShowSample {
    type Output = ShownSample;
    const NAME: &'static str = "leads.samples.show";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get(
        "/agreements/versions/{version}/lead-sample",
        "Show the leads that departments classify, and how far they agree",
    ));
}

/// The sample as somebody may see it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ShownSample {
    /// Of which version.
    pub version: AgreementVersionId,
    /// When it was drawn.
    pub drawn_at: DateTime<Utc>,
    /// Its leads, in the order of their ids.
    pub leads: Vec<SampleLead>,
    /// How far each department is, in their usual order.
    pub departments: Vec<SampleProgress>,
    /// How far each two departments agree that are both through.
    pub agreement: Vec<SampleAgreement>,
}

/// A lead of the sample.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SampleLead {
    /// Which one.
    pub lead: LeadId,
    /// Name of the person.
    pub contact_name: String,
    /// At which account, where that is known.
    pub account: Option<AccountId>,
    /// Its name.
    pub account_name: Option<String>,
    /// What departments said, as far as the reader may know.
    pub answers: Vec<SampleAnswer>,
}

/// What a department said of a lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SampleAnswer {
    /// Which department.
    pub department: Department,
    /// Whether the lead is one to hand over.
    pub qualified: bool,
}

/// How far a department is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SampleProgress {
    /// Which department.
    pub department: Department,
    /// How many leads it has classified.
    pub classified: u32,
    /// Whether those are all.
    pub is_through: bool,
}

/// How far two departments agree.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SampleAgreement {
    /// One.
    pub first: Department,
    /// The other.
    pub second: Department,
    /// On how many leads, beyond chance how far, and on which not.
    pub divergence: Divergence,
}
