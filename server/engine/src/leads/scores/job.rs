//! What the worker does about scores.

use model::{leads::scores::keep::KeepScores, values::ids::LeadId};
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::open;
use crate::{Caller, Engine, Fault, leads::chain::entity::Column, perform};

/// How many leads one transaction looks at, so that people who write do not wait for long.
const MOST: u16 = 200;

/// Scores the leads that have other points by now.
pub(crate) async fn look_again(engine: &Engine) -> Result<(), Fault> {
    loop {
        let due: Option<Uuid> = open()
            .select_only()
            .column(Column::Id)
            .filter(Column::LookAgainAt.lte(engine.clock.now()))
            .limit(1)
            .into_tuple()
            .one(engine.store.reader())
            .await?;
        if due.is_none() {
            return Ok(());
        }
        step(engine, None).await?;
    }
}

/// Scores all open leads, because another version of the definition came into force.
pub(crate) async fn score_all(engine: &Engine, far: &(impl Fn(u64, u64) + Sync)) -> Result<(), Fault> {
    let total = open().count(engine.store.reader()).await?;
    let mut done = 0;
    let mut after = LeadId(Uuid::nil());
    while let Some(last) = step(engine, Some(after)).await? {
        after = last;
        done += u64::from(MOST);
        far(done.min(total), total);
    }
    Ok(())
}

async fn step(engine: &Engine, all_after: Option<LeadId>) -> Result<Option<LeadId>, Fault> {
    let caller = Caller::system("scores");
    let keep = KeepScores { all_after, most: MOST };
    let last = perform(engine, &caller, keep).await?.output.last;
    // Whoever waits to be served comes first.
    tokio::task::yield_now().await;
    Ok(last)
}
