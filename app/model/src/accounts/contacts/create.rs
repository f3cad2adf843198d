//! A person at an account becomes known.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{BuyingRole, Contact, Influence, Seniority, Track, WinState};
use crate::{
    Access, Kind, Operation, Rest,
    values::{
        EmailAddress,
        ids::AccountId,
        text::{Line, Name},
    },
};

/// Adds a person. One e-mail address is one person.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CreateContact {
    /// At which account; may be found out later.
    pub account: Option<AccountId>,
    /// The person's name.
    pub name: Name,
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
    /// Whether the person takes part in buying (unless said: yes), or is worth knowing without.
    pub track: Option<Track>,
}

impl Operation for CreateContact {
    type Output = Contact;
    const NAME: &'static str = "accounts.contacts.create";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::post("/contacts", "Adds a person at an account"));
}
