//! How deals are listed.

use model::{
    accounts::deals::{
        Deal,
        list::{DealSort, ListDeals},
    },
    values::Page,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};

use super::{
    entity::{Column, Entity},
    queries,
};
use crate::{Answer, Fault, Read, keyset::Order};

impl Answer for ListDeals {
    async fn answer(self, read: &Read<'_>) -> Result<Page<Deal>, Fault> {
        let limit = self.limit.unwrap_or_default();
        let sort = self.sorted();
        let order: Order<Entity> = match sort.by {
            DealSort::Close => Order::by_nullable(Column::CloseOn, Column::Id, sort.descending),
            DealSort::Amount => Order::by([Column::AmountMinor], Column::Id, sort.descending),
            DealSort::Name => Order::by([Column::NameKey], Column::Id, sort.descending),
            DealSort::Updated => Order::by([Column::UpdatedAt], Column::Id, sort.descending),
        };
        let condition = Condition::all()
            .add(Column::TrashedAt.is_null())
            .add_option(self.account.map(|account| Column::AccountId.eq(account.0)))
            .add_option(self.state.map(|state| Column::State.eq(state.key())))
            .add_option(self.owner.map(|owner| Column::OwnerId.eq(owner.0)));
        let select = Entity::find().filter(condition);
        let rows = order.rows(read.db(), select, limit, self.cursor.as_ref()).await?;
        let page = Page::of(rows, limit, |row| order.cursor(row));
        Ok(Page {
            items: queries::told(read.db(), page.items).await?,
            next: page.next,
        })
    }
}
