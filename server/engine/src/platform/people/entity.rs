//! The table `person`.

use chrono::{DateTime, Utc};
use model::{Actor, Department, Role, platform::people::PersonState, values::ids::PersonId};
use sea_orm::entity::prelude::*;

/// One person.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub struct Model {
    /// Who.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The address to sign in with, in lower case.
    pub email: String,
    /// The name.
    pub name: String,
    /// Key of the department.
    pub department: Option<String>,
    /// Key of the role.
    pub role: String,
    /// The password, hashed by argon2id; none before the invitation is accepted.
    pub password_hash: Option<String>,
    /// Key of the state.
    pub state: String,
    /// Key of the locale.
    pub locale: String,
    /// IANA name of the time zone.
    pub time_zone: String,
    /// Key of the theme.
    pub theme: String,
    /// Goes up when every session must end: new password, signed out everywhere, deactivated.
    pub sign_in_epoch: i32,
    /// When the person was added.
    pub created_at: DateTime<Utc>,
    /// When the person was last changed.
    pub updated_at: DateTime<Utc>,
    /// When the person last signed in.
    pub signed_in_at: Option<DateTime<Utc>>,
    /// How often the person was changed.
    pub version: i32,
}

/// Nothing to join.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// What the person is to the policy. Whoever may not sign in is nobody; so is one whose role cannot be read.
    pub fn actor(&self) -> Actor {
        match (self.state(), self.role()) {
            (Some(PersonState::Active), Some(role)) => Actor::Person {
                id: PersonId(self.id),
                department: self.department(),
                role,
            },
            _ => Actor::Anonymous,
        }
    }

    /// The person's state.
    pub fn state(&self) -> Option<PersonState> {
        PersonState::from_key(&self.state)
    }

    /// The person's role.
    pub fn role(&self) -> Option<Role> {
        Role::from_key(&self.role)
    }

    /// The person's department.
    pub fn department(&self) -> Option<Department> {
        self.department.as_deref().and_then(Department::from_key)
    }
}
