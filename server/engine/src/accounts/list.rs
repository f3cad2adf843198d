//! How accounts are listed: one query for the rows, one for the names of their leads.

use model::{
    accounts::{
        Account,
        list::{AccountSort, ListAccounts},
    },
    values::Page,
};
use sea_orm::{EntityTrait, QueryFilter};

use super::{
    entity::{Column, Entity},
    filter, queries,
};
use crate::{Answer, Fault, Read, keyset::Order};

impl Answer for ListAccounts {
    async fn answer(self, read: &Read<'_>) -> Result<Page<Account>, Fault> {
        let limit = self.limit.unwrap_or_default();
        let sort = self.sorted();
        let order: Order<Entity> = match sort.by {
            AccountSort::Name => Order::by([Column::NameKey], Column::Id, sort.descending),
            AccountSort::Updated => Order::by([Column::UpdatedAt], Column::Id, sort.descending),
            AccountSort::OpenAmount => Order::by([Column::OpenAmountMinor], Column::Id, sort.descending),
            AccountSort::Stage => Order::by([Column::StagePosition, Column::StageSince], Column::Id, sort.descending),
            AccountSort::Close => Order::by_nullable(Column::NextCloseOn, Column::Id, sort.descending),
        };
        let select = Entity::find().filter(filter::condition(&self.filter(), read.now()));
        let rows = order.rows(read.db(), select, limit, self.cursor.as_ref()).await?;
        let page = Page::of(rows, limit, |row| order.cursor(row));
        Ok(Page {
            items: queries::told(read.db(), page.items).await?,
            next: page.next,
        })
    }
}
