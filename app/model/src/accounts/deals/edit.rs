//! Fields of a deal get other values.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Deal;
use crate::{
    Access, FieldErrors, Kind, Operation, Rest,
    values::{
        Amount, Currency, Version,
        ids::{DealId, PersonId},
        text::Name,
    },
};

/// Changes some fields of a deal: those that are given, and those that `clear` names.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct EditDeal {
    /// Which one.
    pub deal: DealId,
    /// The version that the person was looking at.
    pub version: Version,
    /// What it is about.
    pub name: Option<Name>,
    /// What it is worth.
    pub amount: Option<Amount>,
    /// The currency of the amount, where the sender wants it checked.
    pub currency: Option<Currency>,
    /// When it is to be decided.
    pub close_on: Option<NaiveDate>,
    /// Who is at it.
    pub owner: Option<PersonId>,
    /// Fields that are emptied unless a value is given for them.
    #[serde(default)]
    pub clear: Vec<DealField>,
}

/// Fields of a deal that may be empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DealField {
    /// When it is to be decided.
    CloseOn,
    /// Who is at it.
    Owner,
}

impl Operation for EditDeal {
    type Output = Deal;
    const NAME: &'static str = "accounts.deals.edit";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::patch("/deals/{deal}", "Changes fields of a deal").versioned("version"));

    fn check(&self) -> Result<(), FieldErrors> {
        super::check_amount(self.amount.as_ref())
    }
}
