//! A leg writes down what it did.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{OccurredAt, Touch, TouchKind};
use crate::{
    Access, Department, Kind, Operation, Rest,
    values::{
        ids::{AccountId, ContactId},
        text::Body,
    },
};

/// Logs a note, a call, a meeting or a mail. Calls, meetings and mails count as acts of the leg; a note does not,
/// because nothing reached the buyer.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct LogTouch {
    /// For which account.
    pub account: AccountId,
    /// What kind.
    pub kind: TouchKind,
    /// What was done or heard.
    pub body: Body,
    /// With whom there.
    pub contact: Option<ContactId>,
    /// When; now unless said. Not in the future.
    pub occurred_at: Option<OccurredAt>,
    /// For which leg: one's own department. Only admins choose.
    pub leg: Option<Department>,
}

impl Operation for LogTouch {
    type Output = Touch;
    const NAME: &'static str = "accounts.touches.log";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::post("/accounts/{account}/activities", "Logs what a leg did"));
}
