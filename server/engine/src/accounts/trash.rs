//! How an account goes into the trash. Its people and deals go with it, marked by the same moment, so that they come
//! back together and not with what was there before.

use model::{
    access::Action,
    accounts::trash::{AccountNamed, TrashAccount},
    activity::Fact,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::{contacts, deals, entity, queries};
use crate::{Done, Fault, Handle, Work};

impl Handle for TrashAccount {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<AccountNamed>, Fault> {
        let row = queries::lock(work.db(), self.account).await?;
        work.require(Action::TrashAccount { owners: &row.leads() })?;

        let now = work.now();
        let by = work.actor().person().map(|person| person.0);
        entity::Entity::update_many()
            .col_expr(entity::Column::TrashedAt, Expr::val(now))
            .col_expr(entity::Column::UpdatedBy, Expr::val(by))
            .filter(entity::Column::Id.eq(self.account.0))
            .exec(work.db())
            .await?;
        contacts::entity::Entity::update_many()
            .col_expr(contacts::entity::Column::TrashedAt, Expr::val(now))
            .filter(contacts::entity::Column::AccountId.eq(self.account.0))
            .filter(contacts::entity::Column::TrashedAt.is_null())
            .exec(work.db())
            .await?;
        deals::entity::Entity::update_many()
            .col_expr(deals::entity::Column::TrashedAt, Expr::val(now))
            .filter(deals::entity::Column::AccountId.eq(self.account.0))
            .filter(deals::entity::Column::TrashedAt.is_null())
            .exec(work.db())
            .await?;
        Ok(work
            .record(Fact::AccountTrashed {
                account: self.account,
                name: row.name.clone(),
            })
            .with(AccountNamed {
                account: self.account,
                name: row.name,
            }))
    }
}
