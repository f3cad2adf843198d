//! Which legs owe an act, the longest missing first.

use model::{
    Department,
    journey::missing_legs::{MissingLeg, list::ListMissingLegs},
    values::{
        Page,
        ids::{AccountId, PersonId},
    },
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select};

use super::{
    entity::{Column, Entity},
    told,
};
use crate::{Answer, Fault, Read, accounts::entity as account, journey::board, keyset::Order};

/// The alerts that are open: of one leg, of the accounts that somebody leads for any leg, of one account.
pub(in crate::journey) fn open(
    leg: Option<Department>,
    led_by: Option<PersonId>,
    account: Option<AccountId>,
) -> Select<Entity> {
    let mut open = Entity::find().filter(Column::ClearedAt.is_null());
    if let Some(leg) = leg {
        open = open.filter(Column::Leg.eq(leg.key()));
    }
    if let Some(person) = led_by {
        let ours = account::Entity::find()
            .select_only()
            .column(account::Column::Id)
            .filter(account::Column::TrashedAt.is_null())
            .filter(board::led_by(person))
            .into_query();
        open = open.filter(Column::AccountId.in_subquery(ours));
    }
    if let Some(account) = account {
        open = open.filter(Column::AccountId.eq(account.0));
    }
    open
}

impl Answer for ListMissingLegs {
    async fn answer(self, read: &Read<'_>) -> Result<Page<MissingLeg>, Fault> {
        let led_by = if self.mine { Some(read.person()?) } else { None };
        let order: Order<Entity> = Order::by([Column::Since], Column::Id, false);
        let found = open(self.leg, led_by, self.account);
        let rows = order.rows(read.db(), found, self.limit, self.cursor.as_ref()).await?;
        let page = Page::of(rows, self.limit, |row| order.cursor(row));
        Ok(Page {
            items: told(read.db(), page.items).await?,
            next: page.next,
        })
    }
}
