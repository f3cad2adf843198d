//! A person takes a move back.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Transition;
use crate::{Access, Kind, Operation, Rest, values::ids::TransitionId};

/// Takes the last move of an account back, if the account still stands where that move put it. The history keeps both.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct UndoMove {
    /// Which move.
    pub transition: TransitionId,
}

impl Operation for UndoMove {
    type Output = Transition;
    const NAME: &'static str = "journey.transitions.undo";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::post(
        "/transitions/{transition}/undo",
        "Take the last move of an account back",
    ));
}
