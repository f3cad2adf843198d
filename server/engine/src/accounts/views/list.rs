//! How somebody's tabs are found: in one statement, because every list of accounts begins with it.

use model::accounts::views::{SavedView, list::ListViews};
use sea_orm::{Condition, FromQueryResult, JoinType, QueryOrder, QuerySelect, entity::prelude::*};

use super::{
    entity::{Column, Entity, Model},
    told,
};
use crate::{Answer, Fault, Read, platform::people};

/// A view with the name of its owner.
#[derive(FromQueryResult)]
struct Found {
    #[sea_orm(nested)]
    view: Model,
    owner_name: String,
}

impl Answer for ListViews {
    async fn answer(self, read: &Read<'_>) -> Result<Vec<SavedView>, Fault> {
        let owner = Entity::belongs_to(people::entity::Entity)
            .from(Column::OwnerId)
            .to(people::entity::Column::Id)
            .into();
        let found = Entity::find()
            .column_as(people::entity::Column::Name, "owner_name")
            .join(JoinType::InnerJoin, owner)
            .filter(
                Condition::any()
                    .add(Column::Shared.eq(true))
                    .add(Column::OwnerId.eq(read.person()?.0)),
            )
            .order_by_asc(Column::Shared)
            .order_by_asc(Column::Position)
            .order_by_asc(Column::Id)
            .into_model::<Found>()
            .all(read.db())
            .await?;
        Ok(found
            .into_iter()
            .map(|found| told(found.view, found.owner_name))
            .collect())
    }
}
