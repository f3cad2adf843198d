//! A territory is given up.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::show::KeptTerritory;
use crate::{Access, Kind, Operation, Rest, values::ids::TerritoryId};

/// Removes a territory. Leads from there go to whoever of sales has room.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RemoveTerritory {
    /// Which one.
    pub territory: TerritoryId,
}

impl Operation for RemoveTerritory {
    type Output = KeptTerritory;
    const NAME: &'static str = "leads.routing.remove_territory";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Managers;
    const REST: Option<Rest> = Some(Rest::delete("/territories/{territory}", "Remove a territory"));
}
