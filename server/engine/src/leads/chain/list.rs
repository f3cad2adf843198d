//! How leads are listed.

use model::{
    leads::chain::list::{LeadRow, ListLeads},
    values::Page,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};

use super::{
    entity::{Column, Entity},
    rows,
};
use crate::{Answer, Fault, Read, keyset::Order, platform::organisation};

impl Answer for ListLeads {
    async fn answer(self, read: &Read<'_>) -> Result<Page<LeadRow>, Fault> {
        let today = organisation::today(read.db(), read.now()).await?;
        let limit = self.limit.unwrap_or_default();
        let order: Order<Entity> = Order::by([Column::NextOn], Column::Id, false);
        let condition = Condition::all()
            .add_option(self.state.map(|state| Column::State.eq(state.key())))
            .add_option(self.owner.map(|owner| Column::OwnerId.eq(owner.0)))
            .add_option(self.department.map(|one| Column::OwnerDepartment.eq(one.key())))
            .add_option(self.account.map(|account| Column::AccountId.eq(account.0)))
            .add_option(self.contact.map(|contact| Column::ContactId.eq(contact.0)))
            .add_option(self.overdue.map(|overdue| {
                let late = Condition::all()
                    .add(Column::NextOn.lt(today))
                    .add(Column::ClosedAt.is_null());
                if overdue { late } else { late.not() }
            }));
        let select = Entity::find().filter(condition);
        let found = order.rows(read.db(), select, limit, self.cursor.as_ref()).await?;
        let page = Page::of(found, limit, |row| order.cursor(row));
        Ok(Page {
            items: rows::told(read.db(), page.items).await?,
            next: page.next,
        })
    }
}
