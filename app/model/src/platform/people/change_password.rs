//! Somebody wants another password.

use serde::{Deserialize, Serialize};

use crate::{
    Access, Kind, Operation,
    values::password::{NewPassword, Password},
};

/// Changes one's own password. Asks for the present one, so that an unwatched screen is not enough, and ends all other
/// sessions.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ChangePassword {
    /// The present password.
    pub present: Password,
    /// The new password.
    pub password: NewPassword,
}

impl Operation for ChangePassword {
    type Output = ();
    const NAME: &'static str = "platform.people.change_password";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::SignedIn;
    const SECRETS: &'static [&'static str] = &["present", "password"];
}
