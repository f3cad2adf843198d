//! A program no longer acts for somebody.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Access, Kind, Operation, Rest, values::ids::TokenId};

/// Ends one of one's own keys at once.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RevokeToken {
    /// Which one.
    pub token: TokenId,
}

impl Operation for RevokeToken {
    type Output = ();
    const NAME: &'static str = "platform.tokens.revoke";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::delete("/tokens/{token}", "Revoke one of your own API tokens"));
}
