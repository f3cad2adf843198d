mod at_once;

use chrono::TimeDelta;
use model::{
    Department, Failure,
    accounts::{
        contacts::{Contact, create::CreateContact, edit::EditContact},
        deals::{create::CreateDeal, reopen::ReopenDeal, trash::TrashDeal, win::WinDeal},
        signals::SignalKind,
        touches::log::LogTouch,
        trash::TrashAccount,
    },
    agreement::JOURNEY,
    criteria::{Condition, Criterion, Limit, TouchCount},
    journey::{
        Cause, HoldEnd, Journey, Phase,
        evaluation::Decider,
        standing::explain::ExplainStanding,
        transitions::{
            list::{ListTransitions, TransitionRow},
            move_by_hand::MoveByHand,
        },
    },
    platform::check::run::RunCheck,
    values::{
        Version,
        ids::{AccountId, DealId},
    },
};
use sea_orm::{ActiveModelTrait as _, EntityTrait, IntoActiveModel as _, sea_query::Expr};

use crate::{
    accounts::{entity as account, signals::entity as signal},
    agreements::sample::in_force_with,
    clock::Clock as _,
    journey::sample::Sample,
    testing::{World, new_account, on_both},
};

on_both!(
    facts_move_an_account_and_the_receipt_names_the_rows,
    what_people_say_holds_until_its_day,
    time_alone_moves_an_account,
    another_version_in_force_moves_accounts,
    a_move_by_rule_is_no_new_version,
    who_leaves_an_account_counts_there_no_longer,
    what_keeps_an_account_and_what_would_move_it_is_explained,
    who_has_not_bought_is_nowhere_held_among_customers,
    no_rule_makes_a_customer_of_who_has_not_bought,
    while_the_job_is_on_its_way_nothing_is_broken,
    of_many_that_are_due_at_once_each_gets_its_own_moment,
    whoever_was_sorted_by_the_order_before_is_put_in_order,
);

async fn account(world: &World) -> AccountId {
    world
        .as_seller()
        .perform(new_account("Brackwell Dairies"))
        .await
        .unwrap()
        .id
}

async fn stored(world: &World, account: AccountId) -> account::Model {
    let found = account::Entity::find_by_id(account.0).one(world.store.reader()).await;
    found.unwrap().unwrap()
}

async fn signals(world: &World, account: AccountId, kind: SignalKind, count: usize) {
    for _ in 0..count {
        let row = signal::Model {
            id: world.clock.new_id(),
            account_id: account.0,
            contact_id: None,
            kind: kind.key().to_owned(),
            venue: None,
            source_type: None,
            topic: None,
            said: None,
            occurred_at: world.clock.now(),
        };
        let row = row.into_active_model().reset_all();
        signal::Entity::insert(row)
            .exec_without_returning(world.store.writer())
            .await
            .unwrap();
    }
}

async fn contact(world: &World, account: AccountId) -> Contact {
    let contact = serde_json::json!({"account": account, "name": "Ines Tarrow", "buying_role": "champion"});
    let contact: CreateContact = serde_json::from_value(contact).unwrap();
    world.as_seller().perform(contact).await.unwrap()
}

async fn call(world: &World, account: AccountId) {
    let call = serde_json::json!({"account": account, "kind": "call", "body": "They called back"});
    let call: LogTouch = serde_json::from_value(call).unwrap();
    world.as_seller().perform(call).await.unwrap();
}

async fn moves(world: &World, account: AccountId) -> Vec<TransitionRow> {
    let asked = ListTransitions {
        account: Some(account),
        ..ListTransitions::default()
    };
    world.as_executive().ask(asked).await.unwrap().items
}

async fn facts_move_an_account_and_the_receipt_names_the_rows(world: World) {
    let account = account(&world).await;
    signals(&world, account, SignalKind::WhitePaper, 1).await;
    contact(&world, account).await;

    let row = stored(&world, account).await;
    assert_eq!((row.stage.as_str(), row.stage_position), ("committing_to_change", 1));
    let moved = moves(&world, account).await.pop().unwrap();
    assert_eq!((moved.cause, moved.person, moved.journey), (Cause::Rule, None, None));
    let receipt = moved.receipt.unwrap();
    assert!(receipt.holds);
    let rows: Vec<_> = receipt
        .lines
        .iter()
        .map(|line| line.row_count)
        .filter(|count| *count > 0)
        .collect();
    assert!(rows.contains(&1), "{receipt:?}");
    // Nobody moves: the account stands where the criteria put it.
    call(&world, account).await;
    assert_eq!(moves(&world, account).await.len(), 1);
}

async fn what_people_say_holds_until_its_day(world: World) {
    let account = account(&world).await;
    let back = MoveByHand {
        account,
        to: "selecting".parse().unwrap(),
        reason: "They asked for a price".parse().unwrap(),
        holds_days: Some(10),
        seen: Version(1),
    };
    let moved = world.as_seller().perform(back).await.unwrap();
    assert_eq!(moved.held_until, Some(world.clock.now() + TimeDelta::days(10)));
    call(&world, account).await;
    assert_eq!(stored(&world, account).await.stage, "selecting");

    world.clock.advance(TimeDelta::days(10) - TimeDelta::seconds(1));
    super::job::look_again(&world).await.unwrap();
    assert_eq!(stored(&world, account).await.stage, "selecting");
    world.clock.advance(TimeDelta::seconds(1));
    super::job::look_again(&world).await.unwrap();
    let row = stored(&world, account).await;
    assert_eq!((row.stage.as_str(), row.held_until), ("loosening", None));
}

async fn time_alone_moves_an_account(world: World) {
    let account = account(&world).await;
    signals(&world, account, SignalKind::WhitePaper, 1).await;
    contact(&world, account).await;
    world.clock.advance(TimeDelta::days(89));
    super::job::look_again(&world).await.unwrap();
    assert_eq!(stored(&world, account).await.stage, "committing_to_change");
    world.clock.advance(TimeDelta::days(2));
    super::job::look_again(&world).await.unwrap();
    assert_eq!(stored(&world, account).await.stage, "loosening");
    let due = stored(&world, account).await.look_again_at;
    assert!(
        due.is_none_or(|at| at > world.clock.now()),
        "looked at again and again: {due:?}"
    );
}

async fn another_version_in_force_moves_accounts(world: World) {
    let account = account(&world).await;
    call(&world, account).await;
    assert_eq!(stored(&world, account).await.stage, "loosening");
    let mut journey = Journey::shipped();
    journey.stages[1].entry = Some(Criterion::Condition(Condition::Touches(TouchCount {
        legs: Some(vec![Department::Sales]),
        count: Limit::at_least(1),
        ..TouchCount::default()
    })));
    journey.stages.swap(1, 2);
    journey.stages[1].stage.phase = journey.stages[0].stage.phase;
    journey.stages[2].stage.phase = journey.stages[3].stage.phase;
    let version = in_force_with(&world, &journey).await;
    assert_eq!(world.run_jobs().await, 1);

    let row = stored(&world, account).await;
    assert_eq!((row.stage.as_str(), row.stage_position), ("committing_to_change", 2));
    let moved = moves(&world, account).await.pop().unwrap();
    assert_eq!(moved.journey, version.number);
    let known = crate::journey::in_force::journey(&world, world.store.reader())
        .await
        .unwrap();
    assert_eq!((known.version, &known.journey), (Some(version.version), &journey));
    assert_eq!(version.agreement, JOURNEY);
}

async fn a_move_by_rule_is_no_new_version(world: World) {
    let account = account(&world).await;
    signals(&world, account, SignalKind::WhitePaper, 1).await;
    contact(&world, account).await;
    assert_eq!(stored(&world, account).await.version, 1);
}

async fn who_leaves_an_account_counts_there_no_longer(world: World) {
    let (account, other) = (
        account(&world).await,
        world.as_seller().perform(new_account("Other")).await.unwrap().id,
    );
    signals(&world, account, SignalKind::WhitePaper, 1).await;
    let known = contact(&world, account).await;
    assert_eq!(stored(&world, account).await.stage, "committing_to_change");
    let left = serde_json::json!({"contact": known.id, "version": known.version, "account": other});
    let left: EditContact = serde_json::from_value(left).unwrap();
    world.as_seller().perform(left).await.unwrap();
    assert_eq!(stored(&world, account).await.stage, "loosening");
}

async fn what_keeps_an_account_and_what_would_move_it_is_explained(world: World) {
    let account = account(&world).await;
    // Something has happened there: an account of which nothing is heard is dormant.
    call(&world, account).await;
    let explain = async |world: &World| world.as_executive().ask(ExplainStanding { account }).await;
    let new = explain(&world).await.unwrap();
    assert_eq!(
        (new.stage.as_str(), new.by, new.here),
        ("loosening", Some(Decider::Nothing), None)
    );
    let next = new.next.unwrap();
    assert_eq!(next.stage, "committing_to_change");
    assert!(
        next.receipt
            .is_some_and(|receipt| !receipt.holds && !receipt.lines.is_empty())
    );

    signals(&world, account, SignalKind::WhitePaper, 1).await;
    contact(&world, account).await;
    let moved = explain(&world).await.unwrap();
    assert_eq!(
        (moved.stage.as_str(), moved.by),
        ("committing_to_change", Some(Decider::Criteria))
    );
    assert!(moved.here.is_some_and(|receipt| receipt.holds));
    assert_eq!(moved.look_again_at, stored(&world, account).await.look_again_at);

    let back = MoveByHand {
        account,
        to: "selecting".parse().unwrap(),
        reason: "They asked for a price".parse().unwrap(),
        holds_days: Some(10),
        seen: Version(1),
    };
    let held = world.as_seller().perform(back).await.unwrap().held_until;
    let by_hand = explain(&world).await.unwrap();
    assert_eq!(
        (by_hand.by, by_hand.held_until, by_hand.look_again_at),
        (Some(Decider::Hand), held, held)
    );
    assert!(by_hand.here.is_some_and(|receipt| !receipt.holds));

    let nobody = ExplainStanding {
        account: AccountId(world.clock.new_id()),
    };
    assert_eq!(world.as_executive().ask(nobody).await.map(drop), Err(Failure::NotFound));
}

async fn nothing_is_broken(world: &World) {
    let checked = world.as_system().ask(RunCheck {}).await.unwrap();
    let broken: Vec<_> = checked.iter().filter(|one| one.violations > 0).collect();
    assert!(broken.is_empty(), "{broken:?}");
}

async fn deal(world: &World, account: AccountId) -> DealId {
    let deal = serde_json::json!({"account": account, "name": "Metering", "amount": "1,000"});
    let deal: CreateDeal = serde_json::from_value(deal).unwrap();
    world.as_seller().perform(deal).await.unwrap().id
}

async fn who_has_not_bought_is_nowhere_held_among_customers(world: World) {
    let account = account(&world).await;
    let deal = deal(&world, account).await;
    for stage in ["advocating", "churned"] {
        world.as_seller().perform(WinDeal { deal }).await.unwrap();
        let held = MoveByHand {
            account,
            to: stage.parse().unwrap(),
            reason: "They tell others".parse().unwrap(),
            holds_days: None,
            seen: Version(stored(&world, account).await.version),
        };
        world.as_seller().perform(held).await.unwrap();
        if stage == "advocating" {
            world.as_seller().perform(ReopenDeal { deal }).await.unwrap();
        } else {
            world.as_seller().perform(TrashDeal { deal }).await.unwrap();
        }
        let row = stored(&world, account).await;
        assert_eq!((row.stage.as_str(), row.held_until), ("loosening", None));
        let moved = moves(&world, account).await.remove(0);
        let why = HoldEnd::NoWonDeal;
        assert_eq!((moved.cause, moved.held_until), (Cause::Released { why }, None));
        nothing_is_broken(&world).await;
    }
}

async fn no_rule_makes_a_customer_of_who_has_not_bought(world: World) {
    let account = account(&world).await;
    signals(&world, account, SignalKind::Review, 2).await;
    let mut journey = Journey::shipped();
    let reviewed = Condition::Signals(model::criteria::SignalCount {
        count: Limit::at_least(1),
        ..model::criteria::SignalCount::default()
    });
    let advocating = journey
        .stages
        .iter_mut()
        .find(|agreed| agreed.stage.key == "advocating");
    advocating.unwrap().entry = Some(reviewed.into());
    in_force_with(&world, &journey).await;
    world.run_jobs().await;
    assert_eq!(stored(&world, account).await.stage, "loosening");
    nothing_is_broken(&world).await;

    let deal = deal(&world, account).await;
    world.as_seller().perform(WinDeal { deal }).await.unwrap();
    let moved = moves(&world, account).await.remove(0);
    assert_eq!(moved.to, "advocating");
    assert!(moved.receipt.unwrap().rule.contains("won"));
    nothing_is_broken(&world).await;
}

async fn while_the_job_is_on_its_way_nothing_is_broken(world: World) {
    let held = async |stage: &str| {
        let account = account(&world).await;
        let held = MoveByHand {
            account,
            to: stage.parse().unwrap(),
            reason: "They asked for a price".parse().unwrap(),
            holds_days: None,
            seen: Version(1),
        };
        world.as_seller().perform(held).await.unwrap();
        account
    };
    let (selecting, trashed, justifying) = (
        held("selecting").await,
        held("selecting").await,
        held("justifying").await,
    );
    world
        .as_sales_manager()
        .perform(TrashAccount { account: trashed })
        .await
        .unwrap();
    world.clock.advance(TimeDelta::days(60));
    // What was owed when they entered their stage is looked at.
    world.run_jobs().await;
    crate::journey::missing_legs::job::raise(&world).await.unwrap();
    // One stage is dropped, one becomes a stage of customers, and nobody owes anything any more.
    let mut journey = Journey::shipped();
    journey
        .remove(&"selecting".parse().unwrap(), Some(&"exploring".parse().unwrap()))
        .unwrap();
    for agreed in &mut journey.stages {
        agreed.stage.owes.clear();
        if agreed.stage.key == "justifying" {
            agreed.stage.phase = Phase::Customer;
        }
    }
    in_force_with(&world, &journey).await;
    assert_eq!(stored(&world, selecting).await.stage, "selecting");
    nothing_is_broken(&world).await;
    assert_eq!(world.run_jobs().await, 1);
    assert_eq!(stored(&world, selecting).await.stage, "exploring");
    assert_eq!(stored(&world, trashed).await.stage, "selecting");
    assert_eq!(stored(&world, justifying).await.held_until, None);
    nothing_is_broken(&world).await;
}

async fn of_many_that_are_due_at_once_each_gets_its_own_moment(world: World) {
    // More than one transaction looks at, and than are read at once.
    for _ in 0..230 {
        Sample::default().save(&world).await;
        world.clock.advance(TimeDelta::minutes(1));
    }
    account::Entity::update_many()
        .col_expr(account::Column::LookAgainAt, Expr::val(world.clock.now()))
        .exec(world.store.writer())
        .await
        .unwrap();
    super::job::look_again(&world).await.unwrap();
    let rows = account::Entity::find().all(world.store.reader()).await.unwrap();
    assert_eq!(rows.len(), 230);
    let mut moments: Vec<_> = rows
        .iter()
        .map(|row| {
            assert_eq!((row.look_again_at, row.version), (row.held_until, 1));
            row.look_again_at
        })
        .collect();
    moments.sort_unstable();
    moments.dedup();
    assert_eq!(moments.len(), 230);
}

async fn whoever_was_sorted_by_the_order_before_is_put_in_order(world: World) {
    let account = account(&world).await;
    in_force_with(&world, &Journey::shipped()).await;
    // A command that was under way when the version came into force.
    account::Entity::update_many()
        .col_expr(account::Column::StagePosition, Expr::val(7_i16))
        .exec(world.store.writer())
        .await
        .unwrap();
    world.run_jobs().await;
    assert_eq!(stored(&world, account).await.stage_position, 0);
}
