//! Somebody leaves.

use serde::{Deserialize, Serialize};

use crate::{Access, Kind, Operation};

/// Ends the session of this browser, or all sessions of the person.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SignOut {
    /// Also in every other browser.
    #[serde(default)]
    pub everywhere: bool,
}

impl Operation for SignOut {
    type Output = ();
    const NAME: &'static str = "platform.people.sign_out";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::SignedIn;
}
