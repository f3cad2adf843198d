//! Somebody lets a program act for him.

use serde::{Deserialize, Serialize};

use crate::{
    Access, Kind, Operation,
    values::{ids::TokenId, text::Name},
};

/// Makes a key to the REST API that acts for oneself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MakeToken {
    /// What to call it: the program that will use it.
    pub name: Name,
}

/// A new key. The secret is told this once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenMade {
    /// Its id.
    pub token: TokenId,
    /// What it is called.
    pub name: String,
    /// What the program sends as bearer token.
    pub secret: String,
}

impl std::fmt::Debug for TokenMade {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TokenMade")
            .field("token", &self.token)
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl Operation for MakeToken {
    type Output = TokenMade;
    const NAME: &'static str = "platform.tokens.make";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::SignedIn;
    const SECRETS: &'static [&'static str] = &["secret"];
}
