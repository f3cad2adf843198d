//! Several processes write about the same account at once. SQLite has one writer, so there is nothing to meet there.

use std::time::Duration;

use model::{
    Failure,
    accounts::{contacts::edit::EditContact, signals::record::RecordSignal},
    journey::{
        Cause,
        standing::follow::FollowJourney,
        transitions::{list::TransitionRow, undo::UndoMove},
    },
};
use sea_orm::{ConnectionTrait as _, DatabaseTransaction, Statement};

use super::*;
use crate::{
    Caller, Engine, Handle as _, Work,
    accounts::queries,
    testing::{Database, run},
    work::Prepared,
};

#[test]
fn a_move_by_hand_beside_the_job_holds() {
    run(Database::Postgres, moved_by_hand_beside_the_job);
}

#[test]
fn a_move_begins_where_a_rule_has_just_put_the_account() {
    run(Database::Postgres, taken_back_beside_a_rule);
}

#[test]
fn of_two_facts_at_once_the_second_sees_the_first() {
    run(Database::Postgres, two_facts_at_once);
}

#[test]
fn who_wants_the_same_accounts_waits_and_nobody_waits_for_ever() {
    run(Database::Postgres, contacts_that_change_places);
}

#[test]
fn whom_the_database_lets_go_is_told_to_try_again() {
    run(Database::Postgres, held_crosswise);
}

/// A command that has not been stored yet.
async fn begun<'a>(engine: &'a Engine, caller: &'a Caller) -> Work<'a> {
    Work {
        engine,
        caller,
        transaction: engine.store.begin().await.unwrap(),
        now: engine.clock.now(),
        facts: Vec::new(),
        entries: Vec::new(),
        effects: Vec::new(),
        prepared: Prepared::Nothing,
    }
}

async fn stored(work: Work<'_>) {
    crate::activity::append(&work, "test").await.unwrap();
    work.transaction.commit().await.unwrap();
}

/// Until so many commands wait for a row that another one holds; `false` when none comes to wait.
async fn waiting(world: &World, many: i64) -> bool {
    let ask = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    for _ in 0..100 {
        let db = world.store.reader();
        let statement = Statement::from_string(db.get_database_backend(), ask);
        let row = db.query_one_raw(statement).await.unwrap().unwrap();
        if row.try_get_by_index::<i64>(0).unwrap() >= many {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    false
}

async fn held(world: &World, account: AccountId) -> DatabaseTransaction {
    let holder = world.store.begin().await.unwrap();
    queries::lock_anywhere(&holder, account).await.unwrap();
    holder
}

/// An account that somebody put into a stage where the criteria do not see it, so that the next look moves it away.
async fn put(world: &World, name: &str) -> (AccountId, TransitionRow) {
    let account = world.as_seller().perform(new_account(name)).await.unwrap().id;
    world
        .as_seller()
        .perform(by_hand(account, "selecting", Some(0)))
        .await
        .unwrap();
    (account, moves(world, account).await.remove(0))
}

fn by_hand(account: AccountId, to: &str, holds_days: Option<u16>) -> MoveByHand {
    MoveByHand {
        account,
        to: to.parse().unwrap(),
        reason: "They asked for a price".parse().unwrap(),
        holds_days,
        seen: Version(if holds_days == Some(0) { 1 } else { 2 }),
    }
}

async fn moved_by_hand_beside_the_job(world: World) {
    let (first, _) = put(&world, "Brackwell Dairies").await;
    let (second, _) = put(&world, "Marlstone Cement").await;
    let other = world.another_process().await;
    world.clock.advance(TimeDelta::hours(1));
    // The job looks at both, and is kept from moving the first one.
    let holder = held(&world, first).await;
    let person = async {
        assert!(waiting(&world, 1).await);
        let moved = world.as_seller().perform(by_hand(second, "exploring", None)).await;
        holder.commit().await.unwrap();
        moved.unwrap()
    };
    let (job, _) = tokio::join!(super::super::job::look_again(&other), person);
    job.unwrap();

    assert_eq!(super::stored(&world, first).await.stage, "loosening");
    let row = super::stored(&world, second).await;
    assert_eq!((row.stage.as_str(), row.held_until.is_some()), ("exploring", true));
    nothing_is_broken(&world).await;
}

async fn taken_back_beside_a_rule(world: World) {
    let (account, moved) = put(&world, "Brackwell Dairies").await;
    let other = world.another_process().await;
    world.clock.advance(TimeDelta::hours(1));
    let system = Caller::system("test");
    let mut rule = begun(&other, &system).await;
    let follow = FollowJourney {
        all_after: None,
        most: 10,
    };
    follow.handle(&mut rule).await.unwrap();
    let (seller, marketer) = (world.as_seller(), world.as_marketer());
    let (undone, by_person, ()) = tokio::join!(
        seller.perform(UndoMove { transition: moved.id }),
        marketer.perform(by_hand(account, "exploring", None)),
        async {
            assert!(waiting(&world, 2).await);
            stored(rule).await;
        }
    );
    assert!(matches!(undone, Err(Failure::Conflict(_))), "{undone:?}");
    assert_eq!(by_person.unwrap().from, "loosening");
    assert_eq!(super::stored(&world, account).await.stage, "exploring");
    let causes: Vec<_> = moves(&world, account).await.into_iter().map(|row| row.cause).collect();
    assert!(matches!(
        causes[..],
        [Cause::Person { .. }, Cause::Rule, Cause::Person { .. }]
    ));
    nothing_is_broken(&world).await;
}

async fn two_facts_at_once(world: World) {
    use model::accounts::contacts::BuyingRole;

    let account = account(&world).await;
    let contact = serde_json::json!({"account": account, "name": "Ines Tarrow"});
    let contact: CreateContact = serde_json::from_value(contact).unwrap();
    let contact = world.as_seller().perform(contact).await.unwrap();
    let mut journey = Journey::shipped();
    journey.stages[1].entry = Some(Criterion::All(vec![
        champions().into(),
        Condition::Signals(model::criteria::SignalCount {
            count: Limit::at_least(1),
            ..model::criteria::SignalCount::default()
        })
        .into(),
    ]));
    in_force_with(&world, &journey).await;
    world.run_jobs().await;

    let other = world.another_process().await;
    let caller = Caller::acting_for(crate::testing::Who::Seller.actor(), "test");
    let mut editing = begun(&other, &caller).await;
    let edit = serde_json::json!({
        "contact": contact.id, "version": contact.version, "buying_role": BuyingRole::Champion,
    });
    let edit: EditContact = serde_json::from_value(edit).unwrap();
    edit.handle(&mut editing).await.unwrap();
    super::super::follow_facts(&mut editing).await.unwrap();
    let signal = serde_json::json!({"account": account, "kind": "demo"});
    let signal: RecordSignal = serde_json::from_value(signal).unwrap();
    let (recorded, ()) = tokio::join!(async { world.as_marketer().perform(signal).await }, async {
        waiting(&world, 1).await;
        stored(editing).await;
    });
    recorded.unwrap();
    assert_eq!(super::stored(&world, account).await.stage, "committing_to_change");
    nothing_is_broken(&world).await;
}

fn champions() -> Condition {
    Condition::Contacts(model::criteria::ContactCount {
        roles: Some(vec![model::accounts::contacts::BuyingRole::Champion]),
        count: Limit::at_least(1),
    })
}

/// People go from one account to the other and back at once, while the job looks at both.
async fn contacts_that_change_places(world: World) {
    let (one, two) = (account(&world).await, put(&world, "Other").await.0);
    let other = world.another_process().await;
    let mut people = Vec::new();
    for place in 0..6 {
        let at = if place % 2 == 0 { one } else { two };
        people.push((contact(&world, at).await, if at == one { two } else { one }));
    }
    let moved = people.iter().enumerate().map(|(place, (person, to))| {
        let edit = serde_json::json!({"contact": person.id, "version": person.version, "account": to});
        let edit: EditContact = serde_json::from_value(edit).unwrap();
        let engine: &Engine = if place % 2 == 0 { &world } else { &other };
        async move {
            crate::perform(
                engine,
                &Caller::acting_for(crate::testing::Who::Seller.actor(), "test"),
                edit,
            )
            .await
        }
    });
    let (moved, job) = tokio::join!(
        futures::future::join_all(moved),
        super::super::job::follow_all(&world, &|_, _| {})
    );
    for moved in moved {
        moved.unwrap();
    }
    job.unwrap();
    nothing_is_broken(&world).await;
}

/// Two that do not keep to the order.
async fn held_crosswise(world: World) {
    let (one, two) = (account(&world).await, put(&world, "Other").await.0);
    let (first, second) = (held(&world, one).await, held(&world, two).await);
    let (first, second) = tokio::join!(async { queries::lock_anywhere(&first, two).await.map(drop) }, async {
        let outcome = queries::lock_anywhere(&second, one).await.map(drop);
        second.rollback().await.unwrap();
        outcome
    },);
    let told = |outcome: Result<(), crate::Fault>| outcome.err().map(|fault| fault.as_failure());
    let told = [told(first), told(second)];
    assert!(told.contains(&None), "{told:?}");
    assert!(told.contains(&Some(Some(Failure::Unavailable))), "{told:?}");
}
