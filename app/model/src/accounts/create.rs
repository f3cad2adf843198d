//! A company becomes an account.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Account, AccountKind};
use crate::{
    Access, FieldErrors, Kind, Operation, Rest,
    values::{
        Amount, Domain,
        ids::PersonId,
        text::{Line, Name},
    },
};

/// Creates an account at the beginning of the journey. One domain is one account.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CreateAccount {
    /// Its name.
    pub name: Name,
    /// What it is to us; a buyer unless said.
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
    /// Who leads for marketing.
    pub marketing_lead: Option<PersonId>,
    /// Who leads for sales.
    pub sales_lead: Option<PersonId>,
    /// Who leads for service.
    pub service_lead: Option<PersonId>,
}

impl Operation for CreateAccount {
    type Output = Account;
    const NAME: &'static str = "accounts.create";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::post("/accounts", "Creates an account"));

    fn check(&self) -> Result<(), FieldErrors> {
        super::edit::check_people(self.employees, FieldErrors::none()).into_result()
    }
}
