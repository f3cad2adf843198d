//! Everything that can go wrong, as kinds. Words are made in one place, in `ui`.
//!
//! [`Failure`] is the only error that crosses the wire. What went wrong inside (`engine::Fault`) stays in the log under
//! the reference that [`Failure::Internal`] carries.

use std::{collections::BTreeMap, fmt, str::FromStr};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Department, access::Denied, agreement, leads::rules::LeadRule};

/// The answer of an operation that did not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_arch = "wasm32"), serde(tag = "kind", content = "detail"))]
#[cfg_attr(target_arch = "wasm32", serde(remote = "Self"))]
pub enum Failure {
    /// Nobody has signed in, or the session has ended.
    #[error("sign in first")]
    Unauthenticated,
    /// The role or the record does not allow it.
    #[error("not allowed")]
    Forbidden,
    /// It does not exist, or the actor may not know that it does.
    #[error("not found")]
    NotFound,
    /// Somebody else changed the record in between.
    #[error("changed by somebody else")]
    Conflict(Conflict),
    /// Fields that need another value.
    #[error("invalid: {0}")]
    Invalid(FieldErrors),
    /// A rule of the product refused it.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// Too many tries.
    #[error("too many tries")]
    TooMany {
        /// Seconds until the next try is welcome.
        retry_after: u32,
    },
    /// The database or another part is not there right now; trying again helps.
    #[error("unavailable")]
    Unavailable,
    /// Our fault; the log has the reason under the reference.
    #[error("internal error {reference}")]
    Internal {
        /// The request id under which the log tells more.
        reference: String,
    },
}

#[cfg(target_arch = "wasm32")]
crate::by_tag!(Failure, "kind", "detail");

/// What the second editor of a record is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Conflict {
    /// The version that is stored now.
    pub version: i32,
    /// Name of who changed it last, where known.
    pub by: Option<String>,
    /// What is stored now, by field, for those fields that differ from what was sent.
    pub stored: BTreeMap<String, String>,
}

/// Rules of the product that refuse a command. One variant each, so that page, API and log can each say it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_arch = "wasm32"), serde(tag = "rule"))]
#[cfg_attr(target_arch = "wasm32", serde(remote = "Self"))]
pub enum Refusal {
    /// E-mail address and password do not belong together, or the person cannot sign in.
    WrongCredentials,
    /// The first admin exists already.
    AlreadySetUp,
    /// The link was used, revoked, replaced or has expired.
    LinkNotValid,
    /// The last admin cannot lose the role or be deactivated.
    LastAdmin,
    /// The account stands in this stage already.
    AlreadyThere,
    /// The journey has no such stage.
    UnknownStage,
    /// Customer stages need a won deal.
    NotACustomerYet {
        /// Name of the stage that was asked for.
        stage: String,
    },
    /// The move was taken back already, or is itself the taking back of one.
    NothingToUndo,
    /// The deal was won or lost already.
    DealDecided,
    /// The deal is open.
    DealNotDecided,
    /// The record is in the trash; restore it first.
    InTrash,
    /// The record is not in the trash.
    NotInTrash,
    /// Other currencies than the organisation's are not kept.
    OtherCurrency {
        /// ISO code of the organisation's currency.
        ours: String,
    },
    /// The import is not in a state that allows this.
    ImportNotReady {
        /// The state it is in.
        state: String,
    },
    /// The file cannot be read as a table.
    UnreadableFile {
        /// Which rule of reading it broke.
        reason: String,
    },
    /// The same idempotency key was used for other input.
    KeyUsedForOtherInput,
    /// The database is not empty.
    NotEmpty,
    /// Deals are kept in the currency, so it stands.
    CurrencyInUse {
        /// ISO code of the organisation's currency.
        ours: String,
    },
    /// A company cannot belong to itself, nor to one that belongs to it.
    BelowItself,
    /// Companies cannot stand above one another without end.
    TooManyLevels {
        /// How many levels there may be.
        most: u32,
    },
    /// The person leads this leg already.
    LeadsThisLeg,
    /// The person works this leg already.
    WorksThisLeg,
    /// As many people work this leg beside its lead as may.
    LegIsFull {
        /// How many that are.
        most: u32,
    },
    /// The fact was replaced, withdrawn or decided against.
    FactNotStanding,
    /// No fact stepped back for this one.
    NothingSettled,
    /// Only a job that failed every time can be tried again.
    JobNotFailed,
    /// The person is not in a state that allows this.
    PersonNotReady {
        /// The state that the person is in.
        state: String,
    },
    /// Only a draft of an agreement is changed and proposed.
    AgreementNotADraft {
        /// Where the version stands.
        state: agreement::State,
    },
    /// Only a proposed version of an agreement is signed and taken back.
    AgreementNotProposed {
        /// Where the version stands.
        state: agreement::State,
    },
    /// What is or was in force, or was withdrawn already, is not withdrawn.
    AgreementSettled {
        /// Where the version stands.
        state: agreement::State,
    },
    /// A newer version of the agreement came into force while this one waited for signatures.
    AgreementOvertaken {
        /// Number of the newer one.
        by: i32,
    },
    /// The department signed this version already.
    DepartmentHasSigned {
        /// Which one.
        department: Department,
    },
    /// The person signed this version for another department.
    SignedForAnother {
        /// For which one.
        department: Department,
    },
    /// A version drops stages in which accounts stand and does not say where they go.
    StageHasAccounts {
        /// All such stages.
        stages: Vec<StageWithAccounts>,
    },
    /// The person leads accounts for the department that he is to leave.
    LeadsAccounts {
        /// Which department.
        department: Department,
        /// How many accounts.
        accounts: u64,
    },
    /// No signed version of the agreement waits for a day that has come.
    NothingToBringIntoForce,
    /// More views than a row of tabs can hold.
    TooManyViews {
        /// Those that everybody sees; otherwise the person's own.
        shared: bool,
        /// How many there may be.
        most: u32,
    },
    /// A rule about leads.
    Lead {
        /// Which one.
        broken: LeadRule,
    },
    /// A rule of engagement allows no further touch for now.
    TooManyTouches {
        /// Name of the rule.
        name: String,
        /// So many touches it allows.
        most: u16,
        /// Within so many days.
        within_days: u16,
        /// From this moment on it allows the next one.
        again_at: DateTime<Utc>,
    },
}

#[cfg(target_arch = "wasm32")]
crate::by_tag!(Refusal, "rule");

/// A stage that accounts stand in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StageWithAccounts {
    /// Its key.
    pub key: String,
    /// The name that people read.
    pub name: String,
    /// How many accounts stand there.
    pub accounts: u64,
    /// How many of them somebody holds there.
    pub held: u64,
}

impl Failure {
    /// The HTTP status for pages, browser calls and the REST API alike.
    pub const fn status(&self) -> u16 {
        match self {
            Self::Unauthenticated | Self::Refused(Refusal::WrongCredentials) => 401,
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::Invalid(_) => 422,
            Self::Conflict(_) | Self::Refused(_) => 409,
            Self::TooMany { .. } => 429,
            Self::Unavailable => 503,
            Self::Internal { .. } => 500,
        }
    }

    /// One wrong field.
    pub fn field(name: &str, complaint: Complaint) -> Self {
        Self::Invalid(FieldErrors::of(name, complaint))
    }
}

impl From<FieldErrors> for Failure {
    fn from(errors: FieldErrors) -> Self {
        Self::Invalid(errors)
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<LeadRule> for Refusal {
    fn from(broken: LeadRule) -> Self {
        Self::Lead { broken }
    }
}

impl From<Denied> for Failure {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::SignInFirst => Self::Unauthenticated,
            Denied::NotYours => Self::Forbidden,
        }
    }
}

/// What is wrong with the fields of an input, by name of the field.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(value_type = BTreeMap<String, String>)]
pub struct FieldErrors(BTreeMap<String, Complaint>);

impl FieldErrors {
    /// Nothing is wrong.
    pub fn none() -> Self {
        Self::default()
    }

    /// One complaint.
    pub fn of(field: &str, complaint: Complaint) -> Self {
        Self::none().and(field, complaint)
    }

    /// One complaint more; the first about a field stays.
    #[must_use]
    pub fn and(mut self, field: &str, complaint: Complaint) -> Self {
        self.0.entry(field.to_owned()).or_insert(complaint);
        self
    }

    /// One complaint more unless `fine`.
    #[must_use]
    pub fn unless(self, fine: bool, field: &str, complaint: Complaint) -> Self {
        if fine { self } else { self.and(field, complaint) }
    }

    /// Notes a complaint unless `fine`; the first about a field stays.
    pub fn require(&mut self, fine: bool, field: &str, complaint: Complaint) {
        if !fine {
            self.0.entry(field.to_owned()).or_insert(complaint);
        }
    }

    /// `Ok` when nothing is wrong.
    pub fn into_result(self) -> Result<(), Self> {
        if self.0.is_empty() { Ok(()) } else { Err(self) }
    }

    /// The complaint about one field.
    pub fn get(&self, field: &str) -> Option<&Complaint> {
        self.0.get(field)
    }

    /// All complaints, by name of the field.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Complaint)> {
        self.0.iter().map(|(field, complaint)| (field.as_str(), complaint))
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for FieldErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, (field, complaint)) in self.iter().enumerate() {
            if place > 0 {
                f.write_str(", ")?;
            }
            write!(f, "{field}: {complaint}")?;
        }
        Ok(())
    }
}

/// What is wrong with one value. Its text form (`too_long:80`) travels through serde errors, so that decoding a value
/// and checking it complain in the same words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Complaint {
    /// Nothing was given.
    Required,
    /// More characters than this.
    TooLong(u32),
    /// Fewer characters than this.
    TooShort(u32),
    /// Characters that cannot be shown, such as control characters.
    Unprintable,
    /// No e-mail address.
    NotAnEmail,
    /// No web domain.
    NotADomain,
    /// No number where one is needed.
    NotANumber,
    /// No amount of money.
    NotAnAmount,
    /// More decimals than this.
    TooManyDecimals(u32),
    /// No ISO currency code.
    NotACurrency,
    /// No day of the calendar.
    NotADate,
    /// Can be read in two ways, and nothing says in which.
    Ambiguous,
    /// No time zone of the IANA list.
    NotATimeZone,
    /// None of the offered choices.
    NotAChoice,
    /// Larger than this.
    AtMost(i64),
    /// Smaller than this.
    AtLeast(i64),
    /// Somebody or something has it already.
    Taken,
    /// No such record.
    NoSuch,
    /// Common passwords and ones that repeat the address are guessed first.
    Guessable,
    /// Lies in the future where it cannot.
    InTheFuture,
    /// Lies in the past where it cannot.
    InThePast,
    /// Cannot be read at all.
    Malformed,
    /// Members and managers need a department.
    DepartmentNeeded,
    /// Two columns were mapped to one field.
    MappedTwice,
    /// An amount in another currency than the organisation's.
    OtherCurrency,
    /// A stage of customers, for an account with which no deal was won.
    NotACustomerYet,
    /// A person of another department.
    OtherDepartment,
    /// Not the password that is stored.
    WrongPassword,
    /// Ends before it begins.
    BeforeTheStart,
    /// A phase of the journey stands behind a later one.
    OutOfOrder,
    /// A journey without a stage of customers.
    NoCustomerStage,
    /// Accounts begin in the first stage, so nothing can be asked of them there.
    NothingAsked,
    /// Where an account stands cannot be asked to decide where it stands.
    AsksItself,
    /// Begins before another one has ended.
    Overlaps,
    /// A calendar without an open minute.
    NeverOpen,
    /// One leg gives to itself.
    SameLeg,
    /// Asks something about a lead where there is none.
    NeedsALead,
    /// No opening hours.
    NotHours,
    /// The line with this number says no day with a name.
    NotAHoliday(u32),
    /// Points are given for each of something that cannot be counted.
    NotCounted,
}

impl Complaint {
    fn parts(&self) -> (&'static str, Option<i64>) {
        match self {
            Self::Required => ("required", None),
            Self::TooLong(limit) => ("too_long", Some(i64::from(*limit))),
            Self::TooShort(limit) => ("too_short", Some(i64::from(*limit))),
            Self::Unprintable => ("unprintable", None),
            Self::NotAnEmail => ("not_an_email", None),
            Self::NotADomain => ("not_a_domain", None),
            Self::NotANumber => ("not_a_number", None),
            Self::NotAnAmount => ("not_an_amount", None),
            Self::TooManyDecimals(limit) => ("too_many_decimals", Some(i64::from(*limit))),
            Self::NotACurrency => ("not_a_currency", None),
            Self::NotADate => ("not_a_date", None),
            Self::Ambiguous => ("ambiguous", None),
            Self::NotATimeZone => ("not_a_time_zone", None),
            Self::NotAChoice => ("not_a_choice", None),
            Self::AtMost(limit) => ("at_most", Some(*limit)),
            Self::AtLeast(limit) => ("at_least", Some(*limit)),
            Self::Taken => ("taken", None),
            Self::NoSuch => ("no_such", None),
            Self::Guessable => ("guessable", None),
            Self::InTheFuture => ("in_the_future", None),
            Self::InThePast => ("in_the_past", None),
            Self::Malformed => ("malformed", None),
            Self::DepartmentNeeded => ("department_needed", None),
            Self::MappedTwice => ("mapped_twice", None),
            Self::OtherCurrency => ("other_currency", None),
            Self::NotACustomerYet => ("not_a_customer_yet", None),
            Self::OtherDepartment => ("other_department", None),
            Self::WrongPassword => ("wrong_password", None),
            Self::BeforeTheStart => ("before_the_start", None),
            Self::OutOfOrder => ("out_of_order", None),
            Self::NoCustomerStage => ("no_customer_stage", None),
            Self::NothingAsked => ("nothing_asked", None),
            Self::AsksItself => ("asks_itself", None),
            Self::Overlaps => ("overlaps", None),
            Self::NeverOpen => ("never_open", None),
            Self::SameLeg => ("same_leg", None),
            Self::NeedsALead => ("needs_a_lead", None),
            Self::NotHours => ("not_hours", None),
            Self::NotCounted => ("not_counted", None),
            Self::NotAHoliday(line) => ("not_a_holiday", Some(i64::from(*line))),
        }
    }
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.parts() {
            (code, Some(limit)) => write!(f, "{code}:{limit}"),
            (code, None) => f.write_str(code),
        }
    }
}

/// The text is no complaint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown complaint")]
pub struct UnknownComplaint;

impl FromStr for Complaint {
    type Err = UnknownComplaint;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (code, limit) = match text.split_once(':') {
            Some((code, limit)) => (code, Some(limit)),
            None => (text, None),
        };
        let number = || {
            limit
                .and_then(|limit| limit.parse::<i64>().ok())
                .ok_or(UnknownComplaint)
        };
        let length = || number().and_then(|limit| u32::try_from(limit).or(Err(UnknownComplaint)));
        Ok(match code {
            "required" => Self::Required,
            "too_long" => Self::TooLong(length()?),
            "too_short" => Self::TooShort(length()?),
            "unprintable" => Self::Unprintable,
            "not_an_email" => Self::NotAnEmail,
            "not_a_domain" => Self::NotADomain,
            "not_a_number" => Self::NotANumber,
            "not_an_amount" => Self::NotAnAmount,
            "too_many_decimals" => Self::TooManyDecimals(length()?),
            "not_a_currency" => Self::NotACurrency,
            "not_a_date" => Self::NotADate,
            "ambiguous" => Self::Ambiguous,
            "not_a_time_zone" => Self::NotATimeZone,
            "not_a_choice" => Self::NotAChoice,
            "at_most" => Self::AtMost(number()?),
            "at_least" => Self::AtLeast(number()?),
            "taken" => Self::Taken,
            "no_such" => Self::NoSuch,
            "guessable" => Self::Guessable,
            "in_the_future" => Self::InTheFuture,
            "in_the_past" => Self::InThePast,
            "malformed" => Self::Malformed,
            "department_needed" => Self::DepartmentNeeded,
            "mapped_twice" => Self::MappedTwice,
            "other_currency" => Self::OtherCurrency,
            "not_a_customer_yet" => Self::NotACustomerYet,
            "other_department" => Self::OtherDepartment,
            "wrong_password" => Self::WrongPassword,
            "before_the_start" => Self::BeforeTheStart,
            "out_of_order" => Self::OutOfOrder,
            "no_customer_stage" => Self::NoCustomerStage,
            "nothing_asked" => Self::NothingAsked,
            "asks_itself" => Self::AsksItself,
            "overlaps" => Self::Overlaps,
            "never_open" => Self::NeverOpen,
            "same_leg" => Self::SameLeg,
            "needs_a_lead" => Self::NeedsALead,
            "not_hours" => Self::NotHours,
            "not_counted" => Self::NotCounted,
            "not_a_holiday" => Self::NotAHoliday(length()?),
            _ => return Err(UnknownComplaint),
        })
    }
}

impl From<Complaint> for String {
    fn from(complaint: Complaint) -> Self {
        complaint.to_string()
    }
}

impl TryFrom<String> for Complaint {
    type Error = UnknownComplaint;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_complaint_survives_its_text_form() {
        for complaint in [
            Complaint::Required,
            Complaint::TooLong(80),
            Complaint::TooShort(3),
            Complaint::Unprintable,
            Complaint::NotAnEmail,
            Complaint::NotADomain,
            Complaint::NotANumber,
            Complaint::NotAnAmount,
            Complaint::TooManyDecimals(2),
            Complaint::NotACurrency,
            Complaint::NotADate,
            Complaint::Ambiguous,
            Complaint::NotATimeZone,
            Complaint::NotAChoice,
            Complaint::AtMost(-3),
            Complaint::AtLeast(9),
            Complaint::Taken,
            Complaint::NoSuch,
            Complaint::Guessable,
            Complaint::InTheFuture,
            Complaint::InThePast,
            Complaint::Malformed,
            Complaint::DepartmentNeeded,
            Complaint::MappedTwice,
            Complaint::OtherCurrency,
            Complaint::NotACustomerYet,
            Complaint::OtherDepartment,
            Complaint::WrongPassword,
            Complaint::BeforeTheStart,
            Complaint::OutOfOrder,
            Complaint::NoCustomerStage,
            Complaint::NothingAsked,
            Complaint::AsksItself,
            Complaint::Overlaps,
            Complaint::NeverOpen,
            Complaint::SameLeg,
            Complaint::NeedsALead,
            Complaint::NotHours,
            Complaint::NotAHoliday(3),
        ] {
            assert_eq!(complaint.to_string().parse(), Ok(complaint));
        }
    }
}
