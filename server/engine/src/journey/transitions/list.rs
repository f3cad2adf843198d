//! All moves along the journey, newest first.

use chrono::{DateTime, SecondsFormat, Utc};
use model::{
    Complaint, Failure,
    journey::transitions::list::{ListTransitions, TransitionRow},
    values::{
        Cursor, Page,
        ids::{AccountId, PersonId, TransitionId},
    },
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::entity::{Column, Entity, Model};
use crate::{Answer, Fault, Read, accounts, platform::people};

impl Answer for ListTransitions {
    async fn answer(self, read: &Read<'_>) -> Result<Page<TransitionRow>, Fault> {
        let mut query = Entity::find()
            .order_by_desc(Column::At)
            .order_by_desc(Column::Id)
            .limit(u64::from(self.limit.get()) + 1);
        if let Some(account) = self.account {
            query = query.filter(Column::AccountId.eq(account.0));
        }
        if let Some(from) = &self.from {
            query = query.filter(Column::FromStage.eq(from.as_str()));
        }
        if let Some(to) = &self.to {
            query = query.filter(Column::ToStage.eq(to.as_str()));
        }
        if let Some(since) = self.since {
            query = query.filter(Column::At.gte(since));
        }
        if let Some(until) = self.until {
            query = query.filter(Column::At.lt(until));
        }
        if let Some(cursor) = &self.cursor {
            let (at, id) = cursor.place();
            let at = at
                .and_then(|at| at.parse::<DateTime<Utc>>().ok())
                .ok_or_else(|| Failure::field("cursor", Complaint::Malformed))?;
            query = query.filter(
                Condition::any()
                    .add(Column::At.lt(at))
                    .add(Condition::all().add(Column::At.eq(at)).add(Column::Id.lt(id))),
            );
        }
        let page = Page::of(query.all(read.db()).await?, self.limit, |row| {
            Cursor::after(Some(&row.at.to_rfc3339_opts(SecondsFormat::Micros, true)), row.id)
        });
        named(read, page).await
    }
}

async fn named(read: &Read<'_>, page: Page<Model>) -> Result<Page<TransitionRow>, Fault> {
    let accounts = accounts::names(read.db(), page.items.iter().map(|row| row.account_id)).await?;
    let people = people::names(read.db(), page.items.iter().filter_map(|row| row.person_id)).await?;
    let items = page
        .items
        .into_iter()
        .map(|row| {
            Ok(TransitionRow {
                id: TransitionId(row.id),
                account: AccountId(row.account_id),
                account_name: accounts.get(&row.account_id).cloned().unwrap_or_default(),
                from: row.from_stage,
                to: row.to_stage,
                at: row.at,
                cause: serde_json::from_value(row.cause)?,
                person: row.person_id.map(PersonId),
                person_name: row.person_id.and_then(|person| people.get(&person).cloned()),
            })
        })
        .collect::<Result<_, Fault>>()?;
    Ok(Page { items, next: page.next })
}
