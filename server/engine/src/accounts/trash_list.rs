//! How the trash is listed.

use chrono::{DateTime, Utc};
use model::{
    accounts::trash_list::{ListTrash, TrashKind, Trashed},
    values::Page,
};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter,
    prelude::Uuid,
    sea_query::{Expr, Query},
};

use super::{contacts, deals, entity, queries};
use crate::{Answer, Fault, Read, accounts, keyset::Order};

/// What the three kinds have in common.
struct Row {
    id: Uuid,
    name: String,
    account: Option<Uuid>,
    trashed_at: Option<DateTime<Utc>>,
    by: Option<Uuid>,
}

impl Answer for ListTrash {
    async fn answer(self, read: &Read<'_>) -> Result<Page<Trashed>, Fault> {
        let limit = self.limit.unwrap_or_default();
        let cursor = self.cursor.as_ref();
        let db = read.db();
        let page = match self.kind.unwrap_or_default() {
            TrashKind::Accounts => {
                use entity::{Column, Entity};
                let order: Order<Entity> = Order::by([Column::TrashedAt], Column::Id, true);
                let select = Entity::find().filter(Column::TrashedAt.is_not_null());
                let rows = order.rows(db, select, limit, cursor).await?;
                Page::of(rows, limit, |row| order.cursor(row)).map(|row| Row {
                    id: row.id,
                    name: row.name,
                    account: None,
                    trashed_at: row.trashed_at,
                    by: row.updated_by,
                })
            }
            TrashKind::Contacts => {
                use contacts::entity::{Column, Entity};
                let order: Order<Entity> = Order::by([Column::TrashedAt], Column::Id, true);
                let select = Entity::find()
                    .filter(Column::TrashedAt.is_not_null())
                    .filter(alone(Column::AccountId, Column::TrashedAt));
                let rows = order.rows(db, select, limit, cursor).await?;
                Page::of(rows, limit, |row| order.cursor(row)).map(|row| Row {
                    id: row.id,
                    name: row.name,
                    account: row.account_id,
                    trashed_at: row.trashed_at,
                    by: row.updated_by,
                })
            }
            TrashKind::Deals => {
                use deals::entity::{Column, Entity};
                let order: Order<Entity> = Order::by([Column::TrashedAt], Column::Id, true);
                let select = Entity::find()
                    .filter(Column::TrashedAt.is_not_null())
                    .filter(alone(Column::AccountId, Column::TrashedAt));
                let rows = order.rows(db, select, limit, cursor).await?;
                Page::of(rows, limit, |row| order.cursor(row)).map(|row| Row {
                    id: row.id,
                    name: row.name,
                    account: Some(row.account_id),
                    trashed_at: row.trashed_at,
                    by: row.updated_by,
                })
            }
        };
        let people = queries::names(db, page.items.iter().map(|row| row.by)).await?;
        let accounts = accounts::names(db, page.items.iter().filter_map(|row| row.account)).await?;
        Ok(page.map(|row| Trashed {
            id: row.id,
            name: row.name,
            account_name: row.account.and_then(|account| accounts.get(&account).cloned()),
            trashed_at: row.trashed_at.unwrap_or(read.now()),
            by: row.by.and_then(|by| people.get(&by).cloned()),
        }))
    }
}

/// Records that went into the trash by themselves, not with their account.
fn alone<C: ColumnTrait>(account: C, trashed_at: C) -> Expr {
    use sea_orm::sea_query::ExprTrait;
    let with_account = Query::select()
        .expr(Expr::val(1))
        .from(entity::Entity)
        .and_where(Expr::col(entity::Column::Id.as_column_ref()).equals(account.as_column_ref()))
        .and_where(Expr::col(entity::Column::TrashedAt.as_column_ref()).equals(trashed_at.as_column_ref()))
        .to_owned();
    Expr::not_exists(with_account)
}
