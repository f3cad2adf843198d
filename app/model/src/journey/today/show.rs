//! What needs the person who asks.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    Access, Actor, Department, Kind, Operation, Role,
    activity::Fact,
    journey::{Phase, board::Card, missing_legs::MissingLeg},
    values::{
        ids::{AccountId, DealId},
        money::Money,
    },
};

/// Whose accounts are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// Those that the person works on: leads a leg of, or works one beside its lead.
    Mine,
    /// All, as the person's department sees them.
    Leg,
    /// All.
    Everybody,
}

impl Whose {
    /// The key in addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Leg => "leg",
            Self::Everybody => "everybody",
        }
    }

    /// The choice with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Mine, Self::Leg, Self::Everybody]
            .into_iter()
            .find(|whose| whose.key() == key)
    }

    /// What somebody can choose from, the usual choice first.
    pub const fn choices(actor: &Actor) -> &'static [Self] {
        match (actor.department(), actor.role()) {
            (Some(_), Some(Role::Manager)) => &[Self::Leg, Self::Mine],
            (Some(_), Some(Role::Member)) => &[Self::Mine, Self::Leg],
            (Some(_), Some(_)) => &[Self::Everybody, Self::Leg],
            (None, _) | (_, None) => &[Self::Everybody],
        }
    }
}

/// One list of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TodayPart {
    /// Legs that owe an act.
    Owing,
    /// Accounts without a lead for a leg.
    Missing,
    /// Accounts that stand longer than usual.
    Stalled,
    /// Deals whose day has passed.
    Overdue,
    /// Deals whose day is near.
    Due,
}

impl TodayPart {
    /// The key in addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Owing => "owing",
            Self::Missing => "missing",
            Self::Stalled => "stalled",
            Self::Overdue => "overdue",
            Self::Due => "due",
        }
    }

    /// The list with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Owing, Self::Missing, Self::Stalled, Self::Overdue, Self::Due]
            .into_iter()
            .find(|part| part.key() == key)
    }
}

/// Tells what needs the person who asks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShowToday {
    /// Whose accounts; unless said, what fits the role.
    pub whose: Option<Whose>,
    /// Only this list, with more of its rows: the same rows that its count on the whole page counts.
    pub part: Option<TodayPart>,
    /// How many times [`Self::ROWS_ALONE`] rows of it; once unless said, at most [`Self::MOST_STEPS`] times.
    pub steps: Option<u8>,
}

impl ShowToday {
    /// How many rows each list shows; its count tells the rest.
    pub const ROWS: u64 = 6;
    /// How many rows one list alone shows.
    pub const ROWS_ALONE: u64 = 200;
    /// How often one list alone grows by as many rows. Whoever has more to do than this needs a list with conditions.
    pub const MOST_STEPS: u8 = 5;
    /// How many days ahead an open deal counts as near.
    pub const NEAR_DAYS: u64 = 14;
    /// How many days back news are told.
    pub const NEWS_DAYS: i64 = 7;
}

impl Operation for ShowToday {
    type Output = Today;
    const NAME: &'static str = "journey.today.show";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
}

/// What needs somebody today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Today {
    /// Whose accounts were looked at.
    pub whose: Whose,
    /// The day, on the company's calendar.
    pub day: NaiveDate,
    /// How many accounts that is.
    pub accounts: u32,
    /// Legs that owe an act, the longest missing first: of the accounts that the person leads, or of his department. They
    /// are told to whoever leads, not to those who work beside him.
    pub owing: Part<MissingLeg>,
    /// Accounts without a lead for a leg; for a department, those where it is this leg that is missing.
    pub missing: Part<Card>,
    /// Accounts that stand longer than usual in a stage that the person's leg answers for, longest first.
    pub stalled: Part<Card>,
    /// Open deals whose close day has passed, the oldest first.
    pub overdue: Part<DueDeal>,
    /// Open deals whose close day comes within [`ShowToday::NEAR_DAYS`], the next first.
    pub due: Part<DueDeal>,
    /// What others did on these accounts lately, newest first.
    pub news: Vec<News>,
    /// Accounts and open amount by stage, for who reads everything.
    pub stages: Vec<StageNow>,
}

/// Some rows and how many there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part<T> {
    /// How many there are.
    pub count: u32,
    /// The first of them.
    pub rows: Vec<T>,
}

impl<T> Default for Part<T> {
    fn default() -> Self {
        Self {
            count: 0,
            rows: Vec::new(),
        }
    }
}

/// An open deal that is to be decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueDeal {
    /// Which deal.
    pub deal: DealId,
    /// What it is about.
    pub name: String,
    /// With which account.
    pub account: AccountId,
    /// The account's name.
    pub account_name: String,
    /// Its amount.
    pub amount: Money,
    /// When it is to be decided.
    pub close_on: NaiveDate,
    /// Name of who is at it.
    pub owner: Option<String>,
}

/// Something that somebody else did on one of the accounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    /// On which account.
    pub account: AccountId,
    /// The account's name.
    pub account_name: String,
    /// For which leg.
    pub leg: Option<Department>,
    /// Name of who did it; `None` for the product itself.
    pub person: Option<String>,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// What.
    pub fact: Fact,
}

/// One stage on the way, and who stands there now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageNow {
    /// Key of the stage.
    pub stage: String,
    /// Its name.
    pub name: String,
    /// The part of the journey.
    pub phase: Phase,
    /// How many accounts are in it.
    pub count: u32,
    /// What their open deals add up to.
    pub open_amount: Money,
    /// How many stay longer than usual.
    pub stalled: u32,
}
