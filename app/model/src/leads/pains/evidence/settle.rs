//! Somebody says which word about a pain holds.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Access, Kind, Operation, Rest, leads::pains::show::AccountPains, values::ids::EvidenceId};

/// Says that this evidence holds; what contradicts it steps back, and comes back when that is undone.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SettlePain {
    /// Which one.
    pub evidence: EvidenceId,
}

impl Operation for SettlePain {
    type Output = AccountPains;
    const NAME: &'static str = "leads.pains.settle";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::post(
        "/evidence/{evidence}/settle",
        "Says which evidence of a pain holds",
    ));
}
