//! Facts stand side by side again.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::list::FactBase;
use crate::{Access, Kind, Operation, Rest, values::ids::KnownFactId};

/// Takes back that a fact holds against others
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct UnsettleFact {
    /// Which one.
    pub fact: KnownFactId,
}

impl Operation for UnsettleFact {
    type Output = FactBase;
    const NAME: &'static str = "accounts.fact_base.unsettle";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::post(
        "/facts/{fact}/unsettle",
        " those that stepped back for it stand beside it again.:Lets contradicting facts stand side by side again",
    ));
}
