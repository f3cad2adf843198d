//! What our legs did.

pub mod entity;
mod log;
mod remove;
mod restore;

use chrono::{DateTime, Utc};
use model::{
    Department, Failure,
    accounts::touches::TouchKind,
    values::ids::{AccountId, TouchId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};

use super::entity as account;
use crate::Fault;

/// The touch, on the timeline or off it.
async fn find(db: &impl ConnectionTrait, touch: TouchId) -> Result<entity::Model, Fault> {
    entity::Entity::find_by_id(touch.0)
        .one(db)
        .await?
        .ok_or_else(|| Failure::NotFound.into())
}

/// Brings up to date when a leg last acted on an account: its last call, meeting or mail. Called in the transaction
/// that logs, removes or restores a touch, after the account was locked.
pub async fn note_last_act(db: &impl ConnectionTrait, account: AccountId, leg: Department) -> Result<(), Fault> {
    let last: Option<DateTime<Utc>> = entity::Entity::find()
        .select_only()
        .column(entity::Column::OccurredAt)
        .filter(entity::Column::AccountId.eq(account.0))
        .filter(entity::Column::Leg.eq(leg.key()))
        .filter(entity::Column::Kind.ne(TouchKind::Note.key()))
        .filter(entity::Column::TrashedAt.is_null())
        .order_by_desc(entity::Column::OccurredAt)
        .limit(1)
        .into_tuple()
        .one(db)
        .await?;
    let column = match leg {
        Department::Marketing => account::Column::MarketingActedAt,
        Department::Sales => account::Column::SalesActedAt,
        Department::Service => account::Column::ServiceActedAt,
    };
    account::Entity::update_many()
        .col_expr(column, Expr::val(last))
        .filter(account::Column::Id.eq(account.0))
        .exec(db)
        .await?;
    Ok(())
}
