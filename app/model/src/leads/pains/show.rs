//! What hurts at an account.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    Trigger,
    evidence::{CanonicalPain, Evidence, Severity},
    readiness::Readiness,
};
use crate::{
    Access, Kind, Operation, Rest,
    accounts::Lead as Person,
    leads::pains::PainKey,
    receipt::Receipt,
    values::ids::{AccountId, EvidenceId},
};

/// Shows the pains of an account, the words about them side by side, what makes them urgent, and whether the company is
/// ready to buy.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ShowPains {
    /// Of which account.
    pub account: AccountId,
}

/// What hurts at an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AccountPains {
    /// Of which account.
    pub account: AccountId,
    /// Contested ones first, then the severest.
    pub pains: Vec<AccountPain>,
    /// What befell the account, the newest first; also what has expired or was ended.
    pub triggers: Vec<BefellTrigger>,
    /// Whether the company is ready to buy.
    pub readiness: Readiness,
    /// Until this moment it stands although nothing happens. Empty: for ever.
    pub next_change: Option<DateTime<Utc>>,
    /// Why it is so.
    pub receipt: Receipt,
}

/// One pain of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AccountPain {
    /// Which pain.
    pub pain: PainKey,
    /// What the catalogue calls it.
    pub name: String,
    /// How much it hurts: the severest that stands.
    pub severity: Severity,
    /// The evidence that says so.
    pub by: EvidenceId,
    /// Words contradict each other, and somebody has to say which one holds.
    pub contested: bool,
    /// A trigger makes it urgent.
    pub urgent: bool,
    /// The words that stand, the newest first.
    pub evidence: Vec<Heard>,
}

/// A word about a pain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = HeardEvidence)]
pub struct Heard {
    /// What was heard.
    pub evidence: Evidence,
    /// Who said that this one holds against others.
    pub settled_by: Option<Person>,
}

/// A crisis that befell the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BefellTrigger {
    /// What befell it.
    pub trigger: Trigger,
    /// What the catalogue calls the crisis.
    pub name: String,
    /// It makes its pains urgent now.
    pub counts: bool,
}

impl AccountPain {
    /// A canonical pain with the words about it.
    pub fn of(
        pain: CanonicalPain,
        name: String,
        triggers: &[Trigger],
        evidence: Vec<Heard>,
        now: DateTime<Utc>,
    ) -> Self {
        let makes_urgent = |trigger: &Trigger| trigger.fact().counts_at(now) && trigger.pains.contains(&pain.pain);
        Self {
            urgent: triggers.iter().any(makes_urgent),
            name,
            severity: pain.severity,
            by: pain.by,
            contested: pain.contested,
            pain: pain.pain,
            evidence,
        }
    }
}

impl Operation for ShowPains {
    type Output = AccountPains;
    const NAME: &'static str = "leads.pains.show";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get("/accounts/{account}/pains", "Shows what hurts at an account"));
}
