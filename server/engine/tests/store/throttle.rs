//! Tries at a door.

use chrono::TimeDelta;
use engine::{
    platform::throttle,
    testing::{PASSWORD, Who, World},
};
use futures::future::join_all;
use model::{Failure, Refusal, platform::people::sign_in::SignIn};
use sea_orm::EntityTrait;

engine::testing::on_both!(
    tries_at_once_are_all_counted,
    counting_begins_anew_after_the_window,
    many_guesses_at_once_get_no_further_than_one_after_another,
    a_right_password_is_forgiven_its_wrong_ones,
);

const WINDOW: TimeDelta = TimeDelta::minutes(15);

async fn tries(world: &World, key: &str) -> i32 {
    let row = throttle::Entity::find_by_id(key)
        .one(world.store.reader())
        .await
        .unwrap();
    row.map_or(0, |row| row.tries)
}

async fn tries_at_once_are_all_counted(world: World) {
    let other = world.another_process().await;
    let now = world.engine.clock.now();
    let counts = (0..40).map(|number| {
        let store = if number % 2 == 0 { &world.store } else { &other.store };
        throttle::count(store.writer(), "door", WINDOW, now)
    });
    for counted in join_all(counts).await {
        counted.unwrap();
    }
    assert_eq!(tries(&world, "door").await, 40);
}

async fn counting_begins_anew_after_the_window(world: World) {
    let count = async || {
        let now = world.engine.clock.now();
        throttle::count(world.store.writer(), "door", WINDOW, now)
            .await
            .unwrap();
    };
    count().await;
    world.clock.advance(TimeDelta::minutes(10));
    count().await;
    assert_eq!(tries(&world, "door").await, 2);
    world.clock.advance(TimeDelta::minutes(5));
    count().await;
    assert_eq!(tries(&world, "door").await, 1);
}

fn guess(password: &str) -> SignIn {
    SignIn {
        email: Who::Seller.email().parse().unwrap(),
        password: password.to_owned().try_into().unwrap(),
    }
}

async fn many_guesses_at_once_get_no_further_than_one_after_another(world: World) {
    let most = usize::try_from(world.settings.sign_in_tries).unwrap();
    let guesses = (0..3 * most).map(|number| {
        let nobody = world.as_nobody();
        async move { nobody.perform(guess(&format!("guess {number}"))).await }
    });
    let answers = join_all(guesses).await;
    let looked_at = answers
        .iter()
        .filter(|answer| **answer == Err(Failure::Refused(Refusal::WrongCredentials)))
        .count();
    assert_eq!(looked_at, most, "{answers:?}");
    let turned_away = answers
        .iter()
        .filter(|answer| matches!(answer, Err(Failure::TooMany { .. })));
    assert_eq!(turned_away.count(), 2 * most);

    // The right one does not help now, and helps when the window is over.
    let right = world.as_nobody().perform(guess(PASSWORD)).await;
    assert!(
        matches!(right, Err(Failure::TooMany { retry_after: 1..=900 })),
        "{right:?}"
    );
    world.clock.advance(WINDOW);
    world.as_nobody().perform(guess(PASSWORD)).await.unwrap();
}

async fn a_right_password_is_forgiven_its_wrong_ones(world: World) {
    for _ in 0..3 {
        for _ in 1..world.settings.sign_in_tries {
            world.as_nobody().perform(guess("wrong")).await.unwrap_err();
        }
        world.as_nobody().perform(guess(PASSWORD)).await.unwrap();
    }
}
