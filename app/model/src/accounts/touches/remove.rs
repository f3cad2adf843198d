//! An entry is taken off the timeline.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Access, Kind, Operation, Rest,
    values::ids::{AccountId, TouchId},
};

/// Takes a touch off the timeline. Its author may, and the manager of its leg.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RemoveTouch {
    /// Which one.
    pub touch: TouchId,
}

/// What was done, for the way back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TouchOf {
    /// Which touch.
    pub touch: TouchId,
    /// Of which account.
    pub account: AccountId,
}

impl Operation for RemoveTouch {
    type Output = TouchOf;
    const NAME: &'static str = "accounts.touches.remove";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::delete("/activities/{touch}", "Takes a touch off the timeline"));
}
