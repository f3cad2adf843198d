//! Two versions over the leads of a period.

use model::{
    accounts::{create::CreateAccount, signals::record::RecordSignal},
    agreements::VersionName,
    leads::definitions::replay::{Counts, Qualifies, ReplayDefinitions, ReplayedLead},
    receipt::Met,
};
use serde_json::json;

use super::*;
use crate::{
    activity::entity as activity, agreements::versions::entity as version, leads::sample::drafted, testing::new_account,
};

on_both!(
    two_hundred_leads_under_two_versions_add_up_and_nothing_is_touched,
    unless_said_the_other_version_is_the_one_in_force_or_the_one_before,
);

/// Today in UTC, which is the organisation's clock here.
fn today(world: &World) -> chrono::NaiveDate {
    world.clock.now().date_naive()
}

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
    let from = today(&world);
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
    let until = today(&world);
    world.clock.advance(TimeDelta::days(1));
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
        from: Some(from),
        until: Some(until),
        ..ReplayDefinitions::of(first.version, Some(second.version))
    };
    let found = world.as_executive().ask(replay.clone()).await.unwrap();
    let expected = Counts {
        both: 80,
        only_first: 35,
        only_second: 55,
        neither: 30,
    };
    assert_eq!((found.counts, found.counts.total()), (expected, 200));
    let name = |version, number| VersionName {
        version,
        number: Some(number),
    };
    assert_eq!(
        (found.first, found.second),
        (name(first.version, 1), Some(name(second.version, 2)))
    );

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
        for lead in &listed[behind..] {
            let both = (
                lead.by_first.qualified_at.is_some(),
                lead.by_second.qualified_at.is_some(),
            );
            assert_eq!(Qualifies::of(both.0, both.1), qualifies, "{lead:?}");
            let [decided] = lead.by_second.decided.as_slice() else {
                panic!("the second version asks one thing: {lead:?}");
            };
            assert_eq!(decided.asked, "at least 500 employees");
            assert_eq!(
                (decided.found.as_str(), decided.met),
                if both.1 { ("900", Met::Yes) } else { ("40", Met::No) }
            );
        }
    }
    listed.sort_by_key(|lead| lead.lead);
    listed.dedup_by_key(|lead| lead.lead);
    assert_eq!(listed.len(), 200);
    let days = |lead: &ReplayedLead| lead.captured_at.date_naive();
    assert!(listed.iter().all(|lead| (from..=until).contains(&days(lead))));
    assert_eq!(stored().await, before);

    let other = ReplayDefinitions {
        first: crate::agreements::sample::drafted(&world).await.version,
        ..replay.clone()
    };
    let refused = world.as_executive().ask(other).await;
    assert_eq!(refused, Err(Failure::NotFound));
}

async fn unless_said_the_other_version_is_the_one_in_force_or_the_one_before(world: World) {
    let other = async |version| {
        let replay = ReplayDefinitions::of(version, None);
        let found = world.as_executive().ask(replay).await.unwrap();
        found.second.map(|other| other.version)
    };
    let first = agreed(&world, large()).await.version;
    assert_eq!(other(first).await, None, "before it what the product ships with held");
    world.clock.advance(TimeDelta::days(1));
    let second = agreed(&world, LeadDefinition::shipped()).await.version;
    assert_eq!(other(second).await, Some(first));
    let draft = drafted(&world, large()).await.version;
    assert_eq!(other(draft).await, Some(second));

    let backwards = ReplayDefinitions {
        from: Some(today(&world)),
        until: Some(today(&world) - Days::new(1)),
        ..ReplayDefinitions::of(draft, None)
    };
    let refused = world.as_executive().ask(backwards).await;
    assert_eq!(refused, Err(Failure::field("until", model::Complaint::BeforeTheStart)));
}
