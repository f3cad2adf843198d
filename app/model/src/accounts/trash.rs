//! An account goes into the trash.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Access, Kind, Operation, Rest, values::ids::AccountId};

/// Puts an account into the trash, and its people and deals with it. Everything can be restored.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TrashAccount {
    /// Which one.
    pub account: AccountId,
}

/// What was done, for the way back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AccountNamed {
    /// Which account.
    pub account: AccountId,
    /// Its name.
    pub name: String,
}

impl Operation for TrashAccount {
    type Output = AccountNamed;
    const NAME: &'static str = "accounts.trash";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::delete("/accounts/{account}", "Puts an account into the trash"));
}
