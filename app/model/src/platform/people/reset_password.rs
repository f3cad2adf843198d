//! Somebody who has forgotten the password chooses a new one.

use serde::{Deserialize, Serialize};

use crate::{Access, Kind, Operation, platform::links::LinkSecret, values::password::NewPassword};

/// Chooses a new password through a link, and signs in. Ends all other sessions. The link works once.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ResetPassword {
    /// The secret part of the link.
    pub link: LinkSecret,
    /// The new password.
    pub password: NewPassword,
}

impl Operation for ResetPassword {
    type Output = ();
    const NAME: &'static str = "platform.people.reset_password";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Anyone;
    const SECRETS: &'static [&'static str] = &["link", "password"];
}
