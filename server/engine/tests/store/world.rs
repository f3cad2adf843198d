//! The world of the tests itself.

use chrono::TimeDelta;
use engine::testing::{PASSWORD, Who, World};
use model::{
    Failure, Refusal,
    activity::Fact,
    platform::people::{
        sign_in::SignIn,
        viewer::{ShowViewer, Visit},
    },
};

engine::testing::on_both!(
    everybody_can_sign_in,
    time_stands_still_until_it_is_moved,
    worlds_do_not_see_each_other,
);

async fn everybody_can_sign_in(world: World) {
    for who in Who::ALL {
        let right = SignIn {
            email: who.email().parse().unwrap(),
            password: PASSWORD.to_owned().try_into().unwrap(),
        };
        let wrong = SignIn {
            password: "something else".to_owned().try_into().unwrap(),
            ..right.clone()
        };
        let refused = world.as_nobody().perform(wrong).await;
        assert_eq!(refused, Err(Failure::Refused(Refusal::WrongCredentials)));
        world.as_nobody().perform(right).await.unwrap();

        let Visit::Known(viewer) = world.acting(who).ask(ShowViewer {}).await.unwrap() else {
            panic!("{who:?} is a stranger");
        };
        assert_eq!(viewer.actor(), who.actor());
    }
    let signed_in = Who::ALL.map(|who| Fact::SignedIn { person: who.id() });
    assert_eq!(world.facts().await, signed_in);
}

async fn time_stands_still_until_it_is_moved(world: World) {
    let before = world.engine.clock.now();
    let one = world.engine.clock.new_id();
    world.clock.advance(TimeDelta::days(3));
    assert_eq!(world.engine.clock.now() - before, TimeDelta::days(3));
    assert!(world.engine.clock.new_id() > one);
}

async fn worlds_do_not_see_each_other(world: World) {
    let other = World::empty_on(world.database()).await.unwrap();
    assert_eq!(other.as_nobody().ask(ShowViewer {}).await.unwrap(), Visit::NotSetUp);
    assert_eq!(world.as_nobody().ask(ShowViewer {}).await.unwrap(), Visit::Stranger);
}
