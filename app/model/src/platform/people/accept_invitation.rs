//! An invited person comes in.

use serde::{Deserialize, Serialize};

use crate::{Access, Kind, Operation, platform::links::LinkSecret, values::password::NewPassword};

/// Chooses the first password through the link of an invitation, and signs in. The link works once.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AcceptInvitation {
    /// The secret part of the link.
    pub link: LinkSecret,
    /// The password.
    pub password: NewPassword,
}

impl Operation for AcceptInvitation {
    type Output = ();
    const NAME: &'static str = "platform.people.accept_invitation";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Anyone;
    const SECRETS: &'static [&'static str] = &["link", "password"];
}
