//! The people of the three departments: how they get in, who they are, how the product speaks to them.

pub mod accept_invitation;
pub mod add;
pub mod ask_password_reset;
pub mod change_password;
pub mod deactivate;
pub mod edit;
pub mod edit_profile;
pub mod invite;
pub mod invite_again;
pub mod list;
pub mod offer_new_password;
pub mod reactivate;
pub mod reset_password;
pub mod set_theme;
pub mod set_up;
pub mod show;
pub mod show_link;
pub mod sign_in;
pub mod sign_out;
pub mod time_zones;
pub mod viewer;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Complaint, Department, FieldErrors, Refusal, Role,
    values::{Version, ids::PersonId},
};

/// A person as the others see him.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// The address to sign in with.
    pub email: String,
    /// The name.
    pub name: String,
    /// The leg that the person acts for.
    pub department: Option<Department>,
    /// What the person is in the company.
    pub role: Role,
    /// Whether the person can sign in.
    pub state: PersonState,
    /// When the person was added.
    pub created_at: DateTime<Utc>,
    /// When the person last signed in.
    pub signed_in_at: Option<DateTime<Utc>>,
    /// How often the person was changed.
    pub version: Version,
}

/// Members and managers belong to a department.
pub fn fits_department(role: Role, department: Option<Department>) -> Result<(), FieldErrors> {
    FieldErrors::none()
        .unless(
            department.is_some() || !role.needs_department(),
            "department",
            Complaint::DepartmentNeeded,
        )
        .into_result()
}

/// Somebody has to be able to run the installation: the only admin who can sign in stays one. `others` are the other
/// admins who can sign in.
pub const fn keeps_an_admin(is_active_admin: bool, stays_active_admin: bool, others: u64) -> Result<(), Refusal> {
    if is_active_admin && !stays_active_admin && others == 0 {
        Err(Refusal::LastAdmin)
    } else {
        Ok(())
    }
}

/// Whether a person can sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PersonState {
    /// Was invited and has not chosen a password yet.
    Invited,
    /// Can sign in.
    Active,
    /// Can no longer sign in; what he did stays.
    Deactivated,
}

impl PersonState {
    /// All states, in the order of a person's time here.
    pub const ALL: [Self; 3] = [Self::Invited, Self::Active, Self::Deactivated];

    /// The key in tables, files and addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Active => "active",
            Self::Deactivated => "deactivated",
        }
    }

    /// The state with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_admin_stays_one() {
        assert_eq!(keeps_an_admin(true, false, 0), Err(Refusal::LastAdmin));
        assert_eq!(keeps_an_admin(true, false, 1), Ok(()));
        assert_eq!(keeps_an_admin(true, true, 0), Ok(()));
        assert_eq!(keeps_an_admin(false, false, 0), Ok(()));
    }

    #[test]
    fn members_and_managers_need_a_department() {
        for role in Role::ALL {
            let without = fits_department(role, None);
            assert_eq!(without.is_err(), matches!(role, Role::Member | Role::Manager));
            assert_eq!(fits_department(role, Some(Department::Sales)), Ok(()));
        }
    }
}
