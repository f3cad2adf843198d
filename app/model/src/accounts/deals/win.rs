//! The buyer said yes.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Deal;
use crate::{Access, Kind, Operation, Rest, values::ids::DealId};

/// Closes an open deal as won.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct WinDeal {
    /// Which one.
    pub deal: DealId,
}

impl Operation for WinDeal {
    type Output = Deal;
    const NAME: &'static str = "accounts.deals.win";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::post("/deals/{deal}/win", "Closes a deal as won"));
}
