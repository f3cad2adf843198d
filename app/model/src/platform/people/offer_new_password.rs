//! An admin helps somebody who cannot get in any more.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::invite::LinkMade;
use crate::{Access, Kind, Operation, values::ids::PersonId};

/// Makes a link through which a person chooses a new password, to be passed on by hand: for installations that send no
/// mail. Older links stop working; the present password goes on working until then.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct OfferNewPassword {
    /// To whom.
    pub person: PersonId,
}

impl Operation for OfferNewPassword {
    type Output = LinkMade;
    const NAME: &'static str = "platform.people.offer_new_password";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Admins;
    const SECRETS: &'static [&'static str] = &["link"];
}
