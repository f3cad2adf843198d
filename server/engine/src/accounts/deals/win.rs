//! How a deal is won.

use model::{
    Refusal,
    accounts::deals::{Deal, DealState, win::WinDeal},
    activity::Fact,
    values::ids::AccountId,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::{
    entity::{self, Column},
    queries, roll_up,
};
use crate::{Done, Fault, Handle, Work};

impl Handle for WinDeal {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Deal>, Fault> {
        let row = queries::lock(work.db(), self.deal).await?;
        if row.state != DealState::Open.key() {
            return Err(Refusal::DealDecided.into());
        }
        let decided = entity::ActiveModel {
            state: Set(DealState::Won.key().to_owned()),
            closed_at: Set(Some(work.now())),
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
            .record(Fact::DealWon {
                account,
                deal: self.deal,
                name: row.name,
                amount_minor: row.amount_minor,
                currency: row.currency,
            })
            .with(answer))
    }
}
