//! What a version would do to the accounts. They are read as a stream and each is held only while it is looked at; of
//! those that would move only one page is kept.

use std::{
    collections::{BTreeMap, HashMap},
    time::Instant,
};

use futures::TryStreamExt as _;
use model::{
    journey::{
        Journey, Stages,
        evaluation::{Hold, Rules},
        versions::preview::{Mover, Pair, Preview, PreviewVersion},
    },
    values::{Cursor, Page, ids::AccountId},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, StreamTrait as _, prelude::Uuid};

use crate::{
    Answer, Fault, Read,
    accounts::entity as account,
    agreements::content,
    journey::facts::{self, Detail, Known},
};

impl Answer for PreviewVersion {
    async fn answer(self, read: &Read<'_>) -> Result<Preview, Fault> {
        let began = Instant::now();
        let in_force = read.journey().await?;
        let version: Journey = content::of(read.db(), self.version).await?;
        let (Some(before), Some(after)) = (in_force.journey.rules(), version.rules()) else {
            return Err(Fault::Stored("a journey has no stage on the way".to_owned()));
        };
        let found = self.look(read, &before, &after).await?;
        let names = names(read, found.listed.keys().copied()).await?;
        let stages = version.stages();
        let name = |key: &str| name(&stages, &in_force.stages, key).to_owned();
        let rows = found.listed.into_iter().map(|(id, (from, to))| Mover {
            account: AccountId(id),
            name: names.get(&id).cloned().unwrap_or_default(),
            from: name(from),
            to: name(to),
        });
        let pairs = found.pairs.into_iter().map(|((_, from, _, to), accounts)| Pair {
            from: from.to_owned(),
            to: to.to_owned(),
            from_name: name(from),
            to_name: name(to),
            accounts,
        });
        Ok(Preview {
            accounts: found.accounts,
            moves: found.moves,
            pairs: pairs.collect(),
            listed: Page::of(rows.collect(), self.limit, |row| Cursor::after(None, row.account.0)),
            seconds: began.elapsed().as_secs_f64(),
        })
    }
}

/// A stage goes by what the version calls it; one that it drops by what it was called.
fn name<'a>(stages: &'a Stages, in_force: &'a Stages, key: &'a str) -> &'a str {
    if stages.has(key) {
        stages.name(key)
    } else {
        in_force.name(key)
    }
}

/// What was found.
#[derive(Default)]
struct Found<'a> {
    accounts: u64,
    moves: u64,
    /// By the places of both stages, so that they stand in the buyer's order.
    pairs: BTreeMap<(usize, &'a str, usize, &'a str), u64>,
    /// One row more than a page has.
    listed: BTreeMap<Uuid, (&'a str, &'a str)>,
}

trait Look {
    async fn look<'a>(&self, read: &Read<'_>, before: &Rules<'a>, after: &Rules<'a>) -> Result<Found<'a>, Fault>;
    fn lists(&self, from: &str, to: &str) -> bool;
}

impl Look for PreviewVersion {
    async fn look<'a>(&self, read: &Read<'_>, before: &Rules<'a>, after: &Rules<'a>) -> Result<Found<'a>, Fault> {
        let detail = Detail {
            asks: before.asks().and(after.asks()),
            ..Detail::default()
        };
        let behind = self.cursor.as_ref().map(|cursor| cursor.place().1);
        let most = usize::from(self.limit.get()) + 1;
        let db = read.engine.store.reader();
        let mut rows = db.stream_raw(facts::between(db, detail, Uuid::nil(), None)).await?;
        let mut found = Found::default();
        while let Some(row) = rows.try_next().await? {
            let Known {
                account,
                facts,
                held_until,
                ..
            } = Known::read(&row, detail)?;
            let stands = facts.standing.stage.clone();
            let hold = held_until.map(|until| Hold { stage: &stands, until });
            let old = before.decide(&facts, hold, read.now());
            let new = after.decide(&facts, hold, read.now());
            found.accounts += 1;
            if old.stage == new.stage {
                continue;
            }
            found.moves += 1;
            *found
                .pairs
                .entry((old.place, old.stage, new.place, new.stage))
                .or_default() += 1;
            if self.lists(old.stage, new.stage) && behind.is_none_or(|behind| account.0 > behind) {
                found.listed.insert(account.0, (old.stage, new.stage));
                if found.listed.len() > most {
                    found.listed.pop_last();
                }
            }
        }
        Ok(found)
    }

    fn lists(&self, from: &str, to: &str) -> bool {
        let asked = |key: &Option<model::journey::StageKey>, stage: &str| key.as_ref().is_none_or(|key| *key == *stage);
        asked(&self.from, from) && asked(&self.to, to)
    }
}

async fn names(read: &Read<'_>, accounts: impl Iterator<Item = Uuid>) -> Result<HashMap<Uuid, String>, Fault> {
    let rows: Vec<(Uuid, String)> = account::Entity::find()
        .select_only()
        .columns([account::Column::Id, account::Column::Name])
        .filter(account::Column::Id.is_in(accounts))
        .into_tuple()
        .all(read.db())
        .await?;
    Ok(rows.into_iter().collect())
}
