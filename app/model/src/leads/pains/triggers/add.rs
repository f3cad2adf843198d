//! A crisis befell an account.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Access, Department, Kind, Operation, Rest,
    accounts::touches::OccurredAt,
    leads::pains::{CrisisKey, show::AccountPains},
    values::{ids::AccountId, text::Line},
};

/// Writes down that a crisis befell an account, with the pains that it makes urgent and until when, by the catalogue of now.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct AddTrigger {
    /// Which account.
    pub account: AccountId,
    /// Which crisis of the catalogue.
    pub crisis: CrisisKey,
    /// How it is known.
    pub known_from: Line,
    /// When it befell the account; now unless said. Not in the future.
    pub occurred_at: Option<OccurredAt>,
    /// Which department says so: one's own. Only admins choose.
    pub department: Option<Department>,
}

impl Operation for AddTrigger {
    type Output = AccountPains;
    const NAME: &'static str = "leads.pains.add_trigger";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::post(
        "/accounts/{account}/triggers",
        "Writes down a crisis that befell an account",
    ));
}
