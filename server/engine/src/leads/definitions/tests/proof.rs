//! Whether a version predicts anything.

use model::leads::definitions::proof::{Proof, ProveDefinition};
use sea_orm::ActiveValue::{Set, Unchanged};

use super::*;
use crate::testing::new_account;

on_both!(leads_that_qualify_are_compared_with_the_others_from_twenty_on);

async fn leads_that_qualify_are_compared_with_the_others_from_twenty_on(world: World) {
    let from = world.clock.now();
    let mut ids = Vec::new();
    for (domain, employees) in [("large.example", 900), ("small.example", 30)] {
        let account = model::accounts::create::CreateAccount {
            domain: Some(domain.parse().unwrap()),
            employees: Some(employees),
            ..new_account(domain)
        };
        world.as_seller().perform(account).await.unwrap();
        for number in 0..20 {
            ids.push(captured(&world, &format!("person{number}@{domain}")).await.lead.id);
        }
    }
    let version = agreed(&world, large()).await.version;
    world.clock.advance(TimeDelta::days(30));
    let close = async |place: usize, won: bool| {
        let closed = lead::ActiveModel {
            id: Unchanged(ids[place].0),
            closed_at: Set(Some(world.clock.now())),
            won: Set(Some(won)),
            ..Default::default()
        };
        lead::Entity::update(closed).exec(world.store.writer()).await.unwrap();
    };
    let prove = async || -> Proof {
        let prove = ProveDefinition {
            version,
            from,
            until: world.clock.now(),
        };
        world.as_executive().ask(prove).await.unwrap()
    };
    for place in 0..39 {
        close(place, place < 15 || (20..25).contains(&place)).await;
    }
    let few = prove().await;
    assert_eq!(
        (few.qualified.decided, few.others.decided, few.others.open),
        (20, 19, 1)
    );
    assert!(!few.is_shown() && few.qualified.cycle.is_none());
    close(39, false).await;
    let proof = prove().await;
    assert!(proof.is_shown());
    assert_eq!((proof.qualified.won, proof.others.won), (15, 5));
    let ratio = proof.qualified.close_ratio.unwrap();
    assert!(ratio.low < 0.75 && ratio.high > 0.75, "{ratio:?}");
    assert_eq!(proof.qualified.cycle, None, "fewer than 20 were won");
}
