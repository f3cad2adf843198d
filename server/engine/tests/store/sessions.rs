//! Sessions of browsers.

use chrono::TimeDelta;
use engine::{
    platform::sessions::{self, Model},
    testing::{Who, World},
};
use model::{Actor, platform::people::sign_out::SignOut};
use serde_json::json;

engine::testing::on_both!(
    a_session_is_kept_and_found_again,
    an_id_that_is_taken_is_not_given_twice,
    a_session_that_was_ended_stays_ended,
    an_expired_session_is_not_found_and_swept,
    signing_out_everywhere_ends_every_session_of_that_person_only,
);

fn session(world: &World, id: &str, who: Option<Who>) -> Model {
    Model {
        id: id.to_owned(),
        person_id: who.map(|who| who.id().0),
        data: json!({ "flash": "größer als ☃ <b>" }),
        expires_at: world.engine.clock.now() + TimeDelta::days(14),
    }
}

async fn load(world: &World, id: &str) -> Option<Model> {
    let now = world.engine.clock.now();
    sessions::load(world.store.reader(), id, now).await.unwrap()
}

async fn a_session_is_kept_and_found_again(world: World) {
    let mut kept = session(&world, "one", None);
    assert!(sessions::create(world.store.writer(), kept.clone()).await.unwrap());
    assert_eq!(load(&world, "one").await, Some(kept.clone()));
    assert_eq!(load(&world, "two").await, None);

    kept.person_id = Some(Who::Seller.id().0);
    kept.data = json!({});
    sessions::save(world.store.writer(), kept.clone()).await.unwrap();
    assert_eq!(load(&world, "one").await, Some(kept));
}

async fn an_id_that_is_taken_is_not_given_twice(world: World) {
    let first = session(&world, "one", Some(Who::Seller));
    assert!(sessions::create(world.store.writer(), first.clone()).await.unwrap());
    let second = session(&world, "one", Some(Who::Admin));
    assert!(!sessions::create(world.store.writer(), second).await.unwrap());
    assert_eq!(load(&world, "one").await, Some(first));
}

async fn a_session_that_was_ended_stays_ended(world: World) {
    let kept = session(&world, "one", Some(Who::Seller));
    sessions::create(world.store.writer(), kept.clone()).await.unwrap();
    sessions::delete(world.store.writer(), "one").await.unwrap();
    // A slow request that was under way when its person signed out.
    sessions::save(world.store.writer(), kept).await.unwrap();
    assert_eq!(load(&world, "one").await, None);
}

async fn an_expired_session_is_not_found_and_swept(world: World) {
    sessions::create(world.store.writer(), session(&world, "one", None))
        .await
        .unwrap();
    world.clock.advance(TimeDelta::days(13));
    assert!(load(&world, "one").await.is_some());
    world.clock.advance(TimeDelta::days(1));
    assert!(load(&world, "one").await.is_none());
    let now = world.engine.clock.now();
    assert_eq!(sessions::sweep(world.store.writer(), now).await.unwrap(), 1);
}

async fn signing_out_everywhere_ends_every_session_of_that_person_only(world: World) {
    for (id, who) in [("one", Who::Seller), ("two", Who::Seller), ("three", Who::Marketer)] {
        sessions::create(world.store.writer(), session(&world, id, Some(who)))
            .await
            .unwrap();
    }
    let actor = async |who: Who| sessions::actor_of(world.store.reader(), who.id(), 0).await.unwrap();
    assert_eq!(actor(Who::Seller).await, Who::Seller.actor());

    world.as_seller().perform(SignOut { everywhere: true }).await.unwrap();
    assert!(load(&world, "one").await.is_none());
    assert!(load(&world, "two").await.is_none());
    assert!(load(&world, "three").await.is_some());
    // Even a session that somehow came back is void.
    assert_eq!(actor(Who::Seller).await, Actor::Anonymous);
    assert_eq!(actor(Who::Marketer).await, Who::Marketer.actor());
}
