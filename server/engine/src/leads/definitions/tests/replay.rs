//! Two versions over the leads of a period.

use model::{
    accounts::{create::CreateAccount, signals::record::RecordSignal},
    leads::definitions::replay::{Counts, Qualifies, ReplayDefinitions, ReplayedLead},
    values::Limit as PageLimit,
};
use serde_json::json;

use super::*;
use crate::{activity::entity as activity, agreements::versions::entity as version, testing::new_account};

on_both!(two_hundred_leads_under_two_versions_add_up_and_nothing_is_touched);

/// So many people of one company, of that size and with that many demos.
async fn company(world: &World, number: usize, (employees, demos): (u32, usize), people: usize) {
    let domain = format!("company{number}.example");
    let account = CreateAccount {
        domain: Some(domain.parse().unwrap()),
        employees: Some(employees),
        ..new_account(&format!("Company {number}"))
    };
    let account = world.as_seller().perform(account).await.unwrap().id;
    for _ in 0..demos {
        let demo = json!({"account": account, "kind": "demo"});
        let demo: RecordSignal = serde_json::from_value(demo).unwrap();
        world.as_marketer().perform(demo).await.unwrap();
    }
    for person in 0..people {
        captured(world, &format!("person{person}@{domain}")).await;
    }
}

async fn two_hundred_leads_under_two_versions_add_up_and_nothing_is_touched(world: World) {
    // Before the period: nobody asks about them.
    company(&world, 9, (900, 2), 3).await;
    world.clock.advance(TimeDelta::days(1));
    let from = world.clock.now();
    let engaged = asking(Condition::Engagement(Limit::at_least(40)).into());
    let first = agreed(&world, engaged).await;
    world.run_jobs().await;
    for (number, (what, people)) in [((900, 2), 80), ((40, 2), 35), ((900, 1), 55), ((40, 0), 30)]
        .into_iter()
        .enumerate()
    {
        company(&world, number, what, people).await;
    }
    world.clock.advance(TimeDelta::days(5));
    let until = world.clock.now();
    world.clock.advance(TimeDelta::seconds(1));
    company(&world, 8, (900, 2), 3).await;
    let second = proposed(&world, large()).await;
    let db = world.store.reader();
    let stored = async || {
        let leads = lead::Entity::find().all(db).await.unwrap();
        let versions = version::Entity::find().all(db).await.unwrap();
        (leads, versions, activity::Entity::find().all(db).await.unwrap().len())
    };
    let before = stored().await;

    let mut replay = ReplayDefinitions {
        first: first.version,
        second: second.version,
        from,
        until,
        qualifies: None,
        cursor: None,
        limit: PageLimit::default(),
    };
    let found = world.as_executive().ask(replay.clone()).await.unwrap();
    let expected = Counts {
        both: 80,
        only_first: 35,
        only_second: 55,
        neither: 30,
    };
    assert_eq!((found.counts, found.counts.total()), (expected, 200));
    assert_eq!((found.first, found.second), (Some(1), Some(2)));

    let mut listed: Vec<ReplayedLead> = Vec::new();
    for (qualifies, many) in [
        (Qualifies::Both, 80),
        (Qualifies::OnlyFirst, 35),
        (Qualifies::OnlySecond, 55),
        (Qualifies::Neither, 30),
    ] {
        (replay.qualifies, replay.cursor) = (Some(qualifies), None);
        let behind = listed.len();
        loop {
            let page = world.as_executive().ask(replay.clone()).await.unwrap();
            assert_eq!(page.counts, expected);
            listed.extend(page.listed.items);
            match page.listed.next {
                Some(next) => replay.cursor = Some(next),
                None => break,
            }
        }
        assert_eq!(listed.len() - behind, many);
        assert!(listed[behind..].iter().all(|lead| lead.qualifies == qualifies));
    }
    listed.sort_by_key(|lead| lead.lead);
    listed.dedup_by_key(|lead| lead.lead);
    assert_eq!(listed.len(), 200);
    assert!(listed.iter().all(|lead| (from..=until).contains(&lead.captured_at)));
    assert_eq!(stored().await, before);

    let other = ReplayDefinitions {
        first: crate::agreements::sample::drafted(&world).await.version,
        ..replay.clone()
    };
    let refused = world.as_executive().ask(other).await;
    assert_eq!(refused, Err(Failure::NotFound));
}
