//! What lies in the trash.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    Access, Kind, Operation, Rest,
    values::{Cursor, Limit, Page},
};

/// Lists one kind of record in the trash, the newest first. People and deals that went there with their account come
/// back with it and are not listed beside it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ListTrash {
    /// Which kind: accounts unless said.
    pub kind: Option<TrashKind>,
    /// How many rows, 50 unless said.
    pub limit: Option<Limit>,
    /// Where the page begins.
    pub cursor: Option<Cursor>,
}

/// A kind of record that can lie in the trash.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TrashKind {
    /// Companies.
    #[default]
    Accounts,
    /// People there.
    Contacts,
    /// Opportunities.
    Deals,
}

impl TrashKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Accounts, Self::Contacts, Self::Deals];

    /// The key in addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Accounts => "accounts",
            Self::Contacts => "contacts",
            Self::Deals => "deals",
        }
    }
}

/// One record in the trash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Trashed {
    /// Which one.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Name of the account that it belongs to.
    pub account_name: Option<String>,
    /// When it went there.
    pub trashed_at: DateTime<Utc>,
    /// Who put it there.
    pub by: Option<String>,
}

impl Operation for ListTrash {
    type Output = Page<Trashed>;
    const NAME: &'static str = "accounts.trash_list";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get("/trash", "Lists what lies in the trash"));
}
