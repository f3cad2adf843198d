//! The whole map.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Access, Complaint, Kind, Operation, Rest,
    journey::{
        Vocabulary,
        flow::{Flow, Stay},
    },
};

/// Shows the journey as it is in force, and what went through it in a period up to now.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ShowMap {
    /// Days up to now: 30, 90 or 365; 90 unless said.
    #[serde(default)]
    #[schema(value_type = Option<u16>)]
    pub days: Period,
    /// In which words, stages unless said.
    #[serde(default)]
    pub by: Vocabulary,
}

impl Operation for ShowMap {
    type Output = JourneyMap;
    const NAME: &'static str = "journey.map.show";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get(
        "/journey/map",
        "What was agreed about each stage, and what went through it in a period",
    ));
}

/// How far back is looked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub enum Period {
    /// 30 days.
    Month,
    /// 90 days.
    #[default]
    Quarter,
    /// 365 days.
    Year,
}

impl Period {
    /// All of them, shortest first.
    pub const ALL: [Self; 3] = [Self::Month, Self::Quarter, Self::Year];

    /// How many days.
    pub const fn days(self) -> u16 {
        match self {
            Self::Month => 30,
            Self::Quarter => 90,
            Self::Year => 365,
        }
    }

    /// Where it begins if it ends at this moment.
    pub fn begins(self, until: DateTime<Utc>) -> DateTime<Utc> {
        let days = TimeDelta::days(i64::from(self.days()));
        until.checked_sub_signed(days).unwrap_or(DateTime::<Utc>::MIN_UTC)
    }
}

impl TryFrom<u16> for Period {
    type Error = Complaint;

    fn try_from(days: u16) -> Result<Self, Complaint> {
        let found = Self::ALL.into_iter().find(|period| period.days() == days);
        found.ok_or(Complaint::NotAChoice)
    }
}

impl From<Period> for u16 {
    fn from(period: Period) -> Self {
        period.days()
    }
}

/// The map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct JourneyMap {
    /// Moves count from this moment on.
    pub since: DateTime<Utc>,
    /// Moves count before this moment.
    pub until: DateTime<Utc>,
    /// The number of the version in force; none before departments agreed on one.
    pub version: Option<i32>,
    /// What went through each step, in the buyer's order, detours last.
    pub steps: Vec<StepFlow>,
    /// What was agreed about each stage, in the same order.
    pub stages: Vec<StageOnMap>,
}

/// What went through one step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StepFlow {
    /// Its key.
    pub step: String,
    /// The name that people read.
    pub name: String,
    /// Whether it stands beside the way.
    pub is_detour: bool,
    /// Keys of its stages.
    pub stages: Vec<String>,
    /// What came and what left.
    pub flow: Flow,
    /// How long those had stayed that left; nothing where none left.
    pub stay: Option<Stay>,
}

/// One stage: what was agreed, and who is there now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StageOnMap {
    /// Its key.
    pub stage: String,
    /// When an account stands there.
    pub definition: String,
    /// What the buyer asks himself there.
    pub questions: Vec<String>,
    /// What brings an account there, in words; nothing where it is entered by hand only, and for the first stage.
    pub entry: Option<String>,
    /// Accounts there now.
    pub count: u32,
    /// How many of them are there longer than usual.
    pub stalled: u32,
}
