//! Who did what.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Access, Complaint, FieldErrors, Kind, Operation, Rest,
    activity::Fact,
    values::{
        Cursor, Limit, Page,
        ids::{AccountId, ActivityId, PersonId},
        text::Line,
    },
};

/// Lists what happened, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ListAudit {
    /// What this person did, and what was done to this person.
    #[serde(default)]
    pub person: Option<PersonId>,
    /// Only this kind of fact, such as `account_moved`.
    #[serde(default)]
    pub fact: Option<Line>,
    /// Only what happened to this account.
    #[serde(default)]
    pub account: Option<AccountId>,
    /// From this day on, in the reader's time zone.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// Up to and with this day.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    /// Where the page begins.
    #[serde(default)]
    pub cursor: Option<Cursor>,
    /// How many rows.
    #[serde(default)]
    pub limit: Limit,
}

/// One entry of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AuditEntry {
    /// Which entry.
    pub id: ActivityId,
    /// When it was recorded.
    pub at: DateTime<Utc>,
    /// Who did it; `null` for the product itself and for strangers at the door.
    pub person: Option<Named<PersonId>>,
    /// Whom it was done to, where that is somebody else.
    pub about: Option<Named<PersonId>>,
    /// Whether the product itself did it: a job or the command line.
    pub by_system: bool,
    /// On whose timeline it stands.
    pub account: Option<Named<AccountId>>,
    /// The operation that recorded it.
    pub operation: String,
    /// The request that asked for it; the server's log tells more under it.
    pub request: String,
    /// Key of the kind of fact.
    pub kind: String,
    /// What happened; `null` when a newer version wrote it.
    pub fact: Option<Fact>,
}

/// A record with its name of today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Named<Id> {
    /// Which record.
    pub id: Id,
    /// What it is called now.
    pub name: String,
}

impl Operation for ListAudit {
    type Output = Page<AuditEntry>;
    const NAME: &'static str = "platform.audit.list";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::Admins;
    const REST: Option<Rest> = Some(Rest::get("/audit", "List what happened"));

    fn check(&self) -> Result<(), FieldErrors> {
        let in_order = match (self.from, self.until) {
            (Some(from), Some(until)) => from <= until,
            _ => true,
        };
        FieldErrors::none()
            .unless(in_order, "until", Complaint::BeforeTheStart)
            .into_result()
    }
}
