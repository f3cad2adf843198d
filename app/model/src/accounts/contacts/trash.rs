//! A contact goes into the trash.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Access, Kind, Operation, Rest, values::ids::ContactId};

/// Puts a contact into the trash.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TrashContact {
    /// Which one.
    pub contact: ContactId,
}

/// What was done, for the way back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ContactNamed {
    /// Which contact.
    pub contact: ContactId,
    /// The person's name.
    pub name: String,
}

impl Operation for TrashContact {
    type Output = ContactNamed;
    const NAME: &'static str = "accounts.contacts.trash";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::delete("/contacts/{contact}", "Puts a contact into the trash"));
}
