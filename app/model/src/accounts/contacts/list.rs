//! The list of contacts.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{BuyingRole, Contact, Track};
use crate::{
    Access, Kind, Operation, Rest,
    values::{Cursor, Limit, Page, ids::AccountId, text::SearchText},
};

/// Lists people at accounts by name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ListContacts {
    /// At this account.
    pub account: Option<AccountId>,
    /// Of this part in buying.
    pub buying_role: Option<BuyingRole>,
    /// On this track.
    pub track: Option<Track>,
    /// Text in the name or the address.
    pub q: Option<SearchText>,
    /// How many rows, 50 unless said.
    pub limit: Option<Limit>,
    /// Where the page begins.
    pub cursor: Option<Cursor>,
}

impl Operation for ListContacts {
    type Output = Page<Contact>;
    const NAME: &'static str = "accounts.contacts.list";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get("/contacts", "Lists people at accounts"));
}
