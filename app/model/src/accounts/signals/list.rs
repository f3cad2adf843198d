//! What buyers did.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Signal, SignalKind, SourceType};
use crate::{
    Access, Kind, Operation, Rest,
    values::{Cursor, Limit, Page, ids::AccountId},
};

/// Lists the signals of an account, newest first.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ListSignals {
    /// Of which account.
    pub account: AccountId,
    /// Only of this kind.
    pub kind: Option<SignalKind>,
    /// Only where this type of source speaks.
    pub source: Option<SourceType>,
    /// Only from this moment on.
    pub since: Option<DateTime<Utc>>,
    /// Only before this moment.
    pub until: Option<DateTime<Utc>>,
    /// How many rows, 50 unless said.
    pub limit: Option<Limit>,
    /// Where the page begins.
    pub cursor: Option<Cursor>,
}

impl Operation for ListSignals {
    type Output = Page<Signal>;
    const NAME: &'static str = "accounts.signals.list";
    const KIND: Kind = Kind::Query;
    const ACCESS: Access = Access::SignedIn;
    const REST: Option<Rest> = Some(Rest::get("/accounts/{account}/signals", "Lists what the buyer did"));
}
