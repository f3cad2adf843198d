//! The first visit to a new installation: its company and its first admin.

use serde::{Deserialize, Serialize};

use crate::{
    Access, Complaint, FieldErrors, Kind, Operation,
    values::{EmailAddress, money::Currency, password::NewPassword, text::Name},
};

/// Names the organisation and makes the first admin, who is then signed in. Works once.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SetUp {
    /// The company's name.
    pub organisation: Name,
    /// The currency that deals are kept in.
    pub currency: Currency,
    /// IANA name of the company's time zone.
    pub time_zone: Name,
    /// The admin's name.
    pub name: Name,
    /// The address that the admin signs in with.
    pub email: EmailAddress,
    /// The admin's password.
    pub password: NewPassword,
}

impl Operation for SetUp {
    type Output = ();
    const NAME: &'static str = "platform.people.set_up";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Anyone;
    const SECRETS: &'static [&'static str] = &["password"];

    fn check(&self) -> Result<(), FieldErrors> {
        FieldErrors::none()
            .unless(!self.password.repeats(&self.email), "password", Complaint::Guessable)
            .into_result()
    }
}
