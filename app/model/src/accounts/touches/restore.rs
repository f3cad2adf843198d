//! An entry comes back to the timeline.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::remove::TouchOf;
use crate::{Access, Kind, Operation, Rest, values::ids::TouchId};

/// Puts a removed touch back on the timeline.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RestoreTouch {
    /// Which one.
    pub touch: TouchId,
}

impl Operation for RestoreTouch {
    type Output = TouchOf;
    const NAME: &'static str = "accounts.touches.restore";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::post(
        "/activities/{touch}/restore",
        "Puts a touch back on the timeline",
    ));
}
