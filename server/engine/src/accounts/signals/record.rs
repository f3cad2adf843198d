//! How something that the buyer did becomes known.

use model::{
    accounts::signals::{Signal, record::RecordSignal},
    activity::Fact,
    values::ids::SignalId,
};
use sea_orm::{ActiveModelTrait as _, EntityTrait, IntoActiveModel as _};

use super::{entity, told};
use crate::{
    Done, Fault, Handle, Work,
    accounts::{queries, touches},
};

impl Handle for RecordSignal {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Signal>, Fault> {
        queries::lock(work.db(), self.account).await?;
        let occurred_at = touches::moment(work, self.occurred_at.as_ref()).await?;
        if let Some(contact) = self.contact {
            touches::contact_name(work, self.account, contact).await?;
        }
        let row = entity::Model {
            id: work.new_id(),
            account_id: self.account.0,
            contact_id: self.contact.map(|contact| contact.0),
            kind: self.kind.key().to_owned(),
            venue: self.venue.map(String::from),
            source_type: self.source.map(|source| source.key().to_owned()),
            topic: self.topic.map(String::from),
            said: self.said.map(String::from),
            occurred_at,
        };
        entity::Entity::insert(row.clone().into_active_model().reset_all())
            .exec_without_returning(work.db())
            .await?;
        let fact = Fact::SignalRecorded {
            account: self.account,
            signal: SignalId(row.id),
            signal_kind: self.kind,
        };
        let answer = told(row)?;
        Ok(work.record(fact).with(answer))
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use model::{
        Complaint, Failure,
        accounts::{
            contacts::create::CreateContact,
            signals::{SignalKind, list::ListSignals},
            timeline::{ShowTimeline, What},
        },
        values::ids::AccountId,
    };

    use super::*;
    use crate::{
        accounts::entity as account,
        testing::{World, new_account, on_both},
    };

    on_both!(
        a_signal_stands_on_the_timeline_once_and_moves_the_account,
        signals_are_listed_newest_first_page_by_page,
        what_cannot_have_happened_is_refused,
    );

    fn signal(account: AccountId, kind: &str) -> RecordSignal {
        serde_json::from_value(serde_json::json!({"account": account, "kind": kind, "topic": "Valves"})).unwrap()
    }

    async fn account(world: &World) -> AccountId {
        world
            .as_seller()
            .perform(new_account("Brackwell Dairies"))
            .await
            .unwrap()
            .id
    }

    async fn a_signal_stands_on_the_timeline_once_and_moves_the_account(world: World) {
        let account = account(&world).await;
        let contact = serde_json::json!({"account": account, "name": "Ines Tarrow"});
        let contact: CreateContact = serde_json::from_value(contact).unwrap();
        world.as_marketer().perform(contact).await.unwrap();
        world
            .as_marketer()
            .perform(signal(account, "white_paper"))
            .await
            .unwrap();

        let asked: ShowTimeline = serde_json::from_value(serde_json::json!({"account": account})).unwrap();
        let timeline = world.as_executive().ask(asked).await.unwrap().items;
        let signals = timeline
            .iter()
            .filter(|entry| matches!(entry.what, What::Signal(_)))
            .count();
        let told: Vec<_> = timeline
            .iter()
            .filter_map(|entry| match &entry.what {
                What::Fact(fact) => Some(fact.kind()),
                What::Signal(_) => None,
            })
            .collect();
        assert_eq!((signals, told.contains(&"signal_recorded")), (1, false), "{told:?}");
        let row = account::Entity::find_by_id(account.0).one(world.store.reader()).await;
        assert_eq!(row.unwrap().unwrap().stage, "committing_to_change");
    }

    async fn signals_are_listed_newest_first_page_by_page(world: World) {
        let account = account(&world).await;
        for kind in ["visit", "webinar", "visit", "demo", "visit"] {
            world.as_seller().perform(signal(account, kind)).await.unwrap();
            world.clock.advance(TimeDelta::hours(1));
        }
        let mut asked: ListSignals =
            serde_json::from_value(serde_json::json!({"account": account, "kind": "visit", "limit": 2})).unwrap();
        let mut found = Vec::new();
        loop {
            let page = world.as_executive().ask(asked.clone()).await.unwrap();
            found.extend(page.items);
            match page.next {
                Some(next) => asked.cursor = Some(next),
                None => break,
            }
        }
        assert_eq!(found.len(), 3);
        assert!(found.iter().all(|signal| signal.kind == SignalKind::Visit));
        assert!(found.is_sorted_by(|one, next| one.occurred_at > next.occurred_at));
    }

    async fn what_cannot_have_happened_is_refused(world: World) {
        let account = account(&world).await;
        let mut late = serde_json::json!({"account": account, "kind": "visit"});
        late["occurred_at"] = "2089-01-01T09:00:00Z".into();
        let late: RecordSignal = serde_json::from_value(late).unwrap();
        let refused = world.as_seller().perform(late).await;
        let expected = Failure::field("occurred_at", Complaint::InTheFuture);
        assert_eq!(refused.map(|signal| signal.kind), Err(expected));
        let nobody = RecordSignal {
            contact: Some("01950000-0000-7000-8000-00000000ffff".parse().unwrap()),
            ..signal(account, "visit")
        };
        let refused = world.as_seller().perform(nobody).await;
        let expected = Failure::field("contact", Complaint::NoSuch);
        assert_eq!(refused.map(|signal| signal.kind), Err(expected));
    }
}
