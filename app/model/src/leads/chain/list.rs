//! Leads, by when somebody does something about them next.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Lead, LeadState};
use crate::{
    Access, Department, Kind, Operation, Rest,
    values::{
        Cursor, Limit, Page, Version,
        ids::{AccountId, ContactId, PersonId},
    },
};

/// Lists leads, the earliest next date first.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
pub struct ListLeads {
    /// In this state.
    #[serde(default)]
    pub state: Option<LeadState>,
    /// Owned by this person.
    #[serde(default)]
    pub owner: Option<PersonId>,
    /// Owned by somebody for this department.
    #[serde(default)]
    pub department: Option<Department>,
    /// At this account.
    #[serde(default)]
    pub account: Option<AccountId>,
    /// Of this person.
    #[serde(default)]
    pub contact: Option<ContactId>,
    /// Whether their next date has passed, on the organisation's clocks; closed ones are never overdue.
    #[serde(default)]
    pub overdue: Option<bool>,
    /// How many rows, 50 unless said.
    #[serde(default)]
    pub limit: Option<Limit>,
    /// Where the page begins.
    #[serde(default)]
    pub cursor: Option<Cursor>,
}

impl Operation for ListLeads {
    type Output = Page<LeadRow>;
    const NAME: &'static str = "leads.chain.list";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get("/leads", "Lists leads, the earliest next date first"));
}

/// A lead as everybody sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LeadRow {
    /// Where it stands, and how it came there.
    pub lead: Lead,
    /// Name of the person.
    pub contact_name: String,
    /// Name of the account.
    pub account_name: Option<String>,
    /// Name of the owner.
    pub owner_name: String,
    /// Its fit score, as it was kept last.
    pub fit: u32,
    /// Its engagement score, as it was kept last.
    pub engagement: u32,
    /// When it was captured.
    pub captured_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// How often it was changed.
    pub version: Version,
}
