//! Somebody no longer works a leg beside its lead.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::LegMembers;
use crate::{
    Access, Department, Kind, Operation, Rest,
    values::ids::{AccountId, PersonId},
};

/// Takes a member off a leg. Whoever may add members may, and the member himself.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RemoveMember {
    /// Of which account.
    pub account: AccountId,
    /// Off which leg.
    pub leg: Department,
    /// Whom.
    pub person: PersonId,
}

impl Operation for RemoveMember {
    type Output = LegMembers;
    const NAME: &'static str = "accounts.members.remove";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::delete(
        "/accounts/{account}/legs/{leg}/members/{person}",
        "Takes a member off a leg",
    ));
}
