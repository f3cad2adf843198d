//! The deals behind the marketing support of late stages.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Access, Department, Kind, Operation, Rest,
    journey::{Phase, Stage, Stages},
    values::{
        Cursor, Limit, Money, Page,
        ids::{AccountId, DealId},
    },
};

/// Lists open deals with accounts that stand in a late stage in which marketing owes an act, the largest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ListLateDeals {
    /// Only those with an act of marketing in the window of the stage, or only those without.
    #[serde(default)]
    pub supported: Option<bool>,
    /// Where the page begins.
    #[serde(default)]
    pub cursor: Option<Cursor>,
    /// How many rows, 50 unless said.
    #[serde(default)]
    pub limit: Limit,
}

impl Operation for ListLateDeals {
    type Output = Page<LateDeal>;
    const NAME: &'static str = "journey.legs.late";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get(
        "/journey/legs/late-deals",
        "Open deals with accounts in late stages, and when marketing last acted there",
    ));
}

/// An open deal with an account that stands in a late stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LateDeal {
    /// Which deal.
    pub deal: DealId,
    /// What it is about.
    pub name: String,
    /// With which account.
    pub account: AccountId,
    /// The account's name.
    pub account_name: String,
    /// What it is worth.
    pub amount: Money,
    /// When it is to be decided.
    pub close_on: Option<NaiveDate>,
    /// Key of the stage in which the account stands.
    pub stage: String,
    /// Days within which marketing owes an act there.
    pub within_days: u16,
    /// When marketing last acted.
    pub marketing_acted_at: Option<DateTime<Utc>>,
    /// Whether that was within the window.
    pub supported: bool,
}

/// A late stage, and from when on an act of marketing counts there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asks<'a> {
    /// The stage.
    pub stage: &'a Stage,
    /// Days within which marketing owes an act; none where it owes nothing.
    pub within_days: Option<u16>,
}

impl Asks<'_> {
    /// An act counts that came after this moment; none where marketing owes nothing.
    pub fn counts_after(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let days = TimeDelta::days(i64::from(self.within_days?));
        Some(now.checked_sub_signed(days).unwrap_or(DateTime::<Utc>::MIN_UTC))
    }

    /// Whether marketing stands by: its last act lies within the window.
    pub fn is_met(&self, acted_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
        let after = self.counts_after(now);
        acted_at.zip(after).is_some_and(|(act, after)| act > after)
    }
}

/// The late stages, and what they ask of marketing.
pub fn late_stages(stages: &Stages) -> impl Iterator<Item = Asks<'_>> + use<'_> {
    stages.of_phase(Phase::Late).map(|stage| Asks {
        stage,
        within_days: stage
            .owes
            .iter()
            .find(|owed| owed.leg == Department::Marketing)
            .map(|owed| owed.within_days),
    })
}
