//! What buyers did.

pub mod entity;
mod list;
mod record;

use model::{
    accounts::signals::{Signal, SignalKind, SourceType},
    values::ids::{AccountId, ContactId, SignalId},
};

use crate::Fault;

/// A row as everybody sees it.
fn told(row: entity::Model) -> Result<Signal, Fault> {
    Ok(Signal {
        id: SignalId(row.id),
        account: AccountId(row.account_id),
        contact: row.contact_id.map(ContactId),
        kind: SignalKind::from_key(&row.kind)
            .ok_or_else(|| Fault::Stored(format!("a signal of the kind {}", row.kind)))?,
        venue: row.venue,
        source: row.source_type.as_deref().and_then(SourceType::from_key),
        topic: row.topic,
        said: row.said,
        occurred_at: row.occurred_at,
    })
}
