//! A contact comes back from the trash.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::trash::ContactNamed;
use crate::{Access, Kind, Operation, Rest, values::ids::ContactId};

/// Takes a contact out of the trash.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RestoreContact {
    /// Which one.
    pub contact: ContactId,
}

impl Operation for RestoreContact {
    type Output = ContactNamed;
    const NAME: &'static str = "accounts.contacts.restore";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::post(
        "/contacts/{contact}/restore",
        "Takes a contact out of the trash",
    ));
}
