//! Which programs act for somebody.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Access, Kind, Operation, Rest, values::ids::TokenId};

/// Lists one's own keys that work, newest first. Nobody has many.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ListTokens {}

/// A key without its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Token {
    /// Its id.
    pub id: TokenId,
    /// What it is called.
    pub name: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last used, to the hour.
    pub used_at: Option<DateTime<Utc>>,
}

impl Operation for ListTokens {
    type Output = Vec<Token>;
    const NAME: &'static str = "platform.tokens.list";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get("/tokens", "List your own API tokens"));
}
