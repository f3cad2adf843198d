//! What a row says: typed values, or everything that is wrong with it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Subject, report::SkipReason};
use crate::{
    Complaint,
    values::{
        Domain, EmailAddress, Money, Written,
        text::{Body, ExternalKey, Line, Name},
    },
};

pub mod names;
mod reader;
#[cfg(test)]
mod tests;

pub use reader::{RowReader, read_row};
pub(super) use reader::{count, yes_or_no};

/// What reading a row came to. A problem in a field that the row cannot go without refuses the row; any other problem
/// leaves out its value and is reported as a warning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowReading {
    /// A row that can be imported.
    Taken {
        /// Its values.
        row: Box<Row>,
        /// Cells whose value was left out.
        warnings: Vec<CellProblem>,
    },
    /// A row that cannot be imported.
    Refused {
        /// All that is wrong with it, not only what refused it.
        problems: Vec<CellProblem>,
    },
    /// A row that is not meant to be imported.
    Left(SkipReason),
}

/// One cell that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CellProblem {
    /// Header of the column; empty where the file has none for the field.
    pub column: String,
    /// Key of the field.
    pub field: String,
    /// What the cell says, cut after 80 characters.
    pub value: String,
    /// What is wrong with it.
    #[schema(value_type = String)]
    pub complaint: Complaint,
}

/// The values of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// One of our people.
    Owner(OwnerRow),
    /// A company.
    Account(AccountRow),
    /// A person at a company.
    Contact(ContactRow),
    /// An opportunity.
    Deal(DealRow),
    /// A call, e-mail, meeting, note or task.
    Activity(ActivityRow),
    /// Two records that belong together.
    Link(LinkRow),
}

/// One of our people, as the other system knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnerRow {
    /// The key in the other system.
    pub source_key: ExternalKey,
    /// The address by which the person is found here.
    pub email: Option<EmailAddress>,
    /// First name.
    pub first_name: Option<Name>,
    /// Last name.
    pub last_name: Option<Name>,
}

/// A company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRow {
    /// What it is called; a company of which only the domain is known is called by it.
    pub name: Name,
    /// Web domain.
    pub domain: Option<Domain>,
    /// The key in the other system.
    pub source_key: Option<ExternalKey>,
    /// Industry.
    pub industry: Option<Line>,
    /// City.
    pub city: Option<Line>,
    /// Country, as written.
    pub country: Option<Line>,
    /// Number of employees.
    pub employees: Option<u32>,
    /// Revenue of a year.
    pub annual_revenue: Option<Money>,
    /// Key or label of the stage.
    pub stage: Option<Line>,
    /// Lead of the marketing leg.
    pub marketing_owner: Option<OwnerRef>,
    /// Lead of the sales leg.
    pub sales_owner: Option<OwnerRef>,
    /// Lead of the service leg.
    pub service_owner: Option<OwnerRef>,
    /// When the other system learned of it.
    pub created: Option<Written>,
}

/// A person at a company. At least one of address and key is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactRow {
    /// E-mail address.
    pub email: Option<EmailAddress>,
    /// The key in the other system.
    pub source_key: Option<ExternalKey>,
    /// First name.
    pub first_name: Option<Name>,
    /// Last name.
    pub last_name: Option<Name>,
    /// Phone number, as written.
    pub phone: Option<Line>,
    /// Job title.
    pub job_title: Option<Line>,
    /// Key or label of the buying role.
    pub buying_role: Option<Line>,
    /// The company.
    pub account: AccountRef,
    /// When the other system learned of the person.
    pub created: Option<Written>,
}

/// An opportunity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DealRow {
    /// What it is called.
    pub name: Name,
    /// The key in the other system.
    pub source_key: Option<ExternalKey>,
    /// What it is worth.
    pub amount: Option<Money>,
    /// Open, won or lost; from the state if it says so, else from the stage, else open.
    pub state: DealState,
    /// Key or label of the stage.
    pub stage: Option<Line>,
    /// The day on which it closes or closed.
    pub closes_on: Option<Written>,
    /// Who of us works on it.
    pub owner: Option<OwnerRef>,
    /// The company.
    pub account: AccountRef,
    /// Key of its contact in the other system.
    pub contact_key: Option<ExternalKey>,
    /// When the other system learned of it.
    pub created: Option<Written>,
}

/// A call, e-mail, meeting, note or task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityRow {
    /// The key in the other system.
    pub source_key: ExternalKey,
    /// What it was.
    pub kind: Option<ActivityKind>,
    /// When it happened or is due.
    pub happened_at: Option<Written>,
    /// What it is called.
    pub title: Option<Line>,
    /// What was said or written.
    pub body: Option<Body>,
    /// Who of us did it.
    pub owner: Option<OwnerRef>,
    /// The company.
    pub account: AccountRef,
    /// Key of its contact in the other system.
    pub contact_key: Option<ExternalKey>,
    /// Key of its deal in the other system.
    pub deal_key: Option<ExternalKey>,
    /// When the other system learned of it.
    pub created: Option<Written>,
}

/// Two records that belong together, by their keys in the other system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkRow {
    /// One of the two: accounts come before contacts, contacts before deals, deals before activities.
    pub one: Reference,
    /// The other.
    pub other: Reference,
}

/// A record of the other system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// What it is.
    pub subject: Subject,
    /// Its key there.
    pub key: ExternalKey,
}

/// How a row names its company: by any of these, the surest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AccountRef {
    /// The key in the other system.
    pub key: Option<ExternalKey>,
    /// Web domain.
    pub domain: Option<Domain>,
    /// Name.
    pub name: Option<Name>,
}

impl AccountRef {
    /// Whether the row names no company.
    pub const fn is_empty(&self) -> bool {
        self.key.is_none() && self.domain.is_none() && self.name.is_none()
    }
}

/// How a row names one of us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OwnerRef {
    /// By e-mail address.
    Address(EmailAddress),
    /// By name or by the key in the other system; only the people on both sides tell which.
    NameOrKey(Line),
}

/// Open, won or lost.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DealState {
    /// Not decided.
    #[default]
    Open,
    /// The buyer bought.
    Won,
    /// The buyer did not.
    Lost,
}

impl DealState {
    /// The state that a text says: `Closed Won`, `closedlost`, `gewonnen`, `open`.
    pub fn said(text: &str) -> Option<Self> {
        const WON: [&str; 8] = [
            "won",
            "gewonnen",
            "gagné",
            "gagnée",
            "ganado",
            "ganada",
            "wygrana",
            "closedwon",
        ];
        const LOST: [&str; 8] = [
            "lost",
            "verloren",
            "perdu",
            "perdue",
            "perdido",
            "perdida",
            "przegrana",
            "closedlost",
        ];
        const OPEN: [&str; 6] = ["open", "offen", "ouvert", "abierto", "new", "ongoing"];
        let words = super::mapping::words_of(text);
        let says = |known: &[&str]| words.split(' ').any(|word| known.contains(&word));
        match (says(&WON), says(&LOST), says(&OPEN)) {
            (true, false, _) => Some(Self::Won),
            (false, true, _) => Some(Self::Lost),
            (false, false, true) => Some(Self::Open),
            _ => None,
        }
    }
}

/// What kind of activity it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActivityKind {
    /// A call.
    Call,
    /// An e-mail.
    Email,
    /// A meeting.
    Meeting,
    /// A note.
    Note,
    /// A task.
    Task,
}

impl ActivityKind {
    /// The kind that a text says: `CALL`, `INCOMING_EMAIL`, `Meeting`.
    pub fn said(text: &str) -> Option<Self> {
        let words = super::mapping::words_of(text);
        let mut kinds = words.split(' ').filter_map(|word| {
            Some(match word {
                "call" | "phone" | "anruf" => Self::Call,
                "email" | "mail" => Self::Email,
                "meeting" | "event" | "appointment" | "termin" => Self::Meeting,
                "note" | "notiz" => Self::Note,
                "task" | "todo" | "aufgabe" => Self::Task,
                _ => return None,
            })
        });
        kinds.next()
    }
}
