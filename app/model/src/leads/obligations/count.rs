//! How the departments keep their word.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Compliance, Tally};
use crate::{
    Access, Department, Kind, Operation, Rest,
    values::ids::{AccountId, PersonId},
};

/// Counts obligations by how they stand at this moment, all together and for each pair of legs.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
pub struct TallyObligations {
    /// Owed by this leg.
    #[serde(default)]
    pub leg: Option<Department>,
    /// To be done by this person.
    #[serde(default)]
    pub person: Option<PersonId>,
    /// At this account.
    #[serde(default)]
    pub account: Option<AccountId>,
    /// Opened at this moment or later.
    #[serde(default)]
    pub from: Option<DateTime<Utc>>,
    /// Opened before this moment.
    #[serde(default)]
    pub until: Option<DateTime<Utc>>,
}

impl Operation for TallyObligations {
    type Output = Kept;
    const NAME: &'static str = "leads.obligations.tally";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get(
        "/obligations/tally",
        "Counts what departments owe each other by how it stands",
    ));
}

/// How the departments keep their word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = KeptObligations)]
pub struct Kept {
    /// All of them.
    pub tally: Tally,
    /// How many were met of those that were decided; none where nothing was.
    pub compliance: Option<Compliance>,
    /// The same for each pair of legs that owes anything, in their usual order.
    pub pairs: Vec<PairKept>,
}

/// How one leg keeps its word to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PairKept {
    /// The leg that owes.
    pub leg: Department,
    /// To which one.
    pub to: Department,
    /// How many.
    pub tally: Tally,
    /// How many were met of those that were decided; none where nothing was.
    pub compliance: Option<Compliance>,
}

impl From<Vec<PairKept>> for Kept {
    /// Everything is the sum of its pairs.
    fn from(pairs: Vec<PairKept>) -> Self {
        let tally = pairs.iter().fold(Tally::default(), |sum, pair| sum.plus(pair.tally));
        Self {
            tally,
            compliance: tally.compliance(),
            pairs,
        }
    }
}
