//! Saved views, and how their order is kept.

mod edit;
pub mod entity;
mod list;
mod move_view;
mod remove;
mod save;

use model::{
    Failure,
    accounts::views::{SavedView, Shown},
    values::ids::{PersonId, SavedViewId},
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use self::entity::{Column, Entity, Model};
use crate::{Fault, Work, platform::organisation};

/// One view, for a change. Limits and places are kept by one command after the other, and what somebody keeps to
/// himself is not there for others.
async fn find(work: &Work<'_>, view: SavedViewId) -> Result<Model, Fault> {
    organisation::hold(work.db()).await?;
    let found = Entity::find_by_id(view.0).one(work.db()).await?;
    let asks = work.actor().person();
    found
        .filter(|row| row.shared || Some(PersonId(row.owner_id)) == asks)
        .ok_or_else(|| Failure::NotFound.into())
}

/// The views among which one has its place, in their order: a person's own, or those that everybody sees.
async fn row(db: &impl ConnectionTrait, owner: PersonId, shared: bool) -> Result<Vec<Model>, DbErr> {
    let own = (!shared).then(|| Column::OwnerId.eq(owner.0));
    Entity::find()
        .filter(Condition::all().add(Column::Shared.eq(shared)).add_option(own))
        .order_by_asc(Column::Position)
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

/// The place behind the last of a row.
fn end_of(row: &[Model]) -> i32 {
    row.last().map_or(0, |last| last.position + 1)
}

/// A view as its owner knows it.
fn told(row: Model, owner_name: String) -> SavedView {
    SavedView {
        id: SavedViewId(row.id),
        name: row.name,
        owner: PersonId(row.owner_id),
        owner_name,
        shared: row.shared,
        conditions: Shown::from_stored(&row.conditions),
    }
}

#[cfg(test)]
mod tests;
