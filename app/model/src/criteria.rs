//! Criteria: the one rule language. A criterion is data, is refused as a whole when it is bad ([`Criterion::check`]),
//! reads as an English sentence ([`Criterion::describe`]), and is evaluated over [`facts::AccountFacts`] by one function,
//! with or without a receipt.
//!
//! Time is an argument. A window of *n* days at a moment *t* counts rows with *t* - *n* days < occurred at <= *t*. Every
//! answer says until when it holds though nothing happens ([`Verdict::until`]).

pub mod builder;
mod check;
mod describe;
pub(crate) mod evaluate;
pub mod facts;
#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub(crate) use self::describe::{
    describe_found, describe_row,
    words::{list, signal as signal_words},
};
pub use self::{
    check::{MOST_CONDITIONS, MOST_DAYS, MOST_DEPTH, MOST_ROWS, MOST_TEXT},
    evaluate::{Moment, Verdict},
};
use crate::{
    Department,
    accounts::{
        contacts::BuyingRole,
        deals::DealState,
        signals::{SignalKind, SourceType},
        touches::TouchKind,
    },
    leads::pains::evidence::EvidenceSource,
};

/// A rule over the facts of an account.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Criterion {
    /// Holds where each of them does.
    #[schema(no_recursion)]
    All(Vec<Self>),
    /// Holds where one of them does.
    #[schema(no_recursion)]
    Any(Vec<Self>),
    /// Holds where it does not.
    #[schema(no_recursion)]
    Not(Box<Self>),
    /// One question about the facts.
    Condition(Condition),
}

/// One question about the facts of an account.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// What the company does.
    Industry(TextTest),
    /// In which country it is.
    Country(TextTest),
    /// In which city it is.
    City(TextTest),
    /// How many people work there.
    Employees(Limit),
    /// Revenue of a year.
    AnnualRevenue(AmountLimit),
    /// Whether legs have a lead.
    Leads(LeadTest),
    /// What the buyer did.
    Signals(SignalCount),
    /// What our legs did.
    Touches(TouchCount),
    /// Who is known there.
    Contacts(ContactCount),
    /// How many deals there are.
    Deals(DealCount),
    /// What deals are worth together.
    DealAmount(DealAmount),
    /// Where the account stands.
    Stage(StageTest),
    /// Whole days that it has stood there.
    DaysInStage(Limit),
    /// Whether it has a pain, by evidence.
    Pain(PainTest),
    /// Whether a crisis befell it that makes pains urgent.
    Trigger(TriggerTest),
    /// Points for being the kind of company that buys. Asked of a lead.
    Fit(Limit),
    /// Points for what was done. Asked of a lead.
    Engagement(Limit),
}

/// A question about a text. Capital and small letters are the same.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TextTest {
    /// It is known.
    Known,
    /// It is one of these.
    OneOf(Vec<String>),
    /// This is a part of it.
    Contains(String),
}

/// How many. At least one of the two is said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[schema(as = CountLimit)]
pub struct Limit {
    /// Not fewer than this; from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<u32>,
    /// Not more than this; 0 for none at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<u32>,
}

impl Limit {
    /// So many or more.
    pub const fn at_least(many: u32) -> Self {
        Self {
            at_least: Some(many),
            at_most: None,
        }
    }

    /// So many or fewer.
    pub const fn at_most(many: u32) -> Self {
        Self {
            at_least: None,
            at_most: Some(many),
        }
    }

    /// None at all.
    pub const NONE: Self = Self::at_most(0);

    /// Whether so many are as many as asked.
    pub fn admits(self, many: u32) -> bool {
        self.at_least.is_none_or(|least| many >= least) && self.at_most.is_none_or(|most| many <= most)
    }
}

/// How much money, in minor units of the organisation's currency. At least one of the two is said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub struct AmountLimit {
    /// Not less than so many minor units; from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least_minor: Option<i64>,
    /// Not more than so many minor units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most_minor: Option<i64>,
}

impl AmountLimit {
    /// Whether an amount is as large as asked.
    pub fn admits(self, minor: i64) -> bool {
        self.at_least_minor.is_none_or(|least| minor >= least) && self.at_most_minor.is_none_or(|most| minor <= most)
    }
}

/// Whether legs have a lead.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub struct LeadTest {
    /// Which legs.
    pub legs: Vec<Department>,
    /// Each of them has one; otherwise none of them has.
    pub named: bool,
}

/// How many signals. Recency is a count as well: at least 1 within *n* days, or at most 0.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub struct SignalCount {
    /// Only of these kinds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kinds: Option<Vec<SignalKind>>,
    /// Only about topics with this as a part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    /// Only where one of these speaks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sources: Option<Vec<SourceType>>,
    /// Only those of the last so many days; ever unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within_days: Option<u16>,
    /// How many.
    pub count: Limit,
}

/// How many touches.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub struct TouchCount {
    /// Only of these kinds. Unless said: all that reach the buyer, and therefore no notes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kinds: Option<Vec<TouchKind>>,
    /// Only of these legs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legs: Option<Vec<Department>>,
    /// Only those of the last so many days; ever unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within_days: Option<u16>,
    /// How many.
    pub count: Limit,
}

/// How many contacts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub struct ContactCount {
    /// Only with one of these buying roles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roles: Option<Vec<BuyingRole>>,
    /// How many.
    pub count: Limit,
}

/// How many deals.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub struct DealCount {
    /// Only in this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<DealState>,
    /// Only those that came into their state within the last so many days: opened, won or lost; ever unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within_days: Option<u16>,
    /// How many.
    pub count: Limit,
}

/// What deals are worth together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub struct DealAmount {
    /// Only in this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<DealState>,
    /// Only those that came into their state within the last so many days: opened, won or lost; ever unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within_days: Option<u16>,
    /// How much.
    pub amount: AmountLimit,
}

/// In which stages the account stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub struct StageTest {
    /// Keys of the stages; it stands in one of them.
    pub one_of: Vec<String>,
}

/// Whether evidence of a pain stands. Unless said, any evidence of any pain is enough.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub struct PainTest {
    /// Keys of the pains; one of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pains: Option<Vec<String>>,
    /// Only of this severity or more; 1 to 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity_at_least: Option<u8>,
    /// Only from these sources.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sources: Option<Vec<EvidenceSource>>,
    /// Only what was said or seen within the last so many days; ever unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within_days: Option<u16>,
    /// Only of pains that an unexpired trigger makes urgent.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub urgent: bool,
}

/// Whether a trigger has not expired. Unless said, any is enough.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub struct TriggerTest {
    /// Keys of the crises; one of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crises: Option<Vec<String>>,
    /// Keys of pains; it makes one of them urgent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pains: Option<Vec<String>>,
}

impl From<Condition> for Criterion {
    fn from(condition: Condition) -> Self {
        Self::Condition(condition)
    }
}

impl Condition {
    /// The key of its kind, in JSON and in paths.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Industry(_) => "industry",
            Self::Country(_) => "country",
            Self::City(_) => "city",
            Self::Employees(_) => "employees",
            Self::AnnualRevenue(_) => "annual_revenue",
            Self::Leads(_) => "leads",
            Self::Signals(_) => "signals",
            Self::Touches(_) => "touches",
            Self::Contacts(_) => "contacts",
            Self::Deals(_) => "deals",
            Self::DealAmount(_) => "deal_amount",
            Self::Stage(_) => "stage",
            Self::DaysInStage(_) => "days_in_stage",
            Self::Pain(_) => "pain",
            Self::Trigger(_) => "trigger",
            Self::Fit(_) => "fit",
            Self::Engagement(_) => "engagement",
        }
    }
}

impl Criterion {
    /// All conditions, in the order in which they are written.
    pub fn conditions(&self) -> Vec<&Condition> {
        let mut found = Vec::new();
        self.visit(&mut |condition| found.push(condition));
        found
    }

    fn visit<'a>(&'a self, each: &mut impl FnMut(&'a Condition)) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.visit(each)),
            Self::Not(part) => part.visit(each),
            Self::Condition(condition) => each(condition),
        }
    }

    /// What has to be read to answer it.
    pub fn asks(&self) -> Asks {
        let mut asks = Asks::default();
        self.visit(&mut |condition| match condition {
            Condition::Signals(signals) => asks.topics |= signals.topic.is_some(),
            Condition::Stage(_) | Condition::DaysInStage(_) => asks.stage = true,
            Condition::Pain(_) | Condition::Trigger(_) => asks.pains = true,
            Condition::Fit(_) | Condition::Engagement(_) => asks.scores = true,
            Condition::Touches(_) => asks.touches = true,
            Condition::Contacts(_) => asks.contacts = true,
            Condition::Deals(_) | Condition::DealAmount(_) => asks.deals = true,
            Condition::Industry(_)
            | Condition::Country(_)
            | Condition::City(_)
            | Condition::Employees(_)
            | Condition::AnnualRevenue(_)
            | Condition::Leads(_) => {}
        });
        asks
    }
}

/// What criteria ask for beyond what is always read: what the company is, and its signals.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Asks {
    /// What signals were about.
    pub topics: bool,
    /// Where the account stands, so that a move itself may change the answer.
    pub stage: bool,
    /// Evidence of pains, and triggers.
    pub pains: bool,
    /// The scores of a lead.
    pub scores: bool,
    /// What our legs did.
    pub touches: bool,
    /// Who is known there.
    pub contacts: bool,
    /// Deals.
    pub deals: bool,
}

impl Asks {
    /// What either asks for.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            topics: self.topics || other.topics,
            stage: self.stage || other.stage,
            pains: self.pains || other.pains,
            scores: self.scores || other.scores,
            touches: self.touches || other.touches,
            contacts: self.contacts || other.contacts,
            deals: self.deals || other.deals,
        }
    }
}
