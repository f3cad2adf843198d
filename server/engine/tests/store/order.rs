//! The event log and its readers.

use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

use engine::{
    Engine,
    activity::{self, Place},
    testing::{Database, Who, World, run},
};
use futures::future::{join, join_all};
use model::{Failure, Refusal, activity::Fact};
use proptest::{
    collection::vec,
    test_runner::{Config, TestRunner},
};
use sea_orm::ConnectionTrait;

use crate::operations::{Fail, Tell, note};

engine::testing::on_both!(
    what_is_refused_leaves_only_the_refusal,
    facts_of_one_command_stand_in_its_order,
    a_reader_does_not_pass_a_transaction_that_is_still_open,
);

async fn what_is_refused_leaves_only_the_refusal(world: World) {
    let refused = world.as_seller().perform(Fail {}).await;
    assert_eq!(refused, Err(Failure::Refused(Refusal::NotEmpty)));
    assert!(world.jobs(None).await.is_empty());
    let facts = world.facts().await;
    assert!(matches!(facts.as_slice(), [Fact::Refused { operation, .. }] if operation == "test.kernel.fail"));

    // Strangers at the door do not fill the log.
    let stranger = world.as_nobody().perform(Fail {}).await;
    assert_eq!(stranger, Err(Failure::Unauthenticated));
    assert_eq!(world.facts().await.len(), 1);
}

async fn facts_of_one_command_stand_in_its_order(world: World) {
    let tell = Tell {
        note: "n".to_owned(),
        facts: 700,
    };
    world.as_seller().perform(tell).await.unwrap();
    let numbers = world
        .facts()
        .await
        .iter()
        .map(|fact| note(fact).unwrap().to_owned())
        .collect::<Vec<_>>();
    assert_eq!(
        numbers,
        (1..=700).map(|number| format!("n {number}")).collect::<Vec<_>>()
    );
}

async fn a_reader_does_not_pass_a_transaction_that_is_still_open(world: World) {
    if world.database() == Database::Sqlite {
        // There is one writer at a time: the case cannot arise.
        return;
    }
    let open = world.store.begin().await.unwrap();
    open.execute_unprepared("SELECT pg_current_xact_id()").await.unwrap();
    world
        .as_seller()
        .perform(Tell::once("while it was open"))
        .await
        .unwrap();
    assert_eq!(world.facts().await.len(), 1);
    let read = activity::after(world.store.reader(), Place::default(), 10)
        .await
        .unwrap();
    assert!(
        read.is_empty(),
        "an entry of the open transaction would come too late: {read:?}"
    );
    open.commit().await.unwrap();
    // Transactions of other tests, in other databases of the same server, hold the reader back too.
    let read = tokio::time::timeout(Duration::from_secs(20), async {
        loop {
            let read = activity::after(world.store.reader(), Place::default(), 10)
                .await
                .unwrap();
            if !read.is_empty() {
                return read;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    });
    assert_eq!(read.await.unwrap().len(), 1);
}

#[test]
fn a_reader_misses_nothing_on_sqlite() {
    a_reader_misses_nothing(Database::Sqlite, 6);
}

#[test]
fn a_reader_misses_nothing_on_postgres() {
    a_reader_misses_nothing(Database::Postgres, 6);
}

/// Writers in two processes, some of them refused, while a reader follows in small steps: it reads everything, once,
/// in order.
fn a_reader_misses_nothing(database: Database, cases: u32) {
    let mut runner = TestRunner::new(Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    });
    // Facts of each command by writer; 0 is a command that is refused.
    let writers = vec(vec(0_u32..4, 1..6), 2..7);
    let steps = 1_u64..5;
    let outcome = runner.run(&(writers, steps), |(writers, step)| {
        run(database, async |world: World| follow(&world, &writers, step).await);
        Ok(())
    });
    outcome.unwrap();
}

async fn follow(world: &World, writers: &[Vec<u32>], step: u64) {
    let other = world.another_process().await;
    let expected: usize = writers.iter().flatten().map(|facts| *facts.max(&1) as usize).sum();
    let write = join_all(writers.iter().enumerate().map(|(number, commands)| {
        let engine = if number % 2 == 0 { &world.engine } else { &other };
        write(world, engine, number, commands)
    }));
    let (_, read) = join(write, read(world, expected, step)).await;
    let ids: BTreeSet<_> = read.iter().map(|entry| entry.id).collect();
    assert_eq!(ids.len(), read.len(), "an entry was read twice");
    assert!(read.is_sorted_by_key(activity::entity::Model::place));
    let all: BTreeSet<_> = world.entries().await.iter().map(|entry| entry.id).collect();
    assert_eq!(ids, all, "an entry was missed");
}

async fn write(world: &World, engine: &Engine, number: usize, commands: &[u32]) {
    let seller = world.acting(Who::Seller).at(engine);
    for facts in commands {
        if *facts == 0 {
            seller.perform(Fail {}).await.unwrap_err();
        } else {
            let note = format!("writer {number}");
            seller.perform(Tell { note, facts: *facts }).await.unwrap();
        }
        tokio::task::yield_now().await;
    }
}

/// Reads until everything was seen, or until nothing came for a long while: a transaction anywhere on the server holds
/// the readers of all its databases back.
async fn read(world: &World, expected: usize, step: u64) -> Vec<activity::entity::Model> {
    const PATIENCE: Duration = Duration::from_secs(20);
    let mut seen = Vec::new();
    let mut place = Place::default();
    let mut last = Instant::now();
    while seen.len() < expected && last.elapsed() < PATIENCE {
        let entries = activity::after(world.store.reader(), place, step).await.unwrap();
        if let Some(entry) = entries.last() {
            place = entry.place();
            last = Instant::now();
        }
        seen.extend(entries);
        tokio::task::yield_now().await;
    }
    seen
}
