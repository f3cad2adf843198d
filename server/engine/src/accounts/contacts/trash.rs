//! How a contact goes into the trash.

use model::{
    Refusal,
    accounts::contacts::trash::{ContactNamed, TrashContact},
    activity::Fact,
    values::ids::AccountId,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::{
    entity::{Column, Entity},
    queries,
};
use crate::{Done, Fault, Handle, Work};

impl Handle for TrashContact {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<ContactNamed>, Fault> {
        let row = queries::hold(work.db(), self.contact, None).await?;
        if row.trashed_at.is_some() {
            return Err(Refusal::InTrash.into());
        }
        Entity::update_many()
            .col_expr(Column::TrashedAt, Expr::val(work.now()))
            .col_expr(
                Column::UpdatedBy,
                Expr::val(work.actor().person().map(|person| person.0)),
            )
            .filter(Column::Id.eq(self.contact.0))
            .exec(work.db())
            .await?;
        Ok(work
            .record(Fact::ContactTrashed {
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
