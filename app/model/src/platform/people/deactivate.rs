//! Somebody leaves the company.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Access, Kind, Operation, Rest, values::ids::PersonId};

/// Ends a person's sessions, links and API tokens at once. What the person did stays. The last admin stays active.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct DeactivatePerson {
    /// Whom.
    pub person: PersonId,
}

impl Operation for DeactivatePerson {
    type Output = ();
    const NAME: &'static str = "platform.people.deactivate";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Admins;
    const REST: Option<Rest> = Some(Rest::post("/people/{person}/deactivation", "Deactivate a person"));
}
