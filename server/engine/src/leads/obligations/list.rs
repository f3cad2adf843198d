//! How what is owed is listed.

use model::{
    leads::obligations::{
        Standing,
        list::{ListObligations, ObligationRow},
    },
    values::Page,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};

use super::{
    entity::{Column, Entity},
    rows,
};
use crate::{Answer, Fault, Read, keyset::Order};

impl Answer for ListObligations {
    async fn answer(self, read: &Read<'_>) -> Result<Page<ObligationRow>, Fault> {
        let limit = self.limit.unwrap_or_default();
        // What is settled is looked back at.
        let settled = self.state.is_some_and(|state| state != Standing::Open);
        // A clock that stands still has no end.
        let order: Order<Entity> = Order::by_nullable(Column::DueAt, Column::Id, settled);
        let condition = Condition::all()
            .add_option(self.leg.map(|leg| Column::Leg.eq(leg.key())))
            .add_option(self.to.map(|leg| Column::ToLeg.eq(leg.key())))
            .add_option(self.person.map(|person| Column::PersonId.eq(person.0)))
            .add_option(self.account.map(|account| Column::AccountId.eq(account.0)))
            .add_option(self.lead.map(|lead| Column::LeadId.eq(lead.0)))
            .add_option(self.state.map(|state| rows::standing(state, read.now())));
        let select = Entity::find().filter(condition);
        let found = order.rows(read.db(), select, limit, self.cursor.as_ref()).await?;
        let page = Page::of(found, limit, |row| order.cursor(row));
        Ok(Page {
            items: rows::told(read.db(), page.items, read.now()).await?,
            next: page.next,
        })
    }
}
