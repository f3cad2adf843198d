//! How somebody says which of several facts holds.

use model::{
    accounts::fact_base::{list::FactBase, settle::SettleFact},
    activity::Fact,
    values::ids::AccountId,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::{
    entity::{Column, Entity},
    lock, standing,
};
use crate::{Done, Fault, Handle, Work};

impl Handle for SettleFact {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<FactBase>, Fault> {
        let row = lock(work.db(), self.fact).await?;
        Entity::update_many()
            .col_expr(Column::EndedAt, Expr::val(work.now()))
            .col_expr(Column::EndedFor, Expr::val(row.id))
            .filter(Column::AccountId.eq(row.account_id))
            .filter(Column::TopicKey.eq(row.topic_key.as_str()))
            .filter(Column::Id.ne(row.id))
            .filter(Column::EndedAt.is_null())
            .exec(work.db())
            .await?;
        Entity::update_many()
            .col_expr(Column::SettledAt, Expr::val(work.now()))
            .filter(Column::Id.eq(row.id))
            .exec(work.db())
            .await?;
        let account = AccountId(row.account_id);
        let answer = standing(work.db(), account).await?;
        Ok(work
            .record(Fact::FactSettled {
                account,
                fact: self.fact,
                topic: row.topic,
                value: row.value,
            })
            .with(answer))
    }
}
