//! A department no longer says so.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::list::FactBase;
use crate::{Access, Kind, Operation, Rest, values::ids::KnownFactId};

/// Takes a fact of one’s own department off the fact base.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct WithdrawFact {
    /// Which one.
    pub fact: KnownFactId,
}

impl Operation for WithdrawFact {
    type Output = FactBase;
    const NAME: &'static str = "accounts.fact_base.withdraw";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::post("/facts/{fact}/withdraw", "Takes a fact off the fact base"));
}
