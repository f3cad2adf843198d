//! One card.

use model::{
    Failure,
    journey::board::{Card, card::ShowCard},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::{
    Answer, Fault, Read,
    accounts::entity::{Column, Entity},
};

impl Answer for ShowCard {
    async fn answer(self, read: &Read<'_>) -> Result<Card, Fault> {
        let row = Entity::find_by_id(self.account.0)
            .filter(Column::TrashedAt.is_null())
            .one(read.db())
            .await?
            .ok_or(Failure::NotFound)?;
        let currency = super::currency(read).await?;
        let stages = read.stages().await?;
        let cards = super::cards(read, &stages, vec![row.into()], currency).await?;
        cards.into_iter().next().ok_or_else(|| Failure::NotFound.into())
    }
}
