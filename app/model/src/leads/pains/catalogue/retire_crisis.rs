//! A crisis leaves the catalogue.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::CataloguedCrisis;
use crate::{Access, Kind, Operation, Rest, leads::pains::CrisisKey};

/// Takes a crisis out of the catalogue. Triggers that were written down count until they expire.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RetireCrisis {
    /// Which one.
    pub crisis: CrisisKey,
}

impl Operation for RetireCrisis {
    type Output = CataloguedCrisis;
    const NAME: &'static str = "leads.pains.retire_crisis";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Managers;
    const REST: Option<Rest> = Some(Rest::delete("/crises/{crisis}", "Takes a crisis out of the catalogue"));
}
