//! The two figures.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{LEAST, Outcome, ScoreThen};
use crate::{
    Access, Kind, Operation, Rest,
    journey::{flow::percent, map::show::Period},
    statistics::Share,
};

/// Tells how deals that were decided in a period ended by the stool score of their accounts, and at how many of those that
/// are decided late on the journey marketing stands by now.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ShowLegs {
    /// Days up to now: 30, 90 or 365; 90 unless said.
    #[serde(default)]
    #[schema(value_type = Option<u16>)]
    pub days: Period,
}

impl Operation for ShowLegs {
    type Output = LegFigures;
    const NAME: &'static str = "journey.legs.show";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get(
        "/journey/legs",
        "Win rate by stool score, and marketing support of late stages",
    ));
}

/// What it is worth that three legs stand by.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LegFigures {
    /// Deals count that were decided from this moment on.
    pub since: DateTime<Utc>,
    /// Deals count that were decided before this moment.
    pub until: DateTime<Utc>,
    /// How deals ended, by the stool score then.
    pub win_rates: Vec<WinRate>,
    /// Whether marketing stands by where buyers choose.
    pub late: LateSupport,
}

/// How deals ended whose accounts had one stool score when they were decided.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct WinRate {
    /// The score.
    #[schema(value_type = String)]
    pub score: ScoreThen,
    /// How many were won.
    pub won: u32,
    /// How many were lost.
    pub lost: u32,
    /// The share that was won; nothing below [`LEAST`] cases.
    pub rate: Option<Share>,
}

impl WinRate {
    /// How many cases there are.
    pub const fn cases(&self) -> u32 {
        self.won + self.lost
    }
}

/// How deals ended, by score: those of [`ScoreThen::USUAL`] always, others where there are cases.
pub fn win_rates(decided: impl IntoIterator<Item = (ScoreThen, Outcome)>) -> Vec<WinRate> {
    let mut counts: HashMap<ScoreThen, (u32, u32)> =
        ScoreThen::USUAL.into_iter().map(|score| (score, (0, 0))).collect();
    for (score, outcome) in decided {
        let (won, lost) = counts.entry(score).or_default();
        match outcome {
            Outcome::Won => *won += 1,
            Outcome::Lost => *lost += 1,
        }
    }
    let mut rates: Vec<WinRate> = counts
        .into_iter()
        .map(|(score, (won, lost))| WinRate {
            score,
            won,
            lost,
            rate: Share::of(won, won + lost).filter(|_| won + lost >= LEAST),
        })
        .collect();
    rates.sort_by_key(|rate| rate.score.place());
    rates
}

/// Open deals with accounts that stand late on the journey, and at how many of them marketing acted in its window.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LateSupport {
    /// How many deals are open with accounts in late stages that ask for an act of marketing.
    pub deals: u32,
    /// At how many of them marketing acted within the window of the stage.
    pub supported: u32,
    /// How many are open with accounts in late stages that ask nothing of marketing; they count in neither.
    pub unasked: u32,
    /// The supported ones in whole percent; nothing below [`LEAST`] deals.
    pub percent: Option<u8>,
}

impl LateSupport {
    /// Made of what is counted.
    pub fn of(deals: u32, supported: u32, unasked: u32) -> Self {
        Self {
            deals,
            supported,
            unasked,
            percent: percent(supported, deals).filter(|_| deals >= LEAST),
        }
    }
}
