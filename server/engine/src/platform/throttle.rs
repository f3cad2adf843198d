//! Counts tries at a door in the database, so that several server processes count together.

use chrono::{DateTime, TimeDelta, Utc};
use model::Failure;
use sea_orm::{ActiveValue::Set, entity::prelude::*, sea_query::OnConflict};

use crate::Fault;

/// How often somebody tried within the current window.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "throttle")]
pub struct Model {
    /// Who tries at which door: `sign_in:account:...`, `sign_in:address:...`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    /// Tries within the window.
    pub tries: i32,
    /// When counting begins anew.
    pub window_ends_at: DateTime<Utc>,
}

/// Nothing to join.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Counts a try, and refuses it when there were `most` within the window already. Each try learns its own number, so
/// that many at once get no further than one after another.
pub async fn admit(
    db: &impl ConnectionTrait,
    key: &str,
    most: i32,
    window: TimeDelta,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    let row = count(db, key, window, now).await?;
    if row.tries <= most {
        return Ok(());
    }
    let seconds = (row.window_ends_at - now).num_seconds().max(1);
    Err(Failure::TooMany {
        retry_after: u32::try_from(seconds).unwrap_or(u32::MAX),
    }
    .into())
}

/// Counts a try, in one statement that two processes can run at once.
pub async fn count(
    db: &impl ConnectionTrait,
    key: &str,
    window: TimeDelta,
    now: DateTime<Utc>,
) -> Result<Model, DbErr> {
    use sea_orm::ExprTrait as _;

    let ends = now + window;
    let expired = Expr::col((Entity, Column::WindowEndsAt)).lte(now);
    let tries = Expr::case(expired.clone(), 1).finally(Expr::col((Entity, Column::Tries)).add(1));
    let window_ends_at = Expr::case(expired, ends).finally(Expr::col((Entity, Column::WindowEndsAt)));
    let row = ActiveModel {
        key: Set(key.to_owned()),
        tries: Set(1),
        window_ends_at: Set(ends),
    };
    Entity::insert(row)
        .on_conflict(
            OnConflict::column(Column::Key)
                .value(Column::Tries, tries)
                .value(Column::WindowEndsAt, window_ends_at)
                .to_owned(),
        )
        .exec_with_returning(db)
        .await
}

/// Forgets the tries of somebody who got in.
pub async fn forget(db: &impl ConnectionTrait, key: &str) -> Result<(), Fault> {
    Entity::delete_by_id(key).exec(db).await?;
    Ok(())
}

/// Takes one try back: of somebody who got in, at a door that he shares with others.
pub async fn take_back(db: &impl ConnectionTrait, key: &str) -> Result<(), Fault> {
    use sea_orm::ExprTrait as _;

    Entity::update_many()
        .col_expr(Column::Tries, Expr::col(Column::Tries).sub(1))
        .filter(Column::Key.eq(key))
        .filter(Column::Tries.gt(0))
        .exec(db)
        .await?;
    Ok(())
}
