//! One account with what its page says above the fold.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Account, contacts::Contact, deals::Deal, members::LegMember};
use crate::{Access, Kind, Operation, Rest, journey::participation::show::Participation, values::ids::AccountId};

/// Shows one account; what lies in the trash is shown too, with the day on which it went there.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ShowAccount {
    /// Which one.
    pub account: AccountId,
}

/// An account and what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AccountInFull {
    /// The account.
    pub account: Account,
    /// When it last entered each stage that it was moved to.
    pub entered: Vec<Entered>,
    /// Who works its legs beside their leads, leg by leg, who came first standing first.
    pub members: Vec<LegMember>,
    /// What each leg owes it where it stands, and whether it acted.
    pub participation: Participation,
    /// Deals, the open ones first, by day of decision; at most 50.
    pub deals: Vec<Deal>,
    /// How many deals there are.
    pub deal_count: u64,
    /// People there, by name; at most 50.
    pub contacts: Vec<Contact>,
    /// How many people there are.
    pub contact_count: u64,
}

/// When a stage was entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Entered {
    /// Key of the stage.
    pub stage: String,
    /// When.
    pub at: DateTime<Utc>,
}

impl Operation for ShowAccount {
    type Output = AccountInFull;
    const NAME: &'static str = "accounts.show";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get("/accounts/{account}", "Shows one account"));
}
