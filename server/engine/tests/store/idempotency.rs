//! The same command sent again under one key.

use chrono::TimeDelta;
use engine::testing::{Who, World};
use futures::future::join_all;
use model::{Failure, Refusal, values::ids::JobId};

use crate::operations::{Enqueue, Fail, Tell};

engine::testing::on_both!(
    the_second_gets_the_first_ones_answer,
    a_key_stands_for_one_input_of_one_person,
    sent_many_times_at_once_it_is_done_once,
    what_was_refused_can_be_sent_again,
    a_key_is_forgotten_after_a_day,
);

fn enqueue() -> Enqueue {
    Enqueue {
        subject: "Once".to_owned(),
    }
}

async fn the_second_gets_the_first_ones_answer(world: World) {
    let first = world.as_seller().under_key("a").perform(enqueue()).await.unwrap();
    let again = world.as_seller().under_key("a").perform(enqueue()).await.unwrap();
    assert_eq!(first, again);
    assert_eq!(world.facts().await.len(), 1);
    assert_eq!(world.jobs(None).await.len(), 1);
}

async fn a_key_stands_for_one_input_of_one_person(world: World) {
    world.as_seller().under_key("a").perform(enqueue()).await.unwrap();
    let other = Err(Failure::Refused(Refusal::KeyUsedForOtherInput));
    let tell = Tell::once("other operation");
    assert_eq!(world.as_seller().under_key("a").perform(tell).await.map(drop), other);
    let input = Enqueue {
        subject: "Twice".to_owned(),
    };
    assert_eq!(world.as_seller().under_key("a").perform(input).await.map(drop), other);
    world.as_marketer().under_key("a").perform(enqueue()).await.unwrap();
    world.as_seller().under_key("b").perform(enqueue()).await.unwrap();
    assert_eq!(world.jobs(None).await.len(), 3);
}

async fn sent_many_times_at_once_it_is_done_once(world: World) {
    let other = world.another_process().await;
    let sent = (0..12).map(|number| {
        let engine = if number % 2 == 0 { &world.engine } else { &other };
        let seller = world.acting(Who::Seller).at(engine).under_key("a");
        async move { seller.perform(enqueue()).await }
    });
    let answers: Vec<JobId> = join_all(sent).await.into_iter().map(Result::unwrap).collect();
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    assert_eq!(world.jobs(None).await.len(), 1);
}

async fn what_was_refused_can_be_sent_again(world: World) {
    let refused = Err(Failure::Refused(Refusal::NotEmpty));
    assert_eq!(world.as_seller().under_key("a").perform(Fail {}).await, refused);
    world.as_seller().under_key("a").perform(enqueue()).await.unwrap();
}

async fn a_key_is_forgotten_after_a_day(world: World) {
    engine::jobs::queue::schedule(&world.engine).await.unwrap();
    world
        .as_seller()
        .under_key("a")
        .perform(Tell::once("first"))
        .await
        .unwrap();
    world.clock.advance(TimeDelta::hours(23));
    world.run_jobs().await;
    world
        .as_seller()
        .under_key("a")
        .perform(Tell::once("first"))
        .await
        .unwrap();
    assert_eq!(world.facts().await.len(), 1);
    world.clock.advance(TimeDelta::hours(2));
    world.run_jobs().await;
    world
        .as_seller()
        .under_key("a")
        .perform(Tell::once("first"))
        .await
        .unwrap();
    assert_eq!(world.facts().await.len(), 2);
}
