//! Who works here.

use model::{
    platform::people::{Person, list::ListPeople},
    values::{Cursor, Page},
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, Func, LikeExpr},
};

use super::{
    entity::{Column, Entity},
    queries,
};
use crate::{Answer, Fault, Read};

impl Answer for ListPeople {
    async fn answer(self, read: &Read<'_>) -> Result<Page<Person>, Fault> {
        let mut query = Entity::find();
        if let Some(text) = &self.text {
            query = query.filter(contains(text.as_str()));
        }
        if let Some(state) = self.state {
            query = query.filter(Column::State.eq(state.key()));
        }
        if let Some(department) = self.department {
            query = query.filter(Column::Department.eq(department.key()));
        }
        if let Some(role) = self.role {
            query = query.filter(Column::Role.eq(role.key()));
        }
        if let Some(cursor) = &self.cursor {
            let (name, id) = cursor.place();
            let name = name.unwrap_or_default();
            query = query.filter(
                Condition::any()
                    .add(Column::Name.gt(name.clone()))
                    .add(Condition::all().add(Column::Name.eq(name)).add(Column::Id.gt(id))),
            );
        }
        let rows = query
            .order_by_asc(Column::Name)
            .order_by_asc(Column::Id)
            .limit(u64::from(self.limit.get()) + 1)
            .all(read.db())
            .await?;
        let page = Page::of(rows, self.limit, |row| Cursor::after(Some(&row.name), row.id));
        Ok(page.map(queries::person))
    }
}

/// Name or address contain the text, in whatever case. SQLite lowers only a to z, so the text as typed counts too.
fn contains(text: &str) -> Condition {
    let within = |text: &str| {
        let escaped = text.replace('!', "!!").replace('%', "!%").replace('_', "!_");
        LikeExpr::new(format!("%{escaped}%")).escape('!')
    };
    Condition::any()
        .add(Expr::expr(Func::lower(Expr::col(Column::Name))).like(within(&text.to_lowercase())))
        .add(Column::Name.like(within(text)))
        .add(Column::Email.like(within(&text.to_lowercase())))
}
