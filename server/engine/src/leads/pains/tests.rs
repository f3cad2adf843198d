use chrono::TimeDelta;
use model::{
    Complaint, Department, Failure, Refusal,
    activity::Fact,
    agreement::JOURNEY,
    criteria::{Condition, Criterion, PainTest},
    journey::Journey,
    leads::pains::{
        catalogue::{
            create_crisis::CreateCrisis, create_pain::CreatePain, edit_crisis::EditCrisis, edit_pain::EditPain,
            list::ListPains, retire_crisis::RetireCrisis, retire_pain::RetirePain,
        },
        evidence::{add::AddEvidence, settle::SettlePain, unsettle::UnsettlePain, withdraw::WithdrawEvidence},
        readiness::Readiness,
        show::{AccountPains, ShowPains},
        triggers::{add::AddTrigger, end::EndTrigger},
    },
    values::{Version, ids::AccountId},
};
use sea_orm::EntityTrait;

use crate::{
    accounts::entity as account,
    agreements::sample::in_force_with,
    clock::Clock as _,
    testing::{World, new_account, on_both},
};

on_both!(
    departments_hear_of_one_pain_and_somebody_decides,
    a_word_that_was_decided_for_and_withdrawn_lets_the_others_speak_again,
    only_its_own_department_takes_a_word_or_a_trigger_back,
    sixty_one_days_later_the_company_buys_later_and_it_is_recorded_once,
    what_time_turned_is_recorded_before_anything_else_changes,
    a_false_alarm_makes_nothing_urgent,
    a_stage_that_asks_for_a_pain_is_entered_and_left,
    the_catalogue_is_the_departments_own,
    nothing_is_written_down_that_cannot_be,
);

async fn account(world: &World) -> AccountId {
    let new = new_account("Brackwell Dairies");
    world.as_seller().perform(new).await.unwrap().id
}

async fn stored(world: &World, account: AccountId) -> account::Model {
    let found = account::Entity::find_by_id(account.0).one(world.store.reader()).await;
    found.unwrap().unwrap()
}

fn heard(account: AccountId, severity: u8) -> AddEvidence {
    let said = serde_json::json!({
        "account": account, "pain": "unplanned_downtime", "severity": severity, "source": "conversation",
        "said_by": "Marta Quell",
    });
    serde_json::from_value(said).unwrap()
}

fn interruption(account: AccountId) -> AddTrigger {
    let said = serde_json::json!({
        "account": account, "crisis": "network_interruption", "known_from": "Their status page",
    });
    serde_json::from_value(said).unwrap()
}

fn words(pains: &AccountPains) -> Vec<(Department, u8)> {
    let words = pains.pains.iter().flat_map(|pain| &pain.evidence);
    words
        .map(|word| (word.evidence.department, word.evidence.severity.get()))
        .collect()
}

async fn turns(world: &World, account: AccountId) -> Vec<(Readiness, i64)> {
    let facts = world.facts_of(account).await;
    let turned = facts.iter().filter_map(|fact| match fact {
        Fact::ReadinessTurned { to, at, .. } => Some((*to, (world.clock.now() - *at).num_days())),
        _ => None,
    });
    turned.collect()
}

async fn departments_hear_of_one_pain_and_somebody_decides(world: World) {
    let account = account(&world).await;
    world.as_seller().perform(heard(account, 2)).await.unwrap();
    world.clock.advance(TimeDelta::hours(1));
    let both = world.as_marketer().perform(heard(account, 5)).await.unwrap();
    let pain = &both.pains[0];
    assert_eq!((pain.name.as_str(), pain.contested), ("Unplanned downtime", true));
    assert_eq!((both.pains.len(), pain.severity.get(), pain.urgent), (1, 5, false));
    assert_eq!(words(&both), [(Department::Marketing, 5), (Department::Sales, 2)]);

    let holds = pain.evidence[1].evidence.id;
    let settled = world
        .as_service_member()
        .perform(SettlePain { evidence: holds })
        .await
        .unwrap();
    assert_eq!(
        (settled.pains[0].contested, settled.pains[0].severity.get()),
        (false, 2)
    );
    assert!(settled.pains[0].evidence[0].settled_by.is_some());
    let late = pain.evidence[0].evidence.id;
    let refused = world.as_seller().perform(SettlePain { evidence: late }).await;
    assert_eq!(refused, Err(Failure::Refused(Refusal::FactNotStanding)));

    let back = UnsettlePain { evidence: holds };
    let both = world.as_seller().perform(back.clone()).await.unwrap();
    assert_eq!(words(&both), [(Department::Marketing, 5), (Department::Sales, 2)]);
    assert!(both.pains[0].evidence.iter().all(|word| word.settled_by.is_none()));
    let never = world.as_seller().perform(back).await;
    assert_eq!(never, Err(Failure::Refused(Refusal::NothingSettled)));
    let shown = world.as_executive().ask(ShowPains { account }).await.unwrap();
    assert_eq!(shown, both);
}

async fn a_word_that_was_decided_for_and_withdrawn_lets_the_others_speak_again(world: World) {
    let account = account(&world).await;
    world.as_marketer().perform(heard(account, 5)).await.unwrap();
    world.clock.advance(TimeDelta::hours(1));
    let both = world.as_seller().perform(heard(account, 2)).await.unwrap();
    let evidence = both.pains[0].evidence[0].evidence.id;
    world.as_seller().perform(SettlePain { evidence }).await.unwrap();
    let left = world.as_seller().perform(WithdrawEvidence { evidence }).await.unwrap();
    assert_eq!(words(&left), [(Department::Marketing, 5)]);
}

async fn only_its_own_department_takes_a_word_or_a_trigger_back(world: World) {
    let account = account(&world).await;
    let said = world.as_seller().perform(heard(account, 4)).await.unwrap();
    let evidence = said.pains[0].evidence[0].evidence.id;
    let refused = world.as_marketer().perform(WithdrawEvidence { evidence }).await;
    assert_eq!(refused, Err(Failure::Forbidden));
    let befell = world.as_seller().perform(interruption(account)).await.unwrap();
    let trigger = befell.triggers[0].trigger.id;
    let refused = world.as_marketer().perform(EndTrigger { trigger }).await;
    assert_eq!(refused, Err(Failure::Forbidden));
    let left = world.as_seller().perform(WithdrawEvidence { evidence }).await.unwrap();
    assert_eq!((left.pains.len(), left.readiness), (0, Readiness::Later));
    let again = world.as_seller().perform(WithdrawEvidence { evidence }).await;
    assert_eq!(again, Err(Failure::Refused(Refusal::FactNotStanding)));
}

async fn sixty_one_days_later_the_company_buys_later_and_it_is_recorded_once(world: World) {
    let account = account(&world).await;
    world.as_seller().perform(heard(account, 4)).await.unwrap();
    assert_eq!(stored(&world, account).await.readiness, "later");
    let now = world.as_service_member().perform(interruption(account)).await.unwrap();
    assert_eq!((now.readiness, now.pains[0].urgent), (Readiness::BuyNow, true));
    assert!(now.receipt.holds);
    let expires = world.clock.now() + TimeDelta::days(60);
    let row = stored(&world, account).await;
    assert_eq!(
        (row.readiness.as_str(), row.readiness_turns_at),
        ("buy_now", Some(expires))
    );

    world.clock.advance(TimeDelta::days(59));
    super::job::turn(&world).await.unwrap();
    assert_eq!(stored(&world, account).await.readiness, "buy_now");
    world.clock.advance(TimeDelta::days(2));
    for _ in 0..2 {
        super::job::turn(&world).await.unwrap();
    }
    let row = stored(&world, account).await;
    assert_eq!((row.readiness.as_str(), row.readiness_turns_at), ("later", None));
    assert_eq!(
        turns(&world, account).await,
        [(Readiness::BuyNow, 61), (Readiness::Later, 1)]
    );
    let later = world.as_executive().ask(ShowPains { account }).await.unwrap();
    assert_eq!((later.readiness, later.receipt.holds), (Readiness::Later, false));
    assert!(!later.triggers[0].counts);
}

async fn what_time_turned_is_recorded_before_anything_else_changes(world: World) {
    let account = account(&world).await;
    world.as_seller().perform(heard(account, 4)).await.unwrap();
    world.as_seller().perform(interruption(account)).await.unwrap();
    world.clock.advance(TimeDelta::days(61));
    let again = world.as_seller().perform(interruption(account)).await.unwrap();
    assert_eq!(again.readiness, Readiness::BuyNow);
    let turned = [(Readiness::BuyNow, 61), (Readiness::Later, 1), (Readiness::BuyNow, 0)];
    let mut found = turns(&world, account).await;
    found.sort_by_key(|(_, days)| std::cmp::Reverse(*days));
    assert_eq!(found, turned);
    let row = stored(&world, account).await;
    let expires = world.clock.now() + TimeDelta::days(60);
    assert_eq!(
        (row.readiness.as_str(), row.readiness_turns_at),
        ("buy_now", Some(expires))
    );
}

async fn a_false_alarm_makes_nothing_urgent(world: World) {
    let account = account(&world).await;
    world.as_seller().perform(heard(account, 4)).await.unwrap();
    let befell = world.as_seller().perform(interruption(account)).await.unwrap();
    let trigger = befell.triggers[0].trigger.id;
    let ended = world.as_seller().perform(EndTrigger { trigger }).await.unwrap();
    assert_eq!((ended.readiness, ended.triggers[0].counts), (Readiness::Later, false));
    assert_eq!(stored(&world, account).await.readiness, "later");
    let again = world.as_seller().perform(EndTrigger { trigger }).await;
    assert_eq!(again, Err(Failure::Refused(Refusal::FactNotStanding)));
}

async fn a_stage_that_asks_for_a_pain_is_entered_and_left(world: World) {
    let account = account(&world).await;
    let mut journey = Journey::shipped();
    journey.stages[1].entry = Some(Criterion::Condition(Condition::Pain(PainTest {
        urgent: true,
        ..PainTest::default()
    })));
    let version = in_force_with(&world, &journey).await;
    assert_eq!(version.agreement, JOURNEY);
    world.run_jobs().await;
    world.as_seller().perform(heard(account, 4)).await.unwrap();
    assert_ne!(stored(&world, account).await.stage, "committing_to_change");
    world.as_seller().perform(interruption(account)).await.unwrap();
    assert_eq!(stored(&world, account).await.stage, "committing_to_change");
    world.clock.advance(TimeDelta::days(61));
    crate::journey::standing::job::look_again(&world).await.unwrap();
    assert_ne!(stored(&world, account).await.stage, "committing_to_change");
}

async fn the_catalogue_is_the_departments_own(world: World) {
    let new = CreatePain {
        key: "lost_batches".parse().unwrap(),
        name: "Lost batches".parse().unwrap(),
        meaning: "Milk is poured away".parse().unwrap(),
    };
    let shipped = world.as_executive().ask(ListPains::default()).await.unwrap();
    let refused = world.as_seller().perform(new.clone()).await;
    assert_eq!(refused.map(drop), Err(Failure::Forbidden));
    world.as_sales_manager().perform(new.clone()).await.unwrap();
    let taken = world.as_sales_manager().perform(new.clone()).await;
    assert_eq!(taken.map(drop), Err(Failure::field("key", Complaint::Taken)));
    let all = world.as_executive().ask(ListPains::default()).await.unwrap();
    assert_eq!(
        (all.pains.len(), all.crises.len()),
        (shipped.pains.len() + 1, shipped.crises.len())
    );

    let edit = EditPain {
        pain: new.key.clone(),
        version: Version(1),
        name: None,
        meaning: Some("Milk is thrown away".parse().unwrap()),
    };
    world.as_sales_manager().perform(edit.clone()).await.unwrap();
    let second = world.as_sales_manager().perform(edit).await;
    assert!(matches!(second, Err(Failure::Conflict(_))), "{second:?}");
    let crisis: CreateCrisis = serde_json::from_value(serde_json::json!({
        "key": "recall", "name": "Recall", "pains": ["lost_batches"], "expires_after_days": 30,
    }))
    .unwrap();
    world.as_sales_manager().perform(crisis.clone()).await.unwrap();
    let longer = EditCrisis {
        crisis: crisis.key.clone(),
        version: Version(1),
        name: crisis.name,
        pains: crisis.pains,
        expires_after_days: 45,
    };
    let longer = world.as_sales_manager().perform(longer).await.unwrap();
    assert_eq!(longer.crisis.expires_after_days, 45);
    world
        .as_sales_manager()
        .perform(RetireCrisis { crisis: crisis.key })
        .await
        .unwrap();
    let pain = new.key.clone();
    world.as_sales_manager().perform(RetirePain { pain }).await.unwrap();
    let back = world.as_sales_manager().perform(new).await.unwrap();
    assert_eq!((back.retired, back.version), (false, Version(4)));
}

async fn nothing_is_written_down_that_cannot_be(world: World) {
    let account = account(&world).await;
    let unknown = AddEvidence {
        pain: "no_such_pain".parse().unwrap(),
        ..heard(account, 3)
    };
    let refused = world.as_seller().perform(unknown).await;
    assert_eq!(refused, Err(Failure::field("pain", Complaint::NotAChoice)));
    let other = AddEvidence {
        department: Some(Department::Service),
        ..heard(account, 3)
    };
    let refused = world.as_seller().perform(other).await;
    assert_eq!(refused, Err(Failure::field("department", Complaint::NotAChoice)));
    let late = AddTrigger {
        occurred_at: Some("2089-01-01T09:00:00Z".to_owned().try_into().unwrap()),
        ..interruption(account)
    };
    let refused = world.as_seller().perform(late).await;
    assert_eq!(refused, Err(Failure::field("occurred_at", Complaint::InTheFuture)));
    assert_eq!(world.facts_of(account).await.len(), 1);
}
