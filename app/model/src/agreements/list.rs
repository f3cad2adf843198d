//! What departments sign, as a list.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::VersionName;
use crate::{Access, Kind, Operation, Rest, agreement::AgreementKind, values::ids::AgreementId};

/// Lists all agreements. They are few, so they come whole.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
pub struct ListAgreements {}

impl Operation for ListAgreements {
    type Output = Vec<AgreementRow>;
    const NAME: &'static str = "agreements.list";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get("/agreements", "What departments sign"));
}

/// One agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AgreementRow {
    /// Which one.
    pub agreement: AgreementId,
    /// What it is about.
    pub kind: AgreementKind,
    /// What people call it.
    pub name: String,
    /// The version in force; until there is one, what the product ships with holds.
    pub in_force: Option<VersionName>,
    /// From when on the review of the version in force is due.
    pub review_by: Option<NaiveDate>,
    /// Whether that day has come.
    pub review_due: bool,
    /// How many drafts and proposals are open.
    pub open: u32,
}
