//! Somebody says which of several facts holds.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::list::FactBase;
use crate::{Access, Kind, Operation, Rest, values::ids::KnownFactId};

/// Says that this fact holds; what contradicts it steps back, and comes back when that is undone.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SettleFact {
    /// Which one.
    pub fact: KnownFactId,
}

impl Operation for SettleFact {
    type Output = FactBase;
    const NAME: &'static str = "accounts.fact_base.settle";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::post("/facts/{fact}/settle", "Says which fact holds"));
}
