//! Somebody gives a name: a lead begins.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::list::LeadRow;
use crate::{
    Access, Complaint, FieldErrors, Kind, Operation, Rest,
    values::{
        Domain, EmailAddress,
        ids::{ContactId, PersonId},
        text::{Line, Name},
    },
};

/// How many days after its capture somebody does something about a lead, unless said.
pub const USUAL_FIRST_TOUCH_DAYS: u64 = 2;

/// Captures a lead: of a person who is known, or of one who gave a name. Who is known by the e-mail address stays the same
/// record. The account is found by domain and name unless the person has one already.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
pub struct CaptureLead {
    /// The person, where known; everything about who it is stands with the contact then.
    #[serde(default)]
    pub contact: Option<ContactId>,
    /// The person's name.
    #[serde(default)]
    pub name: Option<Name>,
    /// The person's e-mail address.
    #[serde(default)]
    pub email: Option<EmailAddress>,
    /// The company's name.
    #[serde(default)]
    pub company: Option<Name>,
    /// The company's web domain.
    #[serde(default)]
    pub website: Option<Domain>,
    /// In which country it is.
    #[serde(default)]
    pub country: Option<Line>,
    /// Who owns it; unless said whoever captures it, and where that is somebody without a department to whom routing finds.
    #[serde(default)]
    pub owner: Option<PersonId>,
    /// When somebody does something about it next; in two days unless said.
    #[serde(default)]
    pub next_on: Option<NaiveDate>,
}

impl Operation for CaptureLead {
    type Output = LeadRow;
    const NAME: &'static str = "leads.chain.capture";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::post("/leads", "Capture a lead"));

    fn check(&self) -> Result<(), FieldErrors> {
        let named = self.contact.is_some() || self.name.is_some();
        FieldErrors::none()
            .unless(named, "name", Complaint::Required)
            .into_result()
    }
}
