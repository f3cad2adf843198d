//! The history of all accounts run again under another version of the journey. Nothing is written.
//!
//! Accounts are read in parts of the space of ids, each by a connection of its own, and evaluated while the next ones
//! are read. An account is held only while it is looked at, so that memory does not grow with the company.

#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use futures::{TryStreamExt as _, future::try_join_all};
use model::journey::{
    evaluation::Rules,
    replay::{Tally, replay},
};
use sea_orm::{ConnectionTrait as _, Statement, StreamTrait as _};
use uuid::Uuid;

use super::facts::{self, Detail, Known};
use crate::{Fault, Store};

/// How a company is replayed.
#[derive(Debug, Clone, Copy)]
pub struct HowToReplay {
    /// The last moment that is looked at.
    pub until: DateTime<Utc>,
    /// Whether moves by hand hold as they did; otherwise the rules alone decide.
    pub by_hand: bool,
    /// How many connections read at once, from 1.
    pub readers: u32,
}

/// Replays all accounts that are not in the trash, and counts.
pub async fn replay_all(store: &Store, rules: &Rules<'_>, how: HowToReplay) -> Result<Tally, Fault> {
    let mut bounds = bounds(store, how.readers.max(1)).await?.into_iter().peekable();
    let mut parts = Vec::new();
    while let Some(from) = bounds.next() {
        parts.push(replay_part(store, rules, how, from, bounds.peek().copied()));
    }
    let mut whole = Tally::default();
    for part in try_join_all(parts).await? {
        whole.add(&part);
    }
    whole.sort(rules);
    Ok(whole)
}

/// Where the parts of the space of ids begin, so that each has as many accounts.
async fn bounds(store: &Store, parts: u32) -> Result<Vec<Uuid>, Fault> {
    let db = store.reader();
    let first = "SELECT id FROM account ORDER BY id LIMIT 1 OFFSET $1";
    let count = Statement::from_string(db.get_database_backend(), "SELECT COUNT(*) FROM account");
    let accounts: i64 = match db.query_one_raw(count).await? {
        Some(row) => row.try_get_by_index(0)?,
        None => 0,
    };
    let mut bounds = Vec::new();
    for part in 0..i64::from(parts) {
        let offset = accounts * part / i64::from(parts);
        let statement = Statement::from_sql_and_values(db.get_database_backend(), first, [offset.into()]);
        if let Some(row) = db.query_one_raw(statement).await? {
            bounds.push(row.try_get_by_index(0)?);
        }
    }
    bounds.dedup();
    Ok(bounds)
}

async fn replay_part(
    store: &Store,
    rules: &Rules<'_>,
    how: HowToReplay,
    from: Uuid,
    before: Option<Uuid>,
) -> Result<Tally, Fault> {
    let detail = Detail {
        asks: rules.asks(),
        ids: false,
        moves: how.by_hand,
    };
    let db = store.reader();
    let mut rows = db.stream_raw(facts::between(db, detail, from, before)).await?;
    let mut tally = Tally::default();
    while let Some(row) = rows.try_next().await? {
        let Known {
            created_at,
            mut facts,
            moves,
            ..
        } = Known::read(&row, detail)?;
        let by_hand = moves.by_hand()?;
        let stands = facts.standing.stage.clone();
        let ended = replay(rules, &mut facts, &by_hand, created_at, how.until, |moved| {
            tally.moved(moved);
        });
        tally.ended(ended, &stands);
    }
    Ok(tally)
}
