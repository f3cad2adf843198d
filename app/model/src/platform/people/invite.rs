//! An admin brings somebody in.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::fits_department;
use crate::{
    Access, Department, FieldErrors, Kind, Operation, Rest, Role,
    values::{EmailAddress, ids::PersonId, text::Name},
};

/// Adds a person who then chooses a password through a link. Where the installation sends mail, the link also goes to
/// the address.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct InvitePerson {
    /// The address to sign in with.
    pub email: EmailAddress,
    /// The person's name.
    pub name: Name,
    /// Members and managers need one.
    #[serde(default)]
    pub department: Option<Department>,
    /// What the person will be.
    pub role: Role,
}

/// The link that lets somebody in, told this once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LinkMade {
    /// For whom.
    pub person: PersonId,
    /// The whole address, to be passed on.
    pub link: String,
    /// Until when it can be used.
    pub ends_at: DateTime<Utc>,
    /// Whether it is also on its way by mail.
    pub mailed: bool,
}

impl std::fmt::Debug for LinkMade {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LinkMade")
            .field("person", &self.person)
            .field("ends_at", &self.ends_at)
            .field("mailed", &self.mailed)
            .finish_non_exhaustive()
    }
}

impl Operation for InvitePerson {
    type Output = LinkMade;
    const NAME: &'static str = "platform.people.invite";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Admins;
    const REST: Option<Rest> = Some(Rest::post("/people", "Invite a person"));
    const SECRETS: &'static [&'static str] = &["link"];

    fn check(&self) -> Result<(), FieldErrors> {
        fits_department(self.role, self.department)
    }
}
