//! What happened at an account, in one stream of the buyer and all legs.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Access, Department, Kind, Operation,
    activity::Fact,
    values::{
        Cursor, Limit, Page,
        ids::{AccountId, TouchId},
    },
};

/// Shows the timeline of an account, newest first. Removed touches are hidden; that something was removed is not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShowTimeline {
    /// Of which account.
    pub account: AccountId,
    /// Only of the buyer, of one leg, or of the product itself.
    pub lane: Option<Lane>,
    /// Only entries of this kind.
    pub kind: Option<EntryKind>,
    /// How many entries, 50 unless said.
    pub limit: Option<Limit>,
    /// Where the page begins.
    pub cursor: Option<Cursor>,
}

/// Who acted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lane {
    /// Somebody at the buyer, or the buyer as a whole: signals, moves along the journey.
    Buyer,
    /// Marketing.
    Marketing,
    /// Sales.
    Sales,
    /// Service.
    Service,
    /// The product itself, and people without a department.
    System,
}

impl Lane {
    /// All lanes.
    pub const ALL: [Self; 5] = [Self::Buyer, Self::Marketing, Self::Sales, Self::Service, Self::System];

    /// The lane of a leg.
    pub const fn of(department: Department) -> Self {
        match department {
            Department::Marketing => Self::Marketing,
            Department::Sales => Self::Sales,
            Department::Service => Self::Service,
        }
    }

    /// The leg of the lane.
    pub const fn leg(self) -> Option<Department> {
        match self {
            Self::Marketing => Some(Department::Marketing),
            Self::Sales => Some(Department::Sales),
            Self::Service => Some(Department::Service),
            Self::Buyer | Self::System => None,
        }
    }

    /// The key in addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Buyer => "buyer",
            Self::Marketing => "marketing",
            Self::Sales => "sales",
            Self::Service => "service",
            Self::System => "system",
        }
    }
}

/// A kind of entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// What our legs did.
    Touches,
    /// What the buyer did.
    Signals,
    /// Moves along the journey.
    Moves,
    /// What became of deals.
    Deals,
    /// Everything else: fields, leads, people.
    Record,
}

impl EntryKind {
    /// All kinds.
    pub const ALL: [Self; 5] = [Self::Touches, Self::Signals, Self::Moves, Self::Deals, Self::Record];

    /// The key in addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Touches => "touches",
            Self::Signals => "signals",
            Self::Moves => "moves",
            Self::Deals => "deals",
            Self::Record => "record",
        }
    }

    /// Kinds of facts that it consists of; none for signals, which are no facts of ours.
    pub const fn facts(self) -> &'static [&'static str] {
        match self {
            Self::Touches => &["touch_logged", "touch_removed", "touch_restored"],
            Self::Signals => &[],
            Self::Moves => &["account_moved"],
            Self::Deals => &[
                "deal_opened",
                "deal_edited",
                "deal_won",
                "deal_lost",
                "deal_reopened",
                "deal_trashed",
                "deal_restored",
            ],
            Self::Record => &[
                "account_created",
                "account_edited",
                "account_trashed",
                "account_restored",
                "leg_lead_named",
                "member_added",
                "member_removed",
                "contact_added",
                "contact_edited",
                "contact_trashed",
                "contact_restored",
            ],
        }
    }
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Which one.
    pub id: Uuid,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// Who acted.
    pub lane: Lane,
    /// Name of the person, on our side or the buyer's.
    pub who: Option<String>,
    /// What happened.
    pub what: What,
    /// The touch behind it, if whoever looks may remove it.
    pub removable: Option<TouchId>,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// Something of ours, recorded by a command.
    Fact(Box<Fact>),
    /// Something that the buyer did.
    Signal(Signal),
}

/// Something that the buyer did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signal {
    /// Key of the kind.
    pub kind: String,
    /// Where.
    pub venue: Option<String>,
    /// What about.
    pub topic: Option<String>,
    /// Public words.
    pub said: Option<String>,
}

impl Operation for ShowTimeline {
    type Output = Page<Entry>;
    const NAME: &'static str = "accounts.timeline";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
}
