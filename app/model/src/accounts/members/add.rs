//! Somebody begins to work a leg beside its lead.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::LegMembers;
use crate::{
    Access, Department, Kind, Operation, Rest,
    values::ids::{AccountId, PersonId},
};

/// Adds a member to a leg. The leg's lead may, a manager of the department, an admin, and a person of the department
/// for himself. The member belongs to that department and can sign in.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct AddMember {
    /// Of which account.
    pub account: AccountId,
    /// To which leg.
    pub leg: Department,
    /// Whom.
    pub person: PersonId,
}

impl Operation for AddMember {
    type Output = LegMembers;
    const NAME: &'static str = "accounts.members.add";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::post(
        "/accounts/{account}/legs/{leg}/members",
        "Adds a member to a leg",
    ));
}
