//! The deals behind the win rates.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Outcome, ScoreThen};
use crate::{
    Access, Kind, Operation, Rest,
    receipt::Receipt,
    values::{
        Cursor, Limit, Money, Page,
        ids::{AccountId, DealId},
    },
};

/// Lists decided deals with the stool score that their accounts had then, the one decided last first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ListDecidedDeals {
    /// Only with this score: `2_of_3`, or `none_owed`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub score: Option<ScoreThen>,
    /// Only won or lost ones.
    #[serde(default)]
    pub outcome: Option<Outcome>,
    /// Only those decided from this moment on.
    #[serde(default)]
    pub since: Option<DateTime<Utc>>,
    /// Only those decided before this moment.
    #[serde(default)]
    pub until: Option<DateTime<Utc>>,
    /// Where the page begins.
    #[serde(default)]
    pub cursor: Option<Cursor>,
    /// How many rows, 50 unless said.
    #[serde(default)]
    pub limit: Limit,
}

impl Operation for ListDecidedDeals {
    type Output = Page<DecidedDeal>;
    const NAME: &'static str = "journey.legs.decided";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get(
        "/journey/legs/decided-deals",
        "Decided deals with the stool score that their accounts had then",
    ));
}

/// A decided deal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DecidedDeal {
    /// Which deal.
    pub deal: DealId,
    /// What it was about.
    pub name: String,
    /// With which account.
    pub account: AccountId,
    /// The account's name.
    pub account_name: String,
    /// What it was worth.
    pub amount: Money,
    /// How it ended.
    pub outcome: Outcome,
    /// When.
    pub decided_at: DateTime<Utc>,
    /// Key of the stage in which the account stood then.
    pub stage: String,
    /// Its name then.
    pub stage_name: String,
    /// The stool score then.
    #[schema(value_type = String)]
    pub score: ScoreThen,
    /// The number of the journey's version that said which legs owed an act; none before departments agreed on one.
    pub journey: Option<i32>,
    /// How the score came about; none where no leg owed an act.
    pub receipt: Option<Receipt>,
}
