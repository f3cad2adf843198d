use model::{journey::Journey, platform::demo::load::LoadDemo};
use sea_orm::{EntityTrait as _, PaginatorTrait as _};

use super::*;
use crate::{
    Caller,
    accounts::entity as account,
    activity::entity as activity,
    clock::Clock as _,
    journey::transitions::entity as transition,
    perform,
    testing::{World, on_both},
};

on_both!(however_many_read_the_company_is_the_same);

async fn counts(world: &World) -> (u64, u64) {
    let db = world.store.reader();
    let transitions = transition::Entity::find().count(db).await.unwrap();
    (transitions, activity::Entity::find().count(db).await.unwrap())
}

async fn however_many_read_the_company_is_the_same(world: World) {
    let world = World::empty_on(world.database()).await.unwrap();
    let journey = Journey::shipped();
    let rules = journey.rules().unwrap();
    let mut how = HowToReplay {
        until: world.clock.now(),
        by_hand: true,
        readers: 2,
    };
    assert_eq!(replay_all(&world.store, &rules, how).await.unwrap(), Tally::default());

    let demo = LoadDemo {
        accounts: 45,
        seed: 3,
        signals: Some(900),
    };
    perform(&world, &Caller::system("test"), demo).await.unwrap();
    let before = counts(&world).await;
    for by_hand in [true, false] {
        how.by_hand = by_hand;
        let mut one_by_one = Tally::default();
        for row in account::Entity::find().all(world.store.reader()).await.unwrap() {
            let id = model::values::ids::AccountId(row.id);
            let known = facts::of_account(
                world.store.reader(),
                id,
                Detail {
                    asks: rules.asks(),
                    moves: by_hand,
                    ..Detail::default()
                },
            )
            .await
            .unwrap();
            let mut known = known.unwrap();
            let moves = known.moves.by_hand().unwrap();
            let ended = replay(&rules, &mut known.facts, &moves, known.created_at, how.until, |moved| {
                one_by_one.moved(moved);
            });
            one_by_one.ended(ended, &row.stage);
        }
        one_by_one.sort(&rules);
        assert_eq!(one_by_one.accounts, 45);
        assert!(one_by_one.moves > 45, "{one_by_one:?}");
        for readers in [0, 1, 2, 7] {
            how.readers = readers;
            assert_eq!(replay_all(&world.store, &rules, how).await.unwrap(), one_by_one);
        }
    }
    // Nothing was written.
    assert_eq!(counts(&world).await, before);
}
