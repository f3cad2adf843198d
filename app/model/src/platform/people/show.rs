//! One person.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Person;
use crate::{Access, Kind, Operation, Rest, values::ids::PersonId};

/// Shows one person.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ShowPerson {
    /// Whom.
    pub person: PersonId,
}

/// A person, with what an admin needs to know before changing something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PersonShown {
    /// The person.
    pub person: Person,
    /// Nobody else could administer the installation.
    pub last_admin: bool,
    /// Until when the link of the invitation can be used; `null` when there is none.
    pub invitation_ends_at: Option<DateTime<Utc>>,
}

impl Operation for ShowPerson {
    type Output = PersonShown;
    const NAME: &'static str = "platform.people.show";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get("/people/{person}", "Show a person"));
}
