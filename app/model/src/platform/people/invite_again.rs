//! An invitation got lost or ran out.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::invite::LinkMade;
use crate::{Access, Kind, Operation, Rest, values::ids::PersonId};

/// Makes a new link for a person who has not chosen a password yet. Older links stop working.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct InviteAgain {
    /// Whom.
    pub person: PersonId,
}

impl Operation for InviteAgain {
    type Output = LinkMade;
    const NAME: &'static str = "platform.people.invite_again";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Admins;
    const REST: Option<Rest> = Some(Rest::post("/people/{person}/invitation", "Invite a person again"));
    const SECRETS: &'static [&'static str] = &["link"];
}
