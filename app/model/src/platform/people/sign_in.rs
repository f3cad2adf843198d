//! Somebody shows who he is.

use serde::{Deserialize, Serialize};

use crate::{
    Access, Kind, Operation,
    values::{EmailAddress, password::Password},
};

/// Signs a person in by address and password. What is wrong is not said: neither whether the address is known nor
/// whether the person may still sign in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SignIn {
    /// The address.
    pub email: EmailAddress,
    /// The password.
    pub password: Password,
}

impl Operation for SignIn {
    type Output = ();
    const NAME: &'static str = "platform.people.sign_in";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Anyone;
    const SECRETS: &'static [&'static str] = &["password"];
}
