//! What the worker does about readiness.

use model::leads::pains::turn::TurnReadiness;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::{Caller, Engine, Fault, accounts::entity as account, perform};

/// How many accounts one transaction looks at, so that people who write do not wait for long.
const MOST: u16 = 200;

/// Looks at the accounts whose readiness may be another one by now.
pub(crate) async fn turn(engine: &Engine) -> Result<(), Fault> {
    loop {
        let due = account::Entity::find()
            .filter(account::Column::TrashedAt.is_null())
            .filter(account::Column::ReadinessTurnsAt.lte(engine.clock.now()))
            .count(engine.store.reader())
            .await?;
        if due == 0 {
            return Ok(());
        }
        let caller = Caller::system("readiness");
        let step = perform(engine, &caller, TurnReadiness { most: MOST }).await?;
        // What is left somebody else holds, and looks at, or the next run does.
        if step.output.looked == 0 {
            return Ok(());
        }
    }
}
