//! What is owed, by when it is due.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Clock, Obligation, Standing};
use crate::{
    Access, Department, Kind, Operation, Rest,
    leads::engagement::Trigger,
    values::{
        Cursor, Limit, Page,
        ids::{AccountId, AgreementVersionId, DealId, LeadId, ObligationId, PersonId},
    },
};

/// Lists obligations, the earliest due first; those whose clock stands still come last. What is settled, where only that
/// is asked for, is listed the other way round: the latest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
pub struct ListObligations {
    /// Owed by this leg.
    #[serde(default)]
    pub leg: Option<Department>,
    /// Owed to this leg.
    #[serde(default)]
    pub to: Option<Department>,
    /// To be done by this person.
    #[serde(default)]
    pub person: Option<PersonId>,
    /// At this account.
    #[serde(default)]
    pub account: Option<AccountId>,
    /// About this lead.
    #[serde(default)]
    pub lead: Option<LeadId>,
    /// Standing so at this moment.
    #[serde(default)]
    #[schema(inline)]
    pub state: Option<Standing>,
    /// How many rows, 50 unless said.
    #[serde(default)]
    pub limit: Option<Limit>,
    /// Where the page begins.
    #[serde(default)]
    pub cursor: Option<Cursor>,
}

impl Operation for ListObligations {
    type Output = Page<ObligationRow>;
    const NAME: &'static str = "leads.obligations.list";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get(
        "/obligations",
        "Lists what departments owe each other, the earliest due first",
    ));
}

/// An obligation as everybody sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ObligationRow {
    /// Which one.
    pub id: ObligationId,
    /// What is owed, and how it stands at this moment.
    pub obligation: Obligation,
    /// The same in a word.
    #[schema(inline)]
    pub standing: Standing,
    /// Whole minutes of business time that are left; none where it is not open.
    pub left_minutes: Option<u32>,
    /// What set the rule off.
    pub trigger: Trigger,
    /// Key of the stage in which the account stood then.
    pub stage: String,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// The version of the rules; none where the rules held that the product ships with.
    pub rules: Option<AgreementVersionId>,
    /// At which account.
    pub account: AccountId,
    /// Its name.
    pub account_name: String,
    /// About which lead.
    pub lead: Option<LeadId>,
    /// Name of that person.
    pub lead_name: Option<String>,
    /// About which deal.
    pub deal: Option<DealId>,
    /// Name of whoever is to do it.
    pub person_name: Option<String>,
}

impl ObligationRow {
    /// How much time is left.
    pub fn clock(&self) -> Clock {
        self.obligation.clock(self.left_minutes)
    }
}
