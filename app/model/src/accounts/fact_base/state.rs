//! A department writes down what it knows.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Confidence, KnownFact};
use crate::{
    Access, Department, Kind, Operation, Rest,
    values::{
        ids::AccountId,
        text::{Line, Name},
    },
};

/// States a fact. What the same department said about the topic before is replaced; what other departments say stays.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct StateFact {
    /// Of which account.
    pub account: AccountId,
    /// What it is about.
    pub topic: Name,
    /// What is known.
    pub value: Line,
    /// How sure the department is.
    pub confidence: Confidence,
    /// On which day it was so; today unless said, never in the future.
    pub known_on: Option<NaiveDate>,
    /// Which department says so: one's own. Only admins choose.
    pub department: Option<Department>,
}

impl Operation for StateFact {
    type Output = KnownFact;
    const NAME: &'static str = "accounts.fact_base.state";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::post(
        "/accounts/{account}/facts",
        "States what a department knows",
    ));
}
