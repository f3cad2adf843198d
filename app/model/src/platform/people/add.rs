//! Somebody is added on the command line.

use serde::{Deserialize, Serialize};

use super::fits_department;
use crate::{
    Access, Department, FieldErrors, Kind, Operation, Role,
    values::{EmailAddress, ids::PersonId, password::NewPassword, text::Name},
};

/// Adds a person who can sign in at once. On an installation that nobody has set up yet, the organisation is named
/// after the address's domain, and an admin can change that later.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AddPerson {
    /// The address to sign in with.
    pub email: EmailAddress,
    /// The name.
    pub name: Name,
    /// Members and managers need one.
    #[serde(default)]
    pub department: Option<Department>,
    /// What the person is.
    pub role: Role,
    /// The password.
    pub password: NewPassword,
}

impl Operation for AddPerson {
    type Output = PersonId;
    const NAME: &'static str = "platform.people.add";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::System;
    const SECRETS: &'static [&'static str] = &["password"];

    fn check(&self) -> Result<(), FieldErrors> {
        fits_department(self.role, self.department)
    }
}
