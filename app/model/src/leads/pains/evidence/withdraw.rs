//! A department no longer says so.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Access, Kind, Operation, Rest, leads::pains::show::AccountPains, values::ids::EvidenceId};

/// Takes evidence of one's own department back.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct WithdrawEvidence {
    /// Which one.
    pub evidence: EvidenceId,
}

impl Operation for WithdrawEvidence {
    type Output = AccountPains;
    const NAME: &'static str = "leads.pains.withdraw_evidence";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::post(
        "/evidence/{evidence}/withdraw",
        "Takes evidence of a pain back",
    ));
}
