//! How a department takes back what it said.

use model::{
    access::Action,
    accounts::fact_base::{list::FactBase, withdraw::WithdrawFact},
    activity::Fact,
    values::ids::AccountId,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::{
    entity::{Column, Entity},
    leg, lock, standing,
};
use crate::{Done, Fault, Handle, Work};

impl Handle for WithdrawFact {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<FactBase>, Fault> {
        let row = lock(work.db(), self.fact).await?;
        let leg = leg(&row)?;
        work.require(Action::WithdrawFact { department: Some(leg) })?;
        Entity::update_many()
            .col_expr(Column::EndedAt, Expr::val(work.now()))
            .filter(Column::Id.eq(row.id))
            .exec(work.db())
            .await?;
        let account = AccountId(row.account_id);
        let answer = standing(work.db(), account).await?;
        Ok(work
            .record(Fact::FactWithdrawn {
                account,
                fact: self.fact,
                topic: row.topic,
                value: row.value,
                leg,
            })
            .with(answer))
    }
}
