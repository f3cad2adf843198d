//! A key is made on the command line.

use serde::{Deserialize, Serialize};

use super::make::TokenMade;
use crate::{
    Access, Kind, Operation,
    values::{EmailAddress, text::Name},
};

/// Makes a key to the REST API that acts for the person with this address.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MakeTokenFor {
    /// For whom.
    pub email: EmailAddress,
    /// What to call it.
    pub name: Name,
}

impl Operation for MakeTokenFor {
    type Output = TokenMade;
    const NAME: &'static str = "platform.tokens.make_for";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::System;
    const SECRETS: &'static [&'static str] = &["secret"];
}
