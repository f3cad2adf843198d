//! An admin changes what somebody is.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Person, fits_department};
use crate::{
    Access, Department, FieldErrors, Kind, Operation, Rest, Role,
    values::{Version, ids::PersonId, text::Name},
};

/// Changes name, department and role of a person; holds from the person's next click on. The last admin stays one. Who
/// leads accounts for a department leaves it only if they are released.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct EditPerson {
    /// Whom.
    pub person: PersonId,
    /// The name.
    pub name: Name,
    /// Members and managers need one.
    #[serde(default)]
    pub department: Option<Department>,
    /// What the person is.
    pub role: Role,
    /// Whether the accounts that the person leads for the department that is left stand without a lead from then on.
    #[serde(default)]
    pub release: bool,
    /// The version that was looked at.
    pub seen: Version,
}

impl Operation for EditPerson {
    type Output = Person;
    const NAME: &'static str = "platform.people.edit";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Admins;
    const REST: Option<Rest> =
        Some(Rest::patch("/people/{person}", "Change name, department and role").versioned("seen"));

    fn check(&self) -> Result<(), FieldErrors> {
        fits_department(self.role, self.department)
    }
}
