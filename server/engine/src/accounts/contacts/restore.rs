//! How a contact comes back from the trash.

use chrono::{DateTime, Utc};
use model::{
    Refusal,
    accounts::contacts::{restore::RestoreContact, trash::ContactNamed},
    activity::Fact,
    values::ids::AccountId,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::{
    entity::{Column, Entity},
    queries,
};
use crate::{Done, Fault, Handle, Work, accounts};

impl Handle for RestoreContact {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<ContactNamed>, Fault> {
        const NEVER: Option<DateTime<Utc>> = None;
        let row = queries::hold(work.db(), self.contact, None).await?;
        if row.trashed_at.is_none() {
            return Err(Refusal::NotInTrash.into());
        }
        if let Some(account) = row.account_id {
            accounts::queries::lock(work.db(), AccountId(account)).await?;
        }
        Entity::update_many()
            .col_expr(Column::TrashedAt, Expr::val(NEVER))
            .filter(Column::Id.eq(self.contact.0))
            .exec(work.db())
            .await?;
        Ok(work
            .record(Fact::ContactRestored {
                account: row.account_id.map(AccountId),
                contact: self.contact,
                name: row.name.clone(),
            })
            .with(ContactNamed {
                contact: self.contact,
                name: row.name,
            }))
    }
}
