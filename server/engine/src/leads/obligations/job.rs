//! What the worker does about what is owed and due.

use model::leads::obligations::look::LookAtObligations;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, prelude::Uuid};

use super::entity::{Column, Entity};
use crate::{Caller, Engine, Fault, perform};

/// How many obligations one transaction looks at, so that people who write do not wait for long.
const MOST: u32 = 2_000;

/// Writes down what is due by now.
pub(crate) async fn look(engine: &Engine) -> Result<(), Fault> {
    loop {
        let due: Option<Uuid> = Entity::find()
            .select_only()
            .column(Column::Id)
            .filter(Column::State.eq("open"))
            .filter(Column::DueAt.lte(engine.clock.now()))
            .into_tuple()
            .one(engine.store.reader())
            .await?;
        if due.is_none() {
            return Ok(());
        }
        let caller = Caller::system("obligations");
        let step = perform(engine, &caller, LookAtObligations { most: MOST }).await?;
        // What is left somebody else holds, and the next look finds it.
        if step.output.looked == 0 {
            return Ok(());
        }
        // Whoever waits to be served comes first.
        tokio::task::yield_now().await;
    }
}
