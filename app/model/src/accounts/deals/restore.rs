//! A deal comes back from the trash.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::trash::DealNamed;
use crate::{Access, Kind, Operation, Rest, values::ids::DealId};

/// Takes a deal out of the trash.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RestoreDeal {
    /// Which one.
    pub deal: DealId,
}

impl Operation for RestoreDeal {
    type Output = DealNamed;
    const NAME: &'static str = "accounts.deals.restore";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::post("/deals/{deal}/restore", "Takes a deal out of the trash"));
}
