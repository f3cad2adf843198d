//! A deal is opened.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Deal;
use crate::{
    Access, FieldErrors, Kind, Operation, Rest,
    values::{
        Amount, Currency,
        ids::{AccountId, PersonId},
        text::Name,
    },
};

/// Opens a deal with an account, in the organisation's currency.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CreateDeal {
    /// With which account.
    pub account: AccountId,
    /// What it is about.
    pub name: Name,
    /// What it is worth.
    pub amount: Amount,
    /// The currency of the amount, where the sender wants it checked: other currencies than the organisation's are
    /// refused.
    pub currency: Option<Currency>,
    /// When it is to be decided.
    pub close_on: Option<NaiveDate>,
    /// Who is at it.
    pub owner: Option<PersonId>,
}

impl Operation for CreateDeal {
    type Output = Deal;
    const NAME: &'static str = "accounts.deals.create";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::post("/deals", "Opens a deal"));

    fn check(&self) -> Result<(), FieldErrors> {
        super::check_amount(Some(&self.amount))
    }
}
