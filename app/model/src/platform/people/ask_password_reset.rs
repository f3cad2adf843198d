//! Somebody has forgotten the password.

use serde::{Deserialize, Serialize};

use crate::{Access, Kind, Operation, values::EmailAddress};

/// Sends a link to choose a new password to an address, if somebody here has it. The answer is the same for every
/// address, and takes as long: it tells nobody who works here.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AskPasswordReset {
    /// The address.
    pub email: EmailAddress,
}

/// What happens next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordResetAsked {
    /// Whether this installation sends mail at all; where it does not, an admin can make a link.
    pub by_mail: bool,
}

impl Operation for AskPasswordReset {
    type Output = PasswordResetAsked;
    const NAME: &'static str = "platform.people.ask_password_reset";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Anyone;
}
