//! A decision turns out not to be one.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Deal;
use crate::{Access, Kind, Operation, Rest, values::ids::DealId};

/// Opens a won or lost deal again.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ReopenDeal {
    /// Which one.
    pub deal: DealId,
}

impl Operation for ReopenDeal {
    type Output = Deal;
    const NAME: &'static str = "accounts.deals.reopen";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::post("/deals/{deal}/reopen", "Opens a closed deal again"));
}
