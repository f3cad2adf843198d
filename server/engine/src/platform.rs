//! What every area stands on: people and what lets them in, idempotency, import, trash, audit.

pub mod audit;
pub mod check;
pub mod demo;
pub mod idempotency;
pub mod imports;
pub mod jobs;
pub mod links;
pub mod organisation;
pub mod people;
mod search;
pub mod sessions;
pub mod throttle;
pub mod tokens;

use chrono::TimeDelta;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::{Engine, Fault};

/// Removes what has expired.
pub(crate) async fn sweep(engine: &Engine) -> Result<(), Fault> {
    let now = engine.clock.now();
    let db = engine.store.writer();
    sessions::sweep(db, now).await?;
    imports::sweep(engine).await?;
    throttle::Entity::delete_many()
        .filter(throttle::Column::WindowEndsAt.lte(now))
        .exec(db)
        .await?;
    idempotency::Entity::delete_many()
        .filter(idempotency::Column::At.lt(now - TimeDelta::days(1)))
        .exec(db)
        .await?;
    links::sweep(db, now - TimeDelta::days(30)).await?;
    crate::jobs::queue::sweep(db, now - TimeDelta::days(14)).await?;
    Ok(())
}
