//! The buyer said no.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Deal;
use crate::{
    Access, Kind, Operation, Rest,
    values::{ids::DealId, text::Reason},
};

/// Closes an open deal as lost. The reason is kept: it is what the next deal is won with.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct LoseDeal {
    /// Which one.
    pub deal: DealId,
    /// Why.
    pub reason: Reason,
}

impl Operation for LoseDeal {
    type Output = Deal;
    const NAME: &'static str = "accounts.deals.lose";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::post("/deals/{deal}/lose", "Closes a deal as lost"));
}
