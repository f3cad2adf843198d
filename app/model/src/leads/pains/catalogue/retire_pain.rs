//! A pain leaves the catalogue.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::CataloguedPain;
use crate::{Access, Kind, Operation, Rest, leads::pains::PainKey};

/// Takes a pain out of the catalogue: nothing new is written down about it. What was stays, and goes on counting.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RetirePain {
    /// Which one.
    pub pain: PainKey,
}

impl Operation for RetirePain {
    type Output = CataloguedPain;
    const NAME: &'static str = "leads.pains.retire_pain";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Managers;
    const REST: Option<Rest> = Some(Rest::delete("/pains/{pain}", "Takes a pain out of the catalogue"));
}
