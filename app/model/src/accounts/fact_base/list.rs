//! What is known of an account.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Topic;
use crate::{Access, Kind, Operation, Rest, values::ids::AccountId};

/// Lists what the departments know of an account, by topic; contradictions first.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ListFacts {
    /// Of which account.
    pub account: AccountId,
}

/// What is known of an account.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FactBase {
    /// By topic.
    pub items: Vec<Topic>,
}

impl Operation for ListFacts {
    type Output = FactBase;
    const NAME: &'static str = "accounts.fact_base.list";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get(
        "/accounts/{account}/facts",
        "Lists what the departments know of an account",
    ));
}
