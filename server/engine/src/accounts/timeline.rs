//! How the timeline of an account is read: facts and signals, each by its own index, merged by time.

use std::collections::HashMap;

use model::{
    Department,
    access::{Action, may},
    accounts::timeline::{Entry, EntryKind, Lane, ShowTimeline, Signal, What},
    activity::Fact,
    values::{Limit, Page, ids::PersonId},
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
    prelude::{DateTimeUtc, Uuid},
};

use super::{contacts, queries, signals, touches};
use crate::{Answer, Fault, Read, activity, keyset::Order};

/// A row of either table, in the order of both.
enum Row {
    Fact(activity::entity::Model),
    Signal(signals::entity::Model),
}

impl Row {
    const fn place(&self) -> (DateTimeUtc, Uuid) {
        match self {
            Self::Fact(row) => (row.occurred_at, row.id),
            Self::Signal(row) => (row.occurred_at, row.id),
        }
    }
}

impl Answer for ShowTimeline {
    async fn answer(self, read: &Read<'_>) -> Result<Page<Entry>, Fault> {
        queries::find(read.db(), self.account).await?;
        let limit = self.limit.unwrap_or_default();
        let facts: Order<activity::entity::Entity> = Order::by(
            [activity::entity::Column::OccurredAt],
            activity::entity::Column::Id,
            true,
        );
        let acts: Order<signals::entity::Entity> =
            Order::by([signals::entity::Column::OccurredAt], signals::entity::Column::Id, true);
        let mut rows = facts_of(&self, read, &facts, limit).await?;
        rows.extend(signals_of(&self, read, &acts, limit).await?);
        rows.sort_unstable_by_key(|row| std::cmp::Reverse(row.place()));
        let page = Page::of(rows, limit, |row| match row {
            Row::Fact(row) => facts.cursor(row),
            Row::Signal(row) => acts.cursor(row),
        });
        Ok(Page {
            items: entries(read, page.items).await?,
            next: page.next,
        })
    }
}

async fn facts_of(
    timeline: &ShowTimeline,
    read: &Read<'_>,
    order: &Order<activity::entity::Entity>,
    limit: Limit,
) -> Result<Vec<Row>, Fault> {
    use activity::entity::{Column, Entity};
    if timeline.kind == Some(EntryKind::Signals) {
        return Ok(Vec::new());
    }
    let removed = touches::entity::Entity::find()
        .select_only()
        .column(touches::entity::Column::Id)
        .filter(touches::entity::Column::AccountId.eq(timeline.account.0))
        .filter(touches::entity::Column::TrashedAt.is_not_null())
        .into_query();
    let condition = Condition::all()
        .add(Column::AccountId.eq(timeline.account.0))
        .add(
            Condition::any()
                .add(Column::Kind.ne("touch_logged"))
                .add(Column::SubjectId.not_in_subquery(removed)),
        )
        .add_option(
            timeline
                .kind
                .map(|kind| Column::Kind.is_in(kind.facts().iter().copied())),
        )
        .add_option(timeline.lane.map(|lane| {
            match lane.leg() {
                Some(leg) => Condition::all()
                    .add(Column::Department.eq(leg.key()))
                    .add(Column::Kind.ne(MOVED)),
                None if lane == Lane::Buyer => Condition::all().add(Column::Kind.eq(MOVED)),
                None => Condition::all()
                    .add(Column::Department.is_null())
                    .add(Column::Kind.ne(MOVED)),
            }
        }));
    let select = Entity::find().filter(condition);
    let rows = order.rows(read.db(), select, limit, timeline.cursor.as_ref()).await?;
    Ok(rows.into_iter().map(Row::Fact).collect())
}

/// A move along the journey is what the buyer did, whoever wrote it down.
const MOVED: &str = "account_moved";

async fn signals_of(
    timeline: &ShowTimeline,
    read: &Read<'_>,
    order: &Order<signals::entity::Entity>,
    limit: Limit,
) -> Result<Vec<Row>, Fault> {
    use signals::entity::{Column, Entity};
    let wanted =
        matches!(timeline.lane, None | Some(Lane::Buyer)) && matches!(timeline.kind, None | Some(EntryKind::Signals));
    if !wanted {
        return Ok(Vec::new());
    }
    let select = Entity::find().filter(Column::AccountId.eq(timeline.account.0));
    let rows = order.rows(read.db(), select, limit, timeline.cursor.as_ref()).await?;
    Ok(rows.into_iter().map(Row::Signal).collect())
}

/// Rows with the names of those who acted, found in one query for each side.
async fn entries(read: &Read<'_>, rows: Vec<Row>) -> Result<Vec<Entry>, Fault> {
    let ours = rows.iter().map(|row| match row {
        Row::Fact(row) => row.actor_id,
        Row::Signal(_) => None,
    });
    let ours = queries::names(read.db(), ours).await?;
    let theirs = rows.iter().filter_map(|row| match row {
        Row::Fact(_) => None,
        Row::Signal(row) => row.contact_id,
    });
    let theirs = contacts::queries::names(read.db(), theirs).await?;
    let mut entries = Vec::with_capacity(rows.len());
    for row in rows {
        entries.push(match row {
            Row::Fact(row) => fact_entry(read, row, &ours)?,
            Row::Signal(row) => Entry {
                id: row.id,
                at: row.occurred_at,
                lane: Lane::Buyer,
                who: row.contact_id.and_then(|contact| theirs.get(&contact).cloned()),
                what: What::Signal(Signal {
                    kind: row.kind,
                    venue: row.venue,
                    topic: row.topic,
                    said: row.said,
                }),
                removable: None,
            },
        });
    }
    Ok(entries)
}

fn fact_entry(read: &Read<'_>, row: activity::entity::Model, names: &HashMap<Uuid, String>) -> Result<Entry, Fault> {
    let leg = row.department.as_deref().and_then(Department::from_key);
    let fact: Fact = serde_json::from_value(row.fact)?;
    let lane = match leg {
        _ if row.kind == MOVED => Lane::Buyer,
        Some(leg) => Lane::of(leg),
        None => Lane::System,
    };
    let removable = match &fact {
        Fact::TouchLogged { touch, leg, .. } => {
            let change = Action::ChangeTouch {
                author: row.actor_id.map(PersonId),
                leg: Some(*leg),
            };
            may(read.actor(), change).then_some(*touch)
        }
        _ => None,
    };
    Ok(Entry {
        id: row.id,
        at: row.occurred_at,
        lane,
        who: row.actor_id.and_then(|actor| names.get(&actor).cloned()),
        what: What::Fact(Box::new(fact)),
        removable,
    })
}
