//! How contacts are listed.

use model::{
    accounts::contacts::{Contact, list::ListContacts},
    values::Page,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};

use super::{
    entity::{Column, Entity},
    queries,
};
use crate::{Answer, Fault, Read, accounts::filter::contains, keyset::Order};

impl Answer for ListContacts {
    async fn answer(self, read: &Read<'_>) -> Result<Page<Contact>, Fault> {
        let limit = self.limit.unwrap_or_default();
        let order: Order<Entity> = Order::by([Column::NameKey], Column::Id, false);
        let condition = Condition::all()
            .add(Column::TrashedAt.is_null())
            .add_option(self.account.map(|account| Column::AccountId.eq(account.0)))
            .add_option(self.buying_role.map(|role| Column::BuyingRole.eq(role.key())))
            .add_option(self.track.map(|track| Column::Track.eq(track.key())))
            .add_option(self.q.as_ref().map(|q| {
                Condition::any()
                    .add(contains(Column::NameKey, q.as_str()))
                    .add(contains(Column::Email, q.as_str()))
            }));
        let select = Entity::find().filter(condition);
        let rows = order.rows(read.db(), select, limit, self.cursor.as_ref()).await?;
        let page = Page::of(rows, limit, |row| order.cursor(row));
        Ok(Page {
            items: queries::told(read.db(), page.items).await?,
            next: page.next,
        })
    }
}
