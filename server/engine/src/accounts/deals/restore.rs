//! How a deal comes back from the trash.

use model::{
    Refusal,
    accounts::deals::{restore::RestoreDeal, trash::DealNamed},
    activity::Fact,
    values::ids::AccountId,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::{
    entity::{self, Column},
    queries, roll_up,
};
use crate::{Done, Fault, Handle, Work, accounts};

impl Handle for RestoreDeal {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<DealNamed>, Fault> {
        let row = queries::find(work.db(), self.deal).await?;
        if row.trashed_at.is_none() {
            return Err(Refusal::NotInTrash.into());
        }
        // A deal comes back to an account that is there.
        accounts::queries::lock(work.db(), AccountId(row.account_id)).await?;
        let changed = entity::ActiveModel {
            trashed_at: Set(None),
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
            .record(Fact::DealRestored {
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
