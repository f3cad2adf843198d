//! One deal.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Deal;
use crate::{Access, Kind, Operation, Rest, values::ids::DealId};

/// Shows one deal.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ShowDeal {
    /// Which one.
    pub deal: DealId,
}

impl Operation for ShowDeal {
    type Output = Deal;
    const NAME: &'static str = "accounts.deals.show";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get("/deals/{deal}", "Shows one deal"));
}
