//! What needs the person who asks.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    Access, Department, Kind, Operation,
    activity::Fact,
    journey::{Phase, board::Card},
    values::{
        ids::{AccountId, DealId},
        money::Money,
    },
};

/// Whose accounts are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// Those that the person leads for any leg.
    Mine,
    /// Those that the person's department answers for.
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
}

/// Tells what needs the person who asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShowToday {
    /// Whose accounts; unless said, what fits the role.
    #[serde(default)]
    pub whose: Option<Whose>,
}

impl ShowToday {
    /// How many rows each part shows; its count tells the rest.
    pub const ROWS: u64 = 6;
    /// How many days ahead an open deal counts as near.
    pub const NEAR_DAYS: u64 = 14;
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
    /// How many accounts that is.
    pub accounts: u32,
    /// Accounts without a lead for a leg; for a leg, those where it is this one that is missing.
    pub missing: Part<Card>,
    /// Accounts that stand longer than usual in a stage that the person's leg answers for.
    pub stalled: Part<Card>,
    /// Open deals whose close day has passed.
    pub overdue: Part<DueDeal>,
    /// Open deals whose close day comes within [`ShowToday::NEAR_DAYS`].
    pub due: Part<DueDeal>,
    /// The last thing day that still counts as near.
    pub near: NaiveDate,
    /// What others did on these accounts lately, newest first.
    pub news: Vec<News>,
    /// Accounts and open amount by stage, for who reads everything.
    pub funnel: Vec<FunnelStage>,
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

/// One stage of the funnel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FunnelStage {
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
