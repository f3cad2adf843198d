//! Somebody comes back.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Access, Kind, Operation, Rest, values::ids::PersonId};

/// Lets a deactivated person sign in again with the old password; whoever never chose one is invited again. API tokens
/// work again too.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ReactivatePerson {
    /// Whom.
    pub person: PersonId,
}

impl Operation for ReactivatePerson {
    type Output = ();
    const NAME: &'static str = "platform.people.reactivate";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Admins;
    const REST: Option<Rest> = Some(Rest::post("/people/{person}/reactivation", "Reactivate a person"));
}
