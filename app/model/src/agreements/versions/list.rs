//! All versions of one agreement, newest first.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Access, Department, Kind, Operation, Rest,
    agreement::State,
    values::{
        Cursor, Limit, Page,
        ids::{AgreementId, AgreementVersionId},
    },
};

/// Lists the versions of an agreement, the one drafted last first.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ListVersions {
    /// Of which agreement.
    pub agreement: AgreementId,
    /// Where the page begins.
    #[serde(default)]
    pub cursor: Option<Cursor>,
    /// How many rows, 50 unless said.
    #[serde(default)]
    pub limit: Limit,
}

impl Operation for ListVersions {
    type Output = Page<VersionRow>;
    const NAME: &'static str = "agreements.versions.list";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get(
        "/agreements/{agreement}/versions",
        "The versions of an agreement, newest first",
    ));
}

/// One version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VersionRow {
    /// Which one.
    pub version: AgreementVersionId,
    /// Its number, once it was proposed.
    pub number: Option<i32>,
    /// Where it stands.
    pub state: State,
    /// Departments that signed.
    pub signed: Vec<Department>,
    /// Departments that have to sign yet.
    pub missing: Vec<Department>,
    /// The first day on which it is in force.
    pub effective_from: Option<NaiveDate>,
    /// From this day on its review is due.
    pub review_by: Option<NaiveDate>,
    /// Whether it is in force and that day has come.
    pub review_due: bool,
    /// When the draft was begun.
    pub drafted_at: DateTime<Utc>,
    /// By whom.
    pub drafted_by: Option<String>,
    /// Since when it has been in force.
    pub in_force_since: Option<DateTime<Utc>>,
    /// Until when it was in force.
    pub in_force_until: Option<DateTime<Utc>>,
}
