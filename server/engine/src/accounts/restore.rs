//! How an account comes back, with those who went into the trash in the same moment.

use chrono::{DateTime, Utc};
use model::{
    Refusal,
    access::Action,
    accounts::{restore::RestoreAccount, trash::AccountNamed},
    activity::Fact,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::{contacts, deals, entity, queries};
use crate::{Done, Fault, Handle, Work};

impl Handle for RestoreAccount {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<AccountNamed>, Fault> {
        const NEVER: Option<DateTime<Utc>> = None;
        let row = queries::lock_anywhere(work.db(), self.account).await?;
        let Some(trashed_at) = row.trashed_at else {
            return Err(Refusal::NotInTrash.into());
        };
        work.require(Action::TrashAccount { owners: &row.leads() })?;

        entity::Entity::update_many()
            .col_expr(entity::Column::TrashedAt, Expr::val(NEVER))
            .filter(entity::Column::Id.eq(self.account.0))
            .exec(work.db())
            .await?;
        contacts::entity::Entity::update_many()
            .col_expr(contacts::entity::Column::TrashedAt, Expr::val(NEVER))
            .filter(contacts::entity::Column::AccountId.eq(self.account.0))
            .filter(contacts::entity::Column::TrashedAt.eq(trashed_at))
            .exec(work.db())
            .await?;
        deals::entity::Entity::update_many()
            .col_expr(deals::entity::Column::TrashedAt, Expr::val(NEVER))
            .filter(deals::entity::Column::AccountId.eq(self.account.0))
            .filter(deals::entity::Column::TrashedAt.eq(trashed_at))
            .exec(work.db())
            .await?;
        deals::roll_up(work.db(), self.account).await?;
        Ok(work
            .record(Fact::AccountRestored {
                account: self.account,
                name: row.name.clone(),
            })
            .with(AccountNamed {
                account: self.account,
                name: row.name,
            }))
    }
}
