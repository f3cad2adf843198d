//! Why an account stands where it stands, and what would bring it on.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Access, Kind, Operation, Rest, journey::evaluation::Decider, receipt::Receipt, values::ids::AccountId};

/// Explains by what an account stands in its stage, and what the criteria of the next one find.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ExplainStanding {
    /// Which account.
    pub account: AccountId,
}

impl Operation for ExplainStanding {
    type Output = Explained;
    const NAME: &'static str = "journey.standing.explain";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get(
        "/accounts/{account}/standing",
        "Explains why an account stands where it stands, and what the next stage asks",
    ));
}

/// Where an account stands, by what, and what the next stage asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Explained {
    /// Which account.
    pub account: AccountId,
    /// Its name.
    pub account_name: String,
    /// Key of the stage.
    pub stage: String,
    /// Since when it stands there.
    pub since: DateTime<Utc>,
    /// What keeps it there; nothing where the criteria ask for another stage by now, which they do until the account is
    /// looked at again.
    pub by: Option<Decider>,
    /// Until when a move by hand holds, while it does.
    pub held_until: Option<DateTime<Utc>>,
    /// When the stage may be another one though nothing happens; nothing where time alone changes nothing.
    pub look_again_at: Option<DateTime<Utc>>,
    /// The number of the version in force; none before departments agreed on one.
    pub journey: Option<i32>,
    /// What the criteria of its stage find; nothing for a stage without criteria.
    pub here: Option<Receipt>,
    /// The stage that usually comes next; nothing where none is expected.
    pub next: Option<NextStage>,
}

/// The stage that usually comes next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NextStage {
    /// Its key.
    pub stage: String,
    /// What its criteria find; nothing where it is entered by hand only.
    pub receipt: Option<Receipt>,
}
