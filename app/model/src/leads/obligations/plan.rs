//! A leg says when it turns to the buyer next.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::list::ObligationRow;
use crate::{Access, Kind, Operation, Rest, values::ids::ObligationId};

/// Says when the next touch will be, for one's own leg. It is evidence for everything of the kind that the leg owes there
/// about the same lead.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PlanNextTouch {
    /// Which obligation it answers.
    pub obligation: ObligationId,
    /// The day of the next touch; today or later.
    pub on: NaiveDate,
}

impl Operation for PlanNextTouch {
    type Output = ObligationRow;
    const NAME: &'static str = "leads.obligations.plan";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::post(
        "/obligations/{obligation}/plan",
        "Say when the next touch will be",
    ));
}
