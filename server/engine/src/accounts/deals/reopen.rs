//! How a closed deal is opened again.

use model::{
    Refusal,
    accounts::deals::{Deal, DealState, reopen::ReopenDeal},
    activity::Fact,
    values::ids::AccountId,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::{
    entity::{self, Column},
    queries, roll_up,
};
use crate::{Done, Fault, Handle, Work};

impl Handle for ReopenDeal {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Deal>, Fault> {
        let row = queries::lock(work.db(), self.deal).await?;
        if row.state == DealState::Open.key() {
            return Err(Refusal::DealNotDecided.into());
        }
        let decided = entity::ActiveModel {
            state: Set(DealState::Open.key().to_owned()),
            closed_at: Set(None),
            lost_reason: Set(None),
            updated_at: Set(work.now()),
            updated_by: Set(work.actor().person().map(|person| person.0)),
            ..Default::default()
        };
        entity::Entity::update_many()
            .set(decided)
            .filter(Column::Id.eq(self.deal.0))
            .exec(work.db())
            .await?;
        let account = AccountId(row.account_id);
        roll_up(work.db(), account).await?;
        let answer = queries::told_one(work.db(), self.deal).await?;
        Ok(work
            .record(Fact::DealReopened {
                account,
                deal: self.deal,
                name: row.name,
            })
            .with(answer))
    }
}
