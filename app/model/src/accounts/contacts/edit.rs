//! Fields of a contact get other values.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{BuyingRole, Contact, Influence, Seniority, Track, WinState};
use crate::{
    Access, Kind, Operation, Rest,
    values::{
        EmailAddress, Version,
        ids::{AccountId, ContactId},
        text::{Line, Name},
    },
};

/// Changes some fields of a contact: those that are given, and those that `clear` names.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct EditContact {
    /// Which one.
    pub contact: ContactId,
    /// The version that the person was looking at.
    pub version: Version,
    /// The account where the person works now.
    pub account: Option<AccountId>,
    /// The person's name.
    pub name: Option<Name>,
    /// The e-mail address.
    pub email: Option<EmailAddress>,
    /// The telephone number.
    pub phone: Option<Line>,
    /// What the person does there.
    pub job_title: Option<Line>,
    /// The part that the person plays when the account buys.
    pub buying_role: Option<BuyingRole>,
    /// How high the person stands in the company.
    pub seniority: Option<Seniority>,
    /// How much the others listen to the person.
    pub influence: Option<Influence>,
    /// What the person hopes to win by it, in the person's own words.
    pub win: Option<Line>,
    /// What became of that.
    pub win_state: Option<WinState>,
    /// Whether the person takes part in buying, or is worth knowing without.
    pub track: Option<Track>,
    /// Fields that are emptied unless a value is given for them.
    #[serde(default)]
    pub clear: Vec<ContactField>,
}

/// Fields of a contact that may be empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ContactField {
    /// The e-mail address.
    Email,
    /// The telephone number.
    Phone,
    /// What the person does there.
    JobTitle,
    /// The part that the person plays when the account buys.
    BuyingRole,
    /// How high the person stands in the company.
    Seniority,
    /// How much the others listen to the person.
    Influence,
    /// What the person hopes to win by it.
    Win,
    /// What became of that.
    WinState,
}

impl Operation for EditContact {
    type Output = Contact;
    const NAME: &'static str = "accounts.contacts.edit";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> =
        Some(Rest::patch("/contacts/{contact}", "Changes fields of a contact").versioned("version"));
}
