//! What happens is told to every listener, in every process.

use engine::{
    Engine,
    live::Told,
    testing::{Database, Who, World},
};
use tokio::sync::broadcast::{Receiver, error::TryRecvError};

use crate::operations::{Fail, Tell};

engine::testing::on_both!(
    what_was_stored_is_told_in_this_process,
    what_was_rolled_back_is_not_told,
    another_process_hears_it_once,
);

fn heard(listener: &mut Receiver<Told>) -> Vec<Told> {
    std::iter::from_fn(|| match listener.try_recv() {
        Ok(told) => Some(told),
        Err(TryRecvError::Empty) => None,
        Err(error) => panic!("{error}"),
    })
    .collect()
}

async fn what_was_stored_is_told_in_this_process(world: World) {
    let mut listener = world.live.listen();
    world
        .as_seller()
        .perform(Tell {
            note: "n".to_owned(),
            facts: 3,
        })
        .await
        .unwrap();
    let told = heard(&mut listener);
    assert_eq!(told.len(), 3);
    assert!(
        told.iter()
            .all(|told| told.kind == "token_made" && told.person == Some(Who::Seller.id()))
    );
    let ids: Vec<_> = world.entries().await.iter().map(|entry| entry.id).collect();
    assert_eq!(told.iter().map(|told| told.id.0).collect::<Vec<_>>(), ids);
}

async fn what_was_rolled_back_is_not_told(world: World) {
    let mut listener = world.live.listen();
    world.as_seller().perform(Fail {}).await.unwrap_err();
    let kinds: Vec<_> = heard(&mut listener).into_iter().map(|told| told.kind).collect();
    assert_eq!(kinds, ["refused"]);
}

async fn another_process_hears_it_once(world: World) {
    if world.database() == Database::Sqlite {
        // There is one process, and nobody to follow.
        world.live.follow(&world.store).await.unwrap();
        return;
    }
    let other = world.another_process().await;
    let (mut here, mut there) = (world.live.listen(), other.live.listen());
    let follow = async |engine: &Engine| engine.live.follow(&engine.store).await;
    let test = async {
        // Nobody says when listening has begun, so something is told until it is heard.
        while told_and_heard(&world, &mut there).await.is_empty() {}
        heard(&mut here);
        told_and_heard(&world, &mut there).await;
        world.as_seller().perform(Tell::once("last")).await.unwrap();
        let there = there.recv().await.unwrap();
        assert_eq!(there.id.0, world.entries().await.last().unwrap().id);
        assert_eq!(there.process, world.live.process());

        // Processes hear each other, and nobody hears himself a second time.
        world
            .acting(Who::Marketer)
            .at(&other)
            .perform(Tell::once("back"))
            .await
            .unwrap();
        let mut kinds = Vec::new();
        while kinds.last() != Some(&other.live.process()) {
            kinds.push(here.recv().await.unwrap().process);
        }
        let own = kinds.iter().filter(|process| **process == world.live.process()).count();
        assert_eq!(own, 2);
    };
    tokio::select! {
        () = test => {}
        ended = follow(&world.engine) => panic!("this process does not follow: {ended:?}"),
        ended = follow(&other) => panic!("the other process does not follow: {ended:?}"),
    }
}

/// Tells something here and gives it a moment to be heard there.
async fn told_and_heard(world: &World, there: &mut Receiver<Told>) -> Vec<Told> {
    world.as_seller().perform(Tell::once("is anybody there")).await.unwrap();
    let moment = std::time::Duration::from_millis(50);
    match tokio::time::timeout(moment, there.recv()).await {
        Ok(told) => vec![told.unwrap()],
        Err(_) => Vec::new(),
    }
}
