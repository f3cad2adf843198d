//! Words about a pain stand side by side again.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Access, Kind, Operation, Rest, leads::pains::show::AccountPains, values::ids::EvidenceId};

/// Takes back that this evidence holds; what stepped back for it stands beside it again.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct UnsettlePain {
    /// Which one.
    pub evidence: EvidenceId,
}

impl Operation for UnsettlePain {
    type Output = AccountPains;
    const NAME: &'static str = "leads.pains.unsettle";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::post(
        "/evidence/{evidence}/unsettle",
        "Lets evidence of a pain stand side by side again",
    ));
}
