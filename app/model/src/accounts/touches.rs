//! Touches: what one of our legs did for or with the buyer.

pub mod log;
pub mod remove;
pub mod restore;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Complaint, Department,
    values::{
        DayOrder, Written,
        ids::{AccountId, ContactId, TouchId},
        zone::Zone,
    },
};

/// Something that one of our legs did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Touch {
    /// Which one.
    pub id: TouchId,
    /// For which account.
    pub account: AccountId,
    /// With whom there.
    pub contact: Option<ContactId>,
    /// For which leg.
    pub leg: Department,
    /// What kind.
    pub kind: TouchKind,
    /// What was written about it.
    pub body: String,
    /// When it happened.
    pub occurred_at: DateTime<Utc>,
}

/// What kind of touch it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TouchKind {
    /// Something written down; no contact with the buyer.
    Note,
    /// A call.
    Call,
    /// A meeting, in a room or by video.
    Meeting,
    /// A mail written by a person.
    Mail,
}

impl TouchKind {
    /// All kinds, in the order of the composer.
    pub const ALL: [Self; 4] = [Self::Note, Self::Call, Self::Meeting, Self::Mail];

    /// The key in tables, files and addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Call => "call",
            Self::Meeting => "meeting",
            Self::Mail => "mail",
        }
    }

    /// The kind with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// Whether it reached the buyer. A note did not, so it is no act of its leg.
    pub const fn is_act(self) -> bool {
        !matches!(self, Self::Note)
    }
}

/// A moment as a form or a program writes it: `2026-11-17T15:30` on the clocks of whoever writes it, or with its
/// distance to UTC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, format = "date-time")]
pub struct OccurredAt(String);

impl OccurredAt {
    /// The moment, where clocks are those of `zone`.
    pub fn moment(&self, zone: &Zone) -> Result<DateTime<Utc>, Complaint> {
        Written::read(&self.0, DayOrder::DayFirst).map(|written| written.moment(zone))
    }
}

impl TryFrom<String> for OccurredAt {
    type Error = Complaint;

    fn try_from(text: String) -> Result<Self, Complaint> {
        Written::read(&text, DayOrder::DayFirst)?;
        Ok(Self(text))
    }
}

impl From<OccurredAt> for String {
    fn from(at: OccurredAt) -> Self {
        at.0
    }
}
