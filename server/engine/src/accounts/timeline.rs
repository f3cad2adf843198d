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
        if rows.is_empty() {
            // Whoever has rows is there; only of the others it must be asked.
            queries::find(read.db(), self.account).await?;
        }
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
        // The signal itself stands there.
        .add(Column::Kind.ne("signal_recorded"))
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

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use model::{
        Complaint, Failure,
        accounts::{
            Account,
            activities::list::ListActivities,
            create::CreateAccount,
            show::ShowAccount,
            touches::{Touch, TouchKind, log::LogTouch, remove::RemoveTouch, restore::RestoreTouch},
        },
        values::ids::AccountId,
    };
    use sea_orm::ActiveValue::Set;

    use super::*;
    use crate::testing::{Who, World};

    crate::testing::on_both!(
        facts_and_signals_stand_in_one_order_on_every_page,
        a_removed_touch_is_hidden_and_its_removal_is_not,
        a_note_is_no_act_of_its_leg,
        a_touch_is_logged_for_ones_own_leg,
        a_touch_cannot_lie_in_the_future,
        the_event_log_of_an_account_can_be_followed,
    );

    async fn account(world: &World) -> Account {
        let create: CreateAccount = serde_json::from_value(serde_json::json!({"name": "Brackwell Dairies"})).unwrap();
        world.as_seller().perform(create).await.unwrap()
    }

    fn touch(account: AccountId, kind: TouchKind) -> LogTouch {
        LogTouch {
            account,
            kind,
            body: "Payback below 18 months".parse().unwrap(),
            contact: None,
            occurred_at: None,
            leg: None,
        }
    }

    fn all(account: AccountId) -> ShowTimeline {
        ShowTimeline {
            account,
            lane: None,
            kind: None,
            limit: None,
            cursor: None,
        }
    }

    async fn entries(world: &World, asked: ShowTimeline) -> Vec<Entry> {
        world.as_executive().ask(asked).await.unwrap().items
    }

    async fn signal(world: &World, account: AccountId) {
        let row = signals::entity::ActiveModel {
            id: Set(world.engine.clock.new_id()),
            account_id: Set(account.0),
            contact_id: Set(None),
            kind: Set("content_read".to_owned()),
            venue: Set(None),
            source_type: Set(None),
            topic: Set(None),
            said: Set(None),
            occurred_at: Set(world.engine.clock.now()),
        };
        signals::entity::Entity::insert(row)
            .exec_without_returning(world.engine.store.writer())
            .await
            .unwrap();
    }

    async fn facts_and_signals_stand_in_one_order_on_every_page(world: World) {
        let account = account(&world).await.id;
        for number in 0..11 {
            if number % 2 == 0 {
                world.clock.advance(TimeDelta::hours(1));
            }
            signal(&world, account).await;
            world
                .as_seller()
                .perform(touch(account, TouchKind::Call))
                .await
                .unwrap();
        }
        let whole: Vec<_> = entries(&world, all(account))
            .await
            .iter()
            .map(|entry| entry.id)
            .collect();
        assert_eq!(whole.len(), 23);
        for rows in [1, 4, 22] {
            let mut seen = Vec::new();
            let mut cursor = None;
            loop {
                let asked = ShowTimeline {
                    limit: Some(Limit::try_from(rows).unwrap()),
                    cursor,
                    ..all(account)
                };
                let page = world.as_executive().ask(asked).await.unwrap();
                seen.extend(page.items.iter().map(|entry| entry.id));
                cursor = page.next;
                if cursor.is_none() {
                    break;
                }
            }
            assert_eq!(seen, whole, "by {rows}");
        }
        let of = |lane| ShowTimeline {
            lane: Some(lane),
            ..all(account)
        };
        assert_eq!(entries(&world, of(Lane::Buyer)).await.len(), 11);
        assert_eq!(entries(&world, of(Lane::Sales)).await.len(), 12);
        assert_eq!(entries(&world, of(Lane::Service)).await.len(), 0);
    }

    async fn a_removed_touch_is_hidden_and_its_removal_is_not(world: World) {
        let account = account(&world).await.id;
        let logged = world
            .as_seller()
            .perform(touch(account, TouchKind::Call))
            .await
            .unwrap();
        let kinds = async |world: &World| -> Vec<&'static str> {
            let entries = entries(world, all(account)).await;
            let facts = entries.iter().filter_map(|entry| match &entry.what {
                What::Fact(fact) => Some(fact.kind()),
                What::Signal(_) => None,
            });
            facts.filter(|kind| kind.starts_with("touch")).collect()
        };
        let refused = world.as_marketer().perform(RemoveTouch { touch: logged.id }).await;
        assert_eq!(refused, Err(Failure::Forbidden));
        world.clock.advance(TimeDelta::minutes(1));
        world
            .as_sales_manager()
            .perform(RemoveTouch { touch: logged.id })
            .await
            .unwrap();
        assert_eq!(kinds(&world).await, ["touch_removed"]);
        assert_eq!(acted(&world, account).await, None);

        world.clock.advance(TimeDelta::minutes(1));
        world
            .as_seller()
            .perform(RestoreTouch { touch: logged.id })
            .await
            .unwrap();
        assert_eq!(kinds(&world).await, ["touch_restored", "touch_removed", "touch_logged"]);
        assert_eq!(acted(&world, account).await, Some(logged.occurred_at));
    }

    async fn acted(world: &World, account: AccountId) -> Option<DateTimeUtc> {
        let shown = world.as_seller().ask(ShowAccount { account }).await.unwrap();
        shown.account.legs.sales.acted_at
    }

    async fn a_note_is_no_act_of_its_leg(world: World) {
        let account = account(&world).await.id;
        world
            .as_seller()
            .perform(touch(account, TouchKind::Note))
            .await
            .unwrap();
        assert_eq!(acted(&world, account).await, None);
        let call: Touch = world
            .as_seller()
            .perform(touch(account, TouchKind::Call))
            .await
            .unwrap();
        let earlier = LogTouch {
            occurred_at: Some((call.occurred_at - TimeDelta::days(2)).to_rfc3339().try_into().unwrap()),
            ..touch(account, TouchKind::Meeting)
        };
        world.as_seller().perform(earlier).await.unwrap();
        assert_eq!(acted(&world, account).await, Some(call.occurred_at));
    }

    async fn a_touch_is_logged_for_ones_own_leg(world: World) {
        let account = account(&world).await.id;
        let for_service = LogTouch {
            leg: Some(Department::Service),
            ..touch(account, TouchKind::Call)
        };
        let refused = world.as_seller().perform(for_service.clone()).await;
        assert_eq!(refused, Err(Failure::field("leg", Complaint::NotAChoice)));
        let logged = world.as_admin().perform(for_service).await.unwrap();
        assert_eq!(logged.leg, Department::Service);
        let refused = world.as_admin().perform(touch(account, TouchKind::Call)).await;
        assert_eq!(refused, Err(Failure::field("leg", Complaint::Required)));
    }

    async fn a_touch_cannot_lie_in_the_future(world: World) {
        let account = account(&world).await.id;
        let tomorrow = world.engine.clock.now() + TimeDelta::days(1);
        let log = LogTouch {
            occurred_at: Some(tomorrow.to_rfc3339().try_into().unwrap()),
            ..touch(account, TouchKind::Call)
        };
        let refused = world.as_seller().perform(log).await;
        assert_eq!(refused, Err(Failure::field("occurred_at", Complaint::InTheFuture)));
    }

    async fn the_event_log_of_an_account_can_be_followed(world: World) {
        let account = account(&world).await.id;
        world
            .as_marketer()
            .perform(touch(account, TouchKind::Mail))
            .await
            .unwrap();
        let by_marketing = ListActivities {
            account: Some(account),
            leg: Some(Department::Marketing),
            person: Some(Who::Marketer.id()),
            ..ListActivities::default()
        };
        let listed = world.as_executive().ask(by_marketing).await.unwrap().items;
        assert_eq!(
            listed.iter().map(|entry| entry.fact.kind()).collect::<Vec<_>>(),
            ["touch_logged"]
        );
        let everything = world.as_executive().ask(ListActivities::default()).await.unwrap().items;
        assert_eq!(everything.len(), 2);
    }
}
