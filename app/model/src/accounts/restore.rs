//! An account comes back from the trash.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::trash::AccountNamed;
use crate::{Access, Kind, Operation, Rest, values::ids::AccountId};

/// Takes an account out of the trash, with the people and deals that went there with it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RestoreAccount {
    /// Which one.
    pub account: AccountId,
}

impl Operation for RestoreAccount {
    type Output = AccountNamed;
    const NAME: &'static str = "accounts.restore";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::post(
        "/accounts/{account}/restore",
        "Takes an account out of the trash",
    ));
}
