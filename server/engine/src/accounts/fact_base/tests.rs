use chrono::TimeDelta;
use model::{
    Complaint, Department, Failure, Refusal,
    accounts::fact_base::{
        KnownFact, list::FactBase, list::ListFacts, settle::SettleFact, state::StateFact, unsettle::UnsettleFact,
        withdraw::WithdrawFact,
    },
    values::ids::{AccountId, KnownFactId},
};

use crate::{
    clock::Clock as _,
    testing::{World, new_account, on_both},
};

on_both!(
    departments_contradict_each_other_side_by_side_until_somebody_decides,
    a_department_says_one_thing_about_a_topic,
    a_decision_is_taken_back_without_losing_what_was_said_since,
    only_its_own_department_takes_a_fact_back,
    nobody_knows_the_future,
);

async fn account(world: &World) -> AccountId {
    world
        .as_seller()
        .perform(new_account("Brackwell Dairies"))
        .await
        .unwrap()
        .id
}

fn fact(account: AccountId, topic: &str, value: &str) -> StateFact {
    let fact = serde_json::json!({"account": account, "topic": topic, "value": value, "confidence": "likely"});
    serde_json::from_value(fact).unwrap()
}

fn values(base: &FactBase) -> Vec<Vec<(&str, Department)>> {
    let topics = base.items.iter();
    topics
        .map(|topic| {
            topic
                .facts
                .iter()
                .map(|fact| (fact.value.as_str(), fact.department))
                .collect()
        })
        .collect()
}

async fn two(world: &World) -> (AccountId, KnownFact, KnownFact) {
    let account = account(world).await;
    let four = world.as_seller().perform(fact(account, "Plants", "4")).await.unwrap();
    world.clock.advance(TimeDelta::hours(1));
    let five = world.as_marketer().perform(fact(account, "plants", "5")).await.unwrap();
    (account, four, five)
}

async fn departments_contradict_each_other_side_by_side_until_somebody_decides(world: World) {
    let (account, four, five) = two(&world).await;
    let base = world.as_executive().ask(ListFacts { account }).await.unwrap();
    assert!(base.items[0].contradicts);
    assert_eq!(
        values(&base),
        [[("5", Department::Marketing), ("4", Department::Sales)]]
    );

    let settled = world
        .as_service_member()
        .perform(SettleFact { fact: four.id })
        .await
        .unwrap();
    assert_eq!(values(&settled), [[("4", Department::Sales)]]);
    assert!(settled.items[0].facts[0].settled && !settled.items[0].contradicts);
    let late = world.as_seller().perform(SettleFact { fact: five.id }).await;
    assert_eq!(late, Err(Failure::Refused(Refusal::FactNotStanding)));
    assert_eq!(world.facts_of(account).await.len(), 4);
}

async fn a_department_says_one_thing_about_a_topic(world: World) {
    let account = account(&world).await;
    for value in ["4", "5", "6"] {
        world.as_seller().perform(fact(account, "Plants", value)).await.unwrap();
    }
    let base = world.as_seller().ask(ListFacts { account }).await.unwrap();
    assert_eq!(values(&base), [[("6", Department::Sales)]]);
}

async fn a_decision_is_taken_back_without_losing_what_was_said_since(world: World) {
    let (account, four, _) = two(&world).await;
    let never = world.as_seller().perform(UnsettleFact { fact: four.id }).await;
    assert_eq!(never, Err(Failure::Refused(Refusal::NothingSettled)));

    world.as_seller().perform(SettleFact { fact: four.id }).await.unwrap();
    let both = world.as_seller().perform(UnsettleFact { fact: four.id }).await.unwrap();
    assert_eq!(
        values(&both),
        [[("5", Department::Marketing), ("4", Department::Sales)]]
    );

    world.as_seller().perform(SettleFact { fact: four.id }).await.unwrap();
    world.as_marketer().perform(fact(account, "Plants", "7")).await.unwrap();
    let both = world.as_seller().perform(UnsettleFact { fact: four.id }).await.unwrap();
    assert_eq!(
        values(&both),
        [[("7", Department::Marketing), ("4", Department::Sales)]]
    );
}

async fn only_its_own_department_takes_a_fact_back(world: World) {
    let (_, four, _) = two(&world).await;
    let withdraw = |fact: KnownFactId| WithdrawFact { fact };
    let refused = world.as_marketer().perform(withdraw(four.id)).await;
    assert_eq!(refused, Err(Failure::Forbidden));
    let left = world.as_seller().perform(withdraw(four.id)).await.unwrap();
    assert_eq!(values(&left), [[("5", Department::Marketing)]]);
}

async fn nobody_knows_the_future(world: World) {
    let account = account(&world).await;
    let tomorrow = StateFact {
        known_on: Some((world.clock.now() + TimeDelta::days(3)).date_naive()),
        ..fact(account, "Plants", "4")
    };
    let refused = world.as_seller().perform(tomorrow).await;
    let expected = Failure::field("known_on", Complaint::InTheFuture);
    assert_eq!(refused.map(|fact| fact.value), Err(expected));
}
