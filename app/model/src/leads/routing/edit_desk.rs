//! How many leads somebody of sales takes.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::show::Desk;
use crate::{Access, Complaint, FieldErrors, Kind, Operation, Rest, values::ids::PersonId};

/// Says on how many leads somebody of sales can work at once, and whether he takes new ones at present. Leads that he has
/// stay his.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct EditDesk {
    /// Who.
    pub person: PersonId,
    /// On how many leads at once, 1 to 1,000.
    pub capacity: u32,
    /// Takes no new leads, such as on leave. Leads of his accounts go to others meanwhile.
    #[serde(default)]
    pub away: bool,
}

impl EditDesk {
    /// The most leads that somebody can be said to work on.
    pub const MOST: u32 = 1_000;
}

impl Operation for EditDesk {
    type Output = Desk;
    const NAME: &'static str = "leads.routing.edit_desk";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Managers;
    const REST: Option<Rest> = Some(Rest::patch(
        "/routing/people/{person}",
        "Say on how many leads somebody of sales can work, and whether he takes new ones",
    ));

    fn check(&self) -> Result<(), FieldErrors> {
        FieldErrors::none()
            .unless(self.capacity >= 1, "capacity", Complaint::AtLeast(1))
            .unless(
                self.capacity <= Self::MOST,
                "capacity",
                Complaint::AtMost(Self::MOST.into()),
            )
            .into_result()
    }
}
