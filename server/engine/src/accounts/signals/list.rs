//! How the signals of an account are listed.

use model::{
    accounts::signals::{Signal, list::ListSignals},
    values::Page,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};

use super::{
    entity::{Column, Entity},
    told,
};
use crate::{Answer, Fault, Read, keyset::Order};

impl Answer for ListSignals {
    async fn answer(self, read: &Read<'_>) -> Result<Page<Signal>, Fault> {
        let limit = self.limit.unwrap_or_default();
        let order: Order<Entity> = Order::by([Column::OccurredAt], Column::Id, true);
        let condition = Condition::all()
            .add(Column::AccountId.eq(self.account.0))
            .add_option(self.kind.map(|kind| Column::Kind.eq(kind.key())))
            .add_option(self.source.map(|source| Column::SourceType.eq(source.key())))
            .add_option(self.since.map(|since| Column::OccurredAt.gte(since)))
            .add_option(self.until.map(|until| Column::OccurredAt.lt(until)));
        let select = Entity::find().filter(condition);
        let rows = order.rows(read.db(), select, limit, self.cursor.as_ref()).await?;
        let page = Page::of(rows, limit, |row| order.cursor(row));
        Ok(Page {
            items: page.items.into_iter().map(told).collect::<Result<_, _>>()?,
            next: page.next,
        })
    }
}
