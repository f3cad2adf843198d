//! A person moves an account along the journey.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Transition;
use crate::{
    Access, Complaint, FieldErrors, Kind, Operation, Rest,
    journey::StageKey,
    values::{Version, ids::AccountId, text::Reason},
};

/// For how many days a move holds that does not say.
pub const USUAL_HOLD: u16 = 90;
/// The most days for which a move may hold.
pub const LONGEST_HOLD: u16 = 365;

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
    /// For how many days it holds against the journey's criteria, which decide again then: 0 to 365, 90 unless said.
    #[serde(default)]
    pub holds_days: Option<u16>,
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

    fn check(&self) -> Result<(), FieldErrors> {
        let fine = self.holds_days.is_none_or(|days| days <= LONGEST_HOLD);
        FieldErrors::none()
            .unless(fine, "holds_days", Complaint::AtMost(LONGEST_HOLD.into()))
            .into_result()
    }
}
