//! How facts come to stand side by side again.

use model::{
    Refusal,
    accounts::fact_base::{list::FactBase, unsettle::UnsettleFact},
    activity::Fact,
    values::ids::AccountId,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, prelude::DateTimeUtc, prelude::Uuid, sea_query::Expr};

use super::{
    entity::{Column, Entity},
    lock, standing,
};
use crate::{Done, Fault, Handle, Work};

impl Handle for UnsettleFact {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<FactBase>, Fault> {
        let row = lock(work.db(), self.fact).await?;
        if row.settled_at.is_none() {
            return Err(Refusal::NothingSettled.into());
        }
        // What a department has said anew since then stands for it.
        let spoken = Entity::find()
            .filter(Column::AccountId.eq(row.account_id))
            .filter(Column::TopicKey.eq(row.topic_key.as_str()))
            .filter(Column::EndedAt.is_null())
            .all(work.db())
            .await?;
        Entity::update_many()
            .col_expr(Column::EndedAt, Expr::val(None::<DateTimeUtc>))
            .col_expr(Column::EndedFor, Expr::val(None::<Uuid>))
            .filter(Column::EndedFor.eq(row.id))
            .filter(Column::Department.is_not_in(spoken.iter().map(|fact| fact.department.as_str())))
            .exec(work.db())
            .await?;
        Entity::update_many()
            .col_expr(Column::SettledAt, Expr::val(None::<DateTimeUtc>))
            .filter(Column::Id.eq(row.id))
            .exec(work.db())
            .await?;
        let account = AccountId(row.account_id);
        let answer = standing(work.db(), account).await?;
        Ok(work
            .record(Fact::FactUnsettled {
                account,
                fact: self.fact,
                topic: row.topic,
            })
            .with(answer))
    }
}
