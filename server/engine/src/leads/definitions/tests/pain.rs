//! A qualified lead is a customer in pain.

use model::{
    activity::Fact,
    criteria::PainTest,
    leads::pains::{evidence::add::AddEvidence, readiness::Readiness, show::ShowPains, triggers::add::AddTrigger},
};
use serde_json::json;

use super::*;

on_both!(points_without_a_pain_do_not_qualify_and_a_pain_with_a_crisis_does_until_it_has_passed);

/// Asks for a pain that is urgent, and for engagement.
fn in_pain() -> LeadDefinition {
    let pain = Condition::Pain(PainTest {
        severity_at_least: Some(4),
        within_days: Some(60),
        urgent: true,
        ..PainTest::default()
    });
    LeadDefinition {
        criteria: Criterion::All(vec![pain.into(), Condition::Engagement(Limit::at_least(100)).into()]),
        ..LeadDefinition::shipped()
    }
}

async fn points_without_a_pain_do_not_qualify_and_a_pain_with_a_crisis_does_until_it_has_passed(world: World) {
    agreed(&world, in_pain()).await;
    let account = account(&world, "brackwell.example").await;
    let id = captured(&world, "rhea@brackwell.example").await.lead.id;
    for (kind, times) in [("demo", 3), ("pricing_page", 4), ("webinar", 3)] {
        for _ in 0..times {
            signal(&world, account, kind).await;
        }
    }
    let without = shown(&world, id).await;
    assert_eq!((without.engagement.total, without.at_present.qualified), (150, false));
    let missing = without.at_present.missing();
    assert_eq!(missing.len(), 1);
    assert!(
        missing[0].contains("evidence of a pain of severity 4 or more"),
        "{missing:?}"
    );

    let heard = json!({
        "account": account, "pain": "unplanned_downtime", "severity": 4, "source": "conversation",
        "said_by": "Marta Quell", "occurred_at": world.clock.now() - TimeDelta::days(30),
    });
    let heard: AddEvidence = serde_json::from_value(heard).unwrap();
    world.as_seller().perform(heard).await.unwrap();
    assert!(
        !shown(&world, id).await.at_present.qualified,
        "nothing makes it urgent yet"
    );
    let befell = json!({"account": account, "crisis": "network_interruption", "known_from": "Their status page"});
    let befell: AddTrigger = serde_json::from_value(befell).unwrap();
    let pains = world.as_service_member().perform(befell).await.unwrap();
    assert_eq!(pains.readiness, Readiness::BuyNow);
    let valid = pains.triggers[0].trigger.expires_at - world.clock.now();
    assert_eq!(valid, TimeDelta::days(60));
    let with = shown(&world, id).await;
    assert!(with.at_present.qualified && with.at_present.missing().is_empty());
    assert_eq!(with.at_present.snapshot.severity, Some(4));

    world.clock.advance(TimeDelta::days(61));
    crate::leads::pains::job::turn(&world).await.unwrap();
    let later = world.as_executive().ask(ShowPains { account }).await.unwrap();
    assert_eq!(later.readiness, Readiness::Later);
    let facts = world.facts_of(account).await;
    let turned: Vec<_> = facts
        .iter()
        .filter_map(|fact| match fact {
            Fact::ReadinessTurned { to, at, .. } => Some((*to, (world.clock.now() - *at).num_days())),
            _ => None,
        })
        .collect();
    assert_eq!(turned, [(Readiness::BuyNow, 61), (Readiness::Later, 1)]);
    assert!(!shown(&world, id).await.at_present.qualified);
}
