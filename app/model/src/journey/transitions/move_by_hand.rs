//! A person moves an account along the journey.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Transition;
use crate::{
    Access, Kind, Operation, Rest,
    journey::StageKey,
    values::{Version, ids::AccountId, text::Reason},
};

/// Moves one account to another stage by hand. Forward, back and onto a detour are all allowed; the reason is kept with
/// the transition and shown wherever the stage is.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct MoveByHand {
    /// Which account.
    pub account: AccountId,
    /// Key of the stage that it enters.
    pub to: StageKey,
    /// Why.
    pub reason: Reason,
    /// The version of the account that the person was looking at.
    pub seen: Version,
}

impl Operation for MoveByHand {
    type Output = Transition;
    const NAME: &'static str = "journey.transitions.move_by_hand";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(
        Rest::post(
            "/accounts/{account}/transitions",
            "Move an account to another stage, with a reason",
        )
        .versioned("seen"),
    );
}
