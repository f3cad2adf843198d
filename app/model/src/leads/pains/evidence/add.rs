//! A department writes down that it hurts.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{EvidenceSource, Severity};
use crate::{
    Access, Department, Kind, Operation, Rest,
    accounts::touches::OccurredAt,
    leads::pains::{PainKey, show::AccountPains},
    values::{
        ids::{AccountId, ContactId},
        text::{Line, Name},
    },
};

/// Adds evidence that an account has a pain. What the same department heard from the same source before is replaced.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct AddEvidence {
    /// Of which account.
    pub account: AccountId,
    /// Which pain of the catalogue.
    pub pain: PainKey,
    /// How much it hurts, 1 to 5.
    pub severity: Severity,
    /// Where it comes from.
    pub source: EvidenceSource,
    /// Who said it, in words: a name, “their annual report”.
    pub said_by: Name,
    /// Who said it, where the person is known.
    pub contact: Option<ContactId>,
    /// What was said.
    pub words: Option<Line>,
    /// When it was said or seen; now unless said. Not in the future.
    pub occurred_at: Option<OccurredAt>,
    /// Which department says so: one's own. Only admins choose.
    pub department: Option<Department>,
}

impl Operation for AddEvidence {
    type Output = AccountPains;
    const NAME: &'static str = "leads.pains.add_evidence";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::post(
        "/accounts/{account}/pains",
        "Adds evidence that an account has a pain",
    ));
}
