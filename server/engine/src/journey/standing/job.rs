//! What the worker does about where accounts stand.

use model::{journey::standing::follow::FollowJourney, values::ids::AccountId};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, prelude::Uuid};

use crate::{Caller, Engine, Fault, accounts::entity as account, perform};

/// How many accounts one transaction looks at, so that people who write do not wait for long, and that little is held in
/// memory where many are due at once.
const MOST: u16 = 200;

/// Looks at the accounts whose stage may be another one by now.
pub(crate) async fn look_again(engine: &Engine) -> Result<(), Fault> {
    loop {
        let due: Option<Uuid> = account::Entity::find()
            .select_only()
            .column(account::Column::Id)
            .filter(account::Column::TrashedAt.is_null())
            .filter(account::Column::LookAgainAt.lte(engine.clock.now()))
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

/// Looks at all accounts, because another version of the journey came into force.
pub(crate) async fn follow_all(engine: &Engine, far: &(impl Fn(u64, u64) + Sync)) -> Result<(), Fault> {
    let total = account::Entity::find()
        .filter(account::Column::TrashedAt.is_null())
        .count(engine.store.reader())
        .await?;
    let mut done = 0;
    let mut after = AccountId(Uuid::nil());
    while let Some(last) = step(engine, Some(after)).await? {
        after = last;
        done += u64::from(MOST);
        far(done.min(total), total);
    }
    Ok(())
}

async fn step(engine: &Engine, all_after: Option<AccountId>) -> Result<Option<AccountId>, Fault> {
    let caller = Caller::system("journey");
    let follow = FollowJourney { all_after, most: MOST };
    let last = perform(engine, &caller, follow).await?.output.last;
    // Whoever waits to be served comes first.
    tokio::task::yield_now().await;
    Ok(last)
}
