//! Who works a leg beside its lead.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::LegMembers;
use crate::{Access, Department, Kind, Operation, Rest, values::ids::AccountId};

/// Lists the members of a leg, who came first standing first.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ListMembers {
    /// Of which account.
    pub account: AccountId,
    /// Of which leg.
    pub leg: Department,
}

impl Operation for ListMembers {
    type Output = LegMembers;
    const NAME: &'static str = "accounts.members.list";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get(
        "/accounts/{account}/legs/{leg}/members",
        "Lists the members of a leg",
    ));
}
