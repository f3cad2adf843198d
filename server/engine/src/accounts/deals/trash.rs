//! How a deal goes into the trash.

use model::{
    accounts::deals::trash::{DealNamed, TrashDeal},
    activity::Fact,
    values::ids::AccountId,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::{
    entity::{self, Column},
    queries, roll_up,
};
use crate::{Done, Fault, Handle, Work};

impl Handle for TrashDeal {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<DealNamed>, Fault> {
        let row = queries::lock(work.db(), self.deal).await?;
        let changed = entity::ActiveModel {
            trashed_at: Set(Some(work.now())),
            updated_by: Set(work.actor().person().map(|person| person.0)),
            ..Default::default()
        };
        entity::Entity::update_many()
            .set(changed)
            .filter(Column::Id.eq(self.deal.0))
            .exec(work.db())
            .await?;
        let account = AccountId(row.account_id);
        roll_up(work.db(), account).await?;
        Ok(work
            .record(Fact::DealTrashed {
                account,
                deal: self.deal,
                name: row.name.clone(),
            })
            .with(DealNamed {
                deal: self.deal,
                name: row.name,
            }))
    }
}
