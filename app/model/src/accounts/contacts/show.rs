//! One contact.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Contact;
use crate::{Access, Kind, Operation, Rest, values::ids::ContactId};

/// Shows one person at an account.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ShowContact {
    /// Which one.
    pub contact: ContactId,
}

impl Operation for ShowContact {
    type Output = Contact;
    const NAME: &'static str = "accounts.contacts.show";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get("/contacts/{contact}", "Shows one person at an account"));
}
