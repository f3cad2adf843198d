//! A deal goes into the trash.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Access, Kind, Operation, Rest, values::ids::DealId};

/// Puts a deal into the trash.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TrashDeal {
    /// Which one.
    pub deal: DealId,
}

/// What was done, for the way back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DealNamed {
    /// Which deal.
    pub deal: DealId,
    /// What it is about.
    pub name: String,
}

impl Operation for TrashDeal {
    type Output = DealNamed;
    const NAME: &'static str = "accounts.deals.trash";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::delete("/deals/{deal}", "Puts a deal into the trash"));
}
