//! What happened on accounts, as recorded.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Access, Department, Kind, Operation, Rest,
    activity::Fact,
    values::{
        Cursor, Limit, Page,
        ids::{AccountId, ActivityId, PersonId},
        text::Line,
    },
};

/// Lists what happened on accounts, newest first: of one account by when it happened, of all by when it was recorded.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
pub struct ListActivities {
    /// On this account.
    pub account: Option<AccountId>,
    /// Of this kind, such as `touch_logged`.
    pub kind: Option<Line>,
    /// Of this leg.
    pub leg: Option<Department>,
    /// Done by this person.
    pub person: Option<PersonId>,
    /// How many rows, 50 unless said.
    pub limit: Option<Limit>,
    /// Where the page begins.
    pub cursor: Option<Cursor>,
}

/// One entry of the event log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Activity {
    /// Which one.
    pub id: ActivityId,
    /// When it was recorded.
    pub at: DateTime<Utc>,
    /// When it happened.
    pub occurred_at: DateTime<Utc>,
    /// On which account.
    pub account: Option<AccountId>,
    /// Of which leg.
    pub leg: Option<Department>,
    /// Who did it; nobody when the product itself did.
    pub person: Option<PersonId>,
    /// What happened.
    pub fact: Fact,
}

impl Operation for ListActivities {
    type Output = Page<Activity>;
    const NAME: &'static str = "accounts.activities.list";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get("/activities", "Lists what happened on accounts"));
}
