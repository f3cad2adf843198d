//! A leg of an account gets a lead.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Account;
use crate::{
    Access, Department, Kind, Operation, Rest,
    values::ids::{AccountId, PersonId},
};

/// Names who leads a leg, or nobody. The person belongs to that department and can sign in.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct NameLead {
    /// Of which account.
    pub account: AccountId,
    /// Which leg.
    pub leg: Department,
    /// Who; without one the leg is missing.
    pub person: Option<PersonId>,
}

impl Operation for NameLead {
    type Output = Account;
    const NAME: &'static str = "accounts.name_lead";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::post("/accounts/{account}/leads", "Names who leads a leg"));
}
