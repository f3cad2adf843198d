//! Fields of an account get other values.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Account, AccountKind};
use crate::{
    Access, Complaint, FieldErrors, Kind, Operation, Rest,
    values::{
        Amount, Domain, Version,
        ids::AccountId,
        text::{Line, Name},
    },
};

/// Changes some fields of an account: those that are given, and those that `clear` names. Whoever saw an older version
/// is told what changed in between, and nothing is overwritten.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct EditAccount {
    /// Which one.
    pub account: AccountId,
    /// The version that the person was looking at.
    pub version: Version,
    /// Its name.
    pub name: Option<Name>,
    /// What it is to us.
    pub kind: Option<AccountKind>,
    /// Its web domain.
    pub domain: Option<Domain>,
    /// What it does.
    pub industry: Option<Line>,
    /// Where it is.
    pub city: Option<Line>,
    /// In which country.
    pub country: Option<Line>,
    /// How many people work there.
    pub employees: Option<u32>,
    /// Revenue of a year in the organisation's currency.
    pub annual_revenue: Option<Amount>,
    /// Fields that are emptied unless a value is given for them. A form names its optional fields here, because an
    /// empty field is not sent.
    #[serde(default)]
    pub clear: Vec<AccountField>,
}

/// Fields of an account that may be empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AccountField {
    /// Its web domain.
    Domain,
    /// What it does.
    Industry,
    /// Where it is.
    City,
    /// In which country.
    Country,
    /// How many people work there.
    Employees,
    /// Revenue of a year.
    AnnualRevenue,
}

impl Operation for EditAccount {
    type Output = Account;
    const NAME: &'static str = "accounts.edit";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> =
        Some(Rest::patch("/accounts/{account}", "Changes fields of an account").versioned("version"));

    fn check(&self) -> Result<(), FieldErrors> {
        check_people(self.employees, FieldErrors::none()).into_result()
    }
}

/// No company has more people than there are.
pub(super) fn check_people(employees: Option<u32>, errors: FieldErrors) -> FieldErrors {
    const MOST: u32 = 100_000_000;
    errors.unless(
        employees.is_none_or(|employees| employees <= MOST),
        "employees",
        Complaint::AtMost(i64::from(MOST)),
    )
}
