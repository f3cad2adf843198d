//! Whether a version predicts anything.

use model::leads::definitions::proof::{
    Proof, ProveDefinition,
    rows::{Became, ListProofRows, Proved},
};
use sea_orm::ActiveValue::{Set, Unchanged};

use super::*;
use crate::testing::new_account;

on_both!(leads_that_qualify_are_compared_with_the_others_from_twenty_on);

async fn leads_that_qualify_are_compared_with_the_others_from_twenty_on(world: World) {
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
            from: None,
            until: None,
        };
        world.as_executive().ask(prove).await.unwrap().proof
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
    // Rows that a test changes leave no entry in the log; what is kept is made anew every minute.
    world.clock.advance(TimeDelta::minutes(1));
    let proof = prove().await;
    assert!(proof.is_shown());
    assert_eq!((proof.qualified.won, proof.others.won), (15, 5));
    let ratio = proof.qualified.close_ratio.unwrap();
    assert!(ratio.low < 0.75 && ratio.high > 0.75, "{ratio:?}");
    assert_eq!(proof.qualified.cycle, None, "fewer than 20 were won");
    assert_eq!(proof.qualified.cycle_between, None);

    let rows = async |group, became| {
        let mut list = ListProofRows {
            version,
            from: None,
            until: None,
            group,
            became,
            cursor: None,
            limit: model::values::Limit::try_from(7).unwrap(),
        };
        let mut rows = Vec::new();
        loop {
            let page = world.as_executive().ask(list.clone()).await.unwrap();
            rows.extend(page.items);
            match page.next {
                Some(next) => list.cursor = Some(next),
                None => return rows,
            }
        }
    };
    let groups = [(Proved::Qualified, &proof.qualified), (Proved::Others, &proof.others)];
    for (group, counted) in groups {
        for (became, many) in [
            (Became::Decided, counted.decided),
            (Became::Won, counted.won),
            (Became::Lost, counted.decided - counted.won),
            (Became::Open, counted.open),
        ] {
            let listed = rows(Some(group), Some(became)).await;
            assert_eq!(listed.len(), many as usize, "{group:?} {became:?}");
            for row in listed {
                assert_eq!(row.qualified_at.is_some(), group == Proved::Qualified);
                assert_eq!(row.days, (row.became == Became::Won).then_some(30));
            }
        }
    }
    let mut all = rows(None, None).await;
    all.dedup_by_key(|row| row.lead);
    assert_eq!(all.len(), 40);
}
