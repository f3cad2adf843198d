//! Something that the buyer did becomes known.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Signal, SignalKind, SourceType};
use crate::{
    Access, Kind, Operation, Rest,
    accounts::touches::OccurredAt,
    values::{
        ids::{AccountId, ContactId},
        text::{Line, Reason},
    },
};

/// Records a signal of an account.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RecordSignal {
    /// At which account.
    pub account: AccountId,
    /// What kind.
    pub kind: SignalKind,
    /// Who there, where known.
    pub contact: Option<ContactId>,
    /// Where: a page, a fair, a forum.
    pub venue: Option<Line>,
    /// Who speaks there.
    pub source: Option<SourceType>,
    /// What about.
    pub topic: Option<Line>,
    /// Public words of the buyer.
    pub said: Option<Reason>,
    /// When; now unless said. Not in the future.
    pub occurred_at: Option<OccurredAt>,
}

impl Operation for RecordSignal {
    type Output = Signal;
    const NAME: &'static str = "accounts.signals.record";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::AnyLeg;
    const REST: Option<Rest> = Some(Rest::post("/accounts/{account}/signals", "Records what the buyer did"));
}
