//! A crisis was none, or is over.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Access, Kind, Operation, Rest, leads::pains::show::AccountPains, values::ids::TriggerId};

/// Ends a trigger of one's own department before it expires: it was a false alarm, or is over.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct EndTrigger {
    /// Which one.
    pub trigger: TriggerId,
}

impl Operation for EndTrigger {
    type Output = AccountPains;
    const NAME: &'static str = "leads.pains.end_trigger";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::post(
        "/triggers/{trigger}/end",
        "Ends a trigger before it expires",
    ));
}
