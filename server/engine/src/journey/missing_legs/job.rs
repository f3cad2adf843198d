//! What the worker does about legs that owe an act.

use model::journey::missing_legs::raise::RaiseMissingLegs;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::{Caller, Engine, Fault, accounts::entity as account, perform};

/// How many accounts one transaction looks at, so that people who write do not wait for long.
const MOST: u16 = 200;

/// Looks at the accounts where a leg may owe an act by now.
pub(crate) async fn raise(engine: &Engine) -> Result<(), Fault> {
    loop {
        let due = account::Entity::find()
            .filter(account::Column::TrashedAt.is_null())
            .filter(account::Column::LegsDueAt.lte(engine.clock.now()))
            .count(engine.store.reader())
            .await?;
        if due == 0 {
            return Ok(());
        }
        let caller = Caller::system("legs");
        let step = perform(engine, &caller, RaiseMissingLegs { most: MOST }).await?;
        // What is left somebody else holds, and looks at, or the next run does.
        if step.output.looked == 0 {
            return Ok(());
        }
        // Whoever waits to be served comes first.
        tokio::task::yield_now().await;
    }
}
