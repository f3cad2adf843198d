//! Whatever people do and however time passes: the scores of every lead are the sums of their logs, and the logs say what
//! the rules say.

use chrono::TimeDelta;
use model::{
    accounts::{
        contacts::{create::CreateContact, show::ShowContact, trash::TrashContact},
        deals::{create::CreateDeal, win::WinDeal},
        edit::EditAccount,
        signals::record::RecordSignal,
        touches::{log::LogTouch, remove::RemoveTouch, restore::RestoreTouch},
    },
    criteria::{Condition, ContactCount, Criterion, DealCount, Limit, PainTest, TouchCount},
    leads::{
        chain::nurture::NurtureLead,
        definitions::LeadDefinition,
        pains::{evidence::add::AddEvidence, triggers::add::AddTrigger},
        scores::{Decay, Given, ScoreModel, ScoreRule, keep::KeepScores},
    },
    values::ids::{ContactId, DealId, TouchId},
};
use proptest::{
    collection::vec,
    prelude::*,
    strategy::ValueTree as _,
    test_runner::{Config, RngSeed, TestRunner},
};
use sea_orm::EntityTrait as _;
use serde_json::json;

use super::{rows, *};
use crate::testing::Who;

on_both!(scores_are_the_sums_of_their_logs_whatever_happens);

/// What somebody does, or that time passes.
#[derive(Debug, Clone)]
enum Event {
    Signal { kind: &'static str, days_ago: i64 },
    Touch { kind: &'static str, days_ago: i64 },
    TakeTouchBack,
    RestoreTouch,
    Contact(&'static str),
    TrashContact,
    Employees(u32),
    Deal,
    Win,
    Pain { severity: u8, days_ago: i64 },
    Crisis { days_ago: i64 },
    Capture,
    Nurture,
    Hours(i64),
    Look,
    Version(i32),
}

fn event() -> impl Strategy<Value = Event> {
    let kinds = prop::sample::select(vec![
        "visit",
        "demo",
        "white_paper",
        "pricing_page",
        "webinar",
        "question",
    ]);
    let touches = prop::sample::select(vec!["call", "meeting", "mail", "note"]);
    prop_oneof![
        4 => (kinds, 0_i64..200).prop_map(|(kind, days_ago)| Event::Signal { kind, days_ago }),
        2 => (touches, 0_i64..200).prop_map(|(kind, days_ago)| Event::Touch { kind, days_ago }),
        1 => Just(Event::TakeTouchBack),
        1 => Just(Event::RestoreTouch),
        1 => prop::sample::select(vec!["champion", "economic_buyer", "user"]).prop_map(Event::Contact),
        1 => Just(Event::TrashContact),
        1 => prop::sample::select(vec![10, 60, 900]).prop_map(Event::Employees),
        1 => Just(Event::Deal),
        1 => Just(Event::Win),
        1 => (1_u8..=5, 0_i64..100).prop_map(|(severity, days_ago)| Event::Pain { severity, days_ago }),
        1 => (0_i64..80).prop_map(|days_ago| Event::Crisis { days_ago }),
        1 => Just(Event::Capture),
        1 => Just(Event::Nurture),
        3 => (1_i64..2_000).prop_map(Event::Hours),
        2 => Just(Event::Look),
        1 => (5_i32..40).prop_map(Event::Version),
    ]
}

/// The shipped definition with rules of every kind besides.
fn definition(points: i32) -> LeadDefinition {
    let mut definition = LeadDefinition::shipped();
    let rule = |key: &str, points, given, decay| ScoreRule {
        key: key.parse().unwrap(),
        name: key.to_owned(),
        given,
        points,
        at_most: Some(60),
        decay,
    };
    let holds = |condition: Condition| Given::WhileHolds(Criterion::from(condition));
    definition.scores.engagement.rules.extend([
        rule(
            "hurts",
            points,
            holds(Condition::Pain(PainTest {
                severity_at_least: Some(3),
                urgent: true,
                ..PainTest::default()
            })),
            Some(Decay::Linear(40)),
        ),
        rule(
            "talks",
            -4,
            Given::ForEach(Condition::Touches(TouchCount {
                within_days: Some(90),
                count: Limit::at_least(1),
                ..TouchCount::default()
            })),
            None,
        ),
        rule(
            "buys",
            points,
            holds(Condition::Deals(DealCount {
                count: Limit::at_least(1),
                ..DealCount::default()
            })),
            Some(Decay::HalfLife(20)),
        ),
        rule(
            "people",
            3,
            Given::ForEach(Condition::Contacts(ContactCount {
                count: Limit::at_least(1),
                ..ContactCount::default()
            })),
            Some(Decay::HalfLife(90)),
        ),
    ]);
    definition
}

/// What a sequence of events is about.
struct Story {
    world: World,
    account: AccountId,
    leads: Vec<LeadId>,
    touches: Vec<TouchId>,
    contacts: Vec<ContactId>,
    deals: Vec<DealId>,
    scores: ScoreModel,
}

impl Story {
    async fn happens(&mut self, event: &Event) {
        let (world, account) = (&self.world, self.account);
        let ago = |days: i64| (world.clock.now() - TimeDelta::days(days)).to_rfc3339();
        match event {
            Event::Signal { kind, days_ago } => {
                let signal = json!({"account": account, "kind": kind, "occurred_at": ago(*days_ago)});
                let signal: RecordSignal = serde_json::from_value(signal).unwrap();
                world.as_marketer().perform(signal).await.unwrap();
            }
            Event::Touch { kind, days_ago } => {
                let touch = json!({"account": account, "kind": kind, "body": "Talked", "occurred_at": ago(*days_ago)});
                let touch: LogTouch = serde_json::from_value(touch).unwrap();
                let touch = world.as_seller().perform(touch).await.unwrap();
                self.touches.push(touch.id);
            }
            Event::TakeTouchBack => {
                if let Some(touch) = self.touches.last().copied() {
                    drop(world.as_seller().perform(RemoveTouch { touch }).await);
                }
            }
            Event::RestoreTouch => {
                if let Some(touch) = self.touches.pop() {
                    drop(world.as_seller().perform(RestoreTouch { touch }).await);
                }
            }
            Event::Contact(role) => {
                let contact = json!({"account": account, "name": "Ines Tarrow", "buying_role": role});
                let contact: CreateContact = serde_json::from_value(contact).unwrap();
                self.contacts.push(world.as_seller().perform(contact).await.unwrap().id);
            }
            Event::TrashContact => {
                if let Some(contact) = self.contacts.pop() {
                    world
                        .as_sales_manager()
                        .perform(TrashContact { contact })
                        .await
                        .unwrap();
                    assert!(world.as_executive().ask(ShowContact { contact }).await.is_ok());
                }
            }
            Event::Employees(employees) => {
                let shown = model::accounts::show::ShowAccount { account };
                let version = world.as_executive().ask(shown).await.unwrap().account.version;
                let edit = json!({"account": account, "version": version, "employees": employees});
                let edit: EditAccount = serde_json::from_value(edit).unwrap();
                world.as_seller().perform(edit).await.unwrap();
            }
            Event::Deal => {
                let deal = json!({"account": account, "name": "Valves", "amount": "1,000"});
                let deal: CreateDeal = serde_json::from_value(deal).unwrap();
                self.deals.push(world.as_seller().perform(deal).await.unwrap().id);
            }
            Event::Win => {
                if let Some(deal) = self.deals.pop() {
                    world.as_seller().perform(WinDeal { deal }).await.unwrap();
                }
            }
            Event::Pain { severity, days_ago } => {
                let pain = json!({
                    "account": account, "pain": "unplanned_downtime", "severity": severity, "source": "conversation",
                    "said_by": "Marta Quell", "occurred_at": ago(*days_ago),
                });
                let pain: AddEvidence = serde_json::from_value(pain).unwrap();
                drop(world.as_seller().perform(pain).await);
            }
            Event::Crisis { days_ago } => {
                let crisis = json!({
                    "account": account, "crisis": "network_interruption", "known_from": "Their status page",
                    "occurred_at": ago(*days_ago),
                });
                let crisis: AddTrigger = serde_json::from_value(crisis).unwrap();
                drop(world.as_service_member().perform(crisis).await);
            }
            Event::Capture => {
                let email = format!("person{}@brackwell.example", self.leads.len());
                self.leads.push(captured(world, &email).await.lead.id);
            }
            Event::Nurture => {
                let last = row(world, *self.leads.last().unwrap()).await;
                let nurture = NurtureLead {
                    lead: last.lead.id,
                    to: Who::Marketer.id(),
                    next_on: last.lead.next_on + chrono::Days::new(900),
                    seen: last.version,
                };
                drop(world.as_marketer().perform(nurture).await);
            }
            Event::Hours(hours) => world.clock.advance(TimeDelta::hours(*hours)),
            Event::Look => job::look_again(world).await.unwrap(),
            Event::Version(points) => {
                // One version is in force at a time.
                world.clock.advance(TimeDelta::minutes(1));
                let definition = definition(*points);
                self.scores = definition.scores.clone();
                agreed(world, definition).await;
                world.run_jobs().await;
            }
        }
    }

    async fn agrees(&self, after: &Event) {
        let world = &self.world;
        for id in &self.leads {
            let stored = stored(world, *id).await;
            let logs = [
                (Score::Fit, stored.fit, self.scores.fit.at_most),
                (Score::Engagement, stored.engagement, self.scores.engagement.at_most),
            ];
            for (score, total, at_most) in logs {
                let log = rows(world, *id, score).await;
                let sum: i32 = log.iter().map(|row| row.points).sum();
                assert_eq!(sum, total, "{score:?} after {after:?}");
                assert!(u32::try_from(total).unwrap() <= at_most);
                assert!(log.is_sorted_by_key(|row| row.at) && log.iter().all(|row| row.at <= world.clock.now()));
            }
        }
    }

    /// What was followed event by event is what comes out when everything is looked at once.
    async fn is_what_the_rules_say(&self) {
        let world = &self.world;
        job::look_again(world).await.unwrap();
        let definition = definitions::in_force(world.store.reader()).await.unwrap();
        assert_eq!(definition.content.scores, self.scores);
        for id in &self.leads {
            let lead = stored(world, *id).await;
            let mut facts = facts::of_lead(world.store.reader(), &lead, definition.content.asks())
                .await
                .unwrap();
            definition.content.scores.score(&mut facts);
            let engagement = facts.lead.unwrap().engagement;
            let past = engagement.rows().iter().filter(|row| row.at <= world.clock.now());
            let kept = rows(world, *id, Score::Engagement).await;
            assert_eq!(kept, past.copied().collect::<Vec<_>>());
        }
        let again = KeepScores {
            all_after: Some(LeadId(Uuid::nil())),
            most: 500,
        };
        let before = log::Entity::find().all(world.store.reader()).await.unwrap();
        let again = world.as_system().perform(again).await.unwrap();
        assert_eq!(again.changed, 0);
        assert_eq!(log::Entity::find().all(world.store.reader()).await.unwrap(), before);
        nothing_is_broken(world).await;
    }
}

async fn scores_are_the_sums_of_their_logs_whatever_happens(world: World) {
    let database = world.database();
    for seed in 0..6 {
        let config = Config {
            rng_seed: RngSeed::Fixed(seed),
            ..Config::default()
        };
        let mut runner = TestRunner::new(config);
        let events = vec(event(), 30..45).new_tree(&mut runner).unwrap().current();
        let Some(world) = World::on(database).await else { return };
        let account = account(&world, "brackwell.example").await;
        let definition = definition(12);
        let scores = definition.scores.clone();
        agreed(&world, definition).await;
        world.run_jobs().await;
        let leads = vec![captured(&world, "first@brackwell.example").await.lead.id];
        let mut story = Story {
            world,
            account,
            leads,
            touches: Vec::new(),
            contacts: Vec::new(),
            deals: Vec::new(),
            scores,
        };
        for event in &events {
            story.happens(event).await;
            story.agrees(event).await;
        }
        story.is_what_the_rules_say().await;
    }
}
