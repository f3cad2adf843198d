//! How a deal is opened.

use model::{
    Failure,
    accounts::deals::{Deal, DealState, create::CreateDeal},
    activity::Fact,
    values::ids::DealId,
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::{entity, queries, roll_up};
use crate::{Done, Fault, Handle, Work, accounts};

impl Handle for CreateDeal {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Deal>, Fault> {
        accounts::queries::lock(work.db(), self.account).await?;
        let currency = accounts::queries::currency(work.db()).await?;
        queries::same_currency(self.currency, currency)?;
        let amount_minor = self
            .amount
            .in_minor(currency)
            .map_err(|complaint| Failure::field("amount", complaint))?;
        if let Some(owner) = self.owner {
            accounts::queries::owner_name(work.db(), owner, "owner").await?;
        }
        let deal = DealId(work.new_id());
        let name = self.name.to_string();
        let row = entity::ActiveModel {
            id: Set(deal.0),
            account_id: Set(self.account.0),
            name_key: Set(accounts::name_key(&name)),
            name: Set(name.clone()),
            amount_minor: Set(amount_minor),
            currency: Set(currency.to_string()),
            state: Set(DealState::Open.key().to_owned()),
            close_on: Set(self.close_on),
            closed_at: Set(None),
            lost_reason: Set(None),
            owner_id: Set(self.owner.map(|owner| owner.0)),
            created_at: Set(work.now()),
            updated_at: Set(work.now()),
            updated_by: Set(work.actor().person().map(|person| person.0)),
            trashed_at: Set(None),
            version: Set(1),
        };
        entity::Entity::insert(row).exec_without_returning(work.db()).await?;
        roll_up(work.db(), self.account).await?;
        let answer = queries::told_one(work.db(), deal).await?;
        Ok(work
            .record(Fact::DealOpened {
                account: self.account,
                deal,
                name,
                amount_minor,
                currency: currency.to_string(),
            })
            .with(answer))
    }
}
