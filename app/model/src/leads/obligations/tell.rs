//! A leg tells another one how it stands.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::list::ObligationRow;
use crate::{
    Access, Kind, Operation, Rest,
    values::{ids::ObligationId, text::Reason},
};

/// Tells the other leg how it stands, for one's own leg. It is evidence for everything of the kind that the leg owes that
/// other leg there about the same lead.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TellHowItStands {
    /// Which obligation it answers.
    pub obligation: ObligationId,
    /// How it stands.
    pub words: Reason,
}

impl Operation for TellHowItStands {
    type Output = ObligationRow;
    const NAME: &'static str = "leads.obligations.tell";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::post(
        "/obligations/{obligation}/tell",
        "Tell the other leg how it stands",
    ));
}
