//! How the event log of accounts is listed.

use model::{
    Department,
    accounts::activities::list::{Activity, ListActivities},
    values::{
        Page,
        ids::{AccountId, ActivityId, PersonId},
    },
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};

use crate::{
    Answer, Fault, Read,
    activity::entity::{Column, Entity},
    keyset::Order,
};

impl Answer for ListActivities {
    async fn answer(self, read: &Read<'_>) -> Result<Page<Activity>, Fault> {
        let limit = self.limit.unwrap_or_default();
        let by = if self.account.is_some() {
            Column::OccurredAt
        } else {
            Column::At
        };
        let order: Order<Entity> = Order::by([by], Column::Id, true);
        let condition = Condition::all()
            .add(match self.account {
                Some(account) => Column::AccountId.eq(account.0),
                None => Column::AccountId.is_not_null(),
            })
            .add_option(self.kind.as_ref().map(|kind| Column::Kind.eq(kind.as_str())))
            .add_option(self.leg.map(|leg| Column::Department.eq(leg.key())))
            .add_option(self.person.map(|person| Column::ActorId.eq(person.0)));
        let select = Entity::find().filter(condition);
        let rows = order.rows(read.db(), select, limit, self.cursor.as_ref()).await?;
        let page = Page::of(rows, limit, |row| order.cursor(row));
        let mut items = Vec::with_capacity(page.items.len());
        for row in page.items {
            items.push(Activity {
                id: ActivityId(row.id),
                at: row.at,
                occurred_at: row.occurred_at,
                account: row.account_id.map(AccountId),
                leg: row.department.as_deref().and_then(Department::from_key),
                person: row.actor_id.map(PersonId),
                fact: serde_json::from_value(row.fact)?,
            });
        }
        Ok(Page { items, next: page.next })
    }
}
