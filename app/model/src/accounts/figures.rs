//! What the rows of a list of accounts add up to.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::filter::{AccountFilter, filtered};
use crate::{Access, Kind, Operation, Rest, values::Money};

filtered! {
    /// Adds up the accounts that the list shows under the same conditions.
    #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
    pub struct AccountFigures {}
}

/// The sums below the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Figures {
    /// How many accounts.
    pub accounts: u64,
    /// Sum of their open deals.
    pub open_amount: Money,
    /// How many deals are open.
    pub open_deals: u64,
    /// How many accounts stand in their stage longer than usual.
    pub stalled: u64,
}

impl From<AccountFilter> for AccountFigures {
    fn from(filter: AccountFilter) -> Self {
        let AccountFilter {
            q,
            kind,
            stage,
            phase,
            stalled,
            marketing_lead,
            sales_lead,
            service_lead,
            worked_by,
            missing_leg,
            deal,
            country,
            industry,
        } = filter;
        Self {
            q,
            kind,
            stage,
            phase,
            stalled,
            marketing_lead,
            sales_lead,
            service_lead,
            worked_by,
            missing_leg,
            deal,
            country,
            industry,
        }
    }
}

impl Operation for AccountFigures {
    type Output = Figures;
    const NAME: &'static str = "accounts.figures";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get("/accounts/figures", "Adds up the accounts of a list"));
}
