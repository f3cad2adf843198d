use chrono::TimeDelta;
use model::{
    accounts::deals::DealState,
    journey::evaluation::{Rules, StageRule, default_entry},
};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _};

use super::*;
use crate::{
    accounts::{
        contacts::entity as contact, deals::entity as deal, entity as account, signals::entity as signal,
        touches::entity as touch,
    },
    clock::Clock as _,
    journey::{sample::Sample, transitions::entity as transition},
    testing::{World, on_both},
};

on_both!(
    everything_that_criteria_ask_is_read_in_one_statement,
    what_is_in_the_trash_or_unknown_does_not_count,
    a_move_by_hand_holds_until_it_is_taken_back,
    a_new_signal_moves_an_account,
);

const ALL: Detail = Detail {
    asks: Asks {
        topics: true,
        stage: true,
        pains: false,
        scores: false,
        touches: true,
        contacts: true,
        deals: true,
    },
    ids: true,
    moves: true,
};

async fn put_signal(world: &World, account: AccountId, kind: &str, topic: Option<&str>) -> Uuid {
    let id = world.clock.new_id();
    let row = signal::ActiveModel {
        id: Set(id),
        account_id: Set(account.0),
        contact_id: Set(None),
        kind: Set(kind.to_owned()),
        venue: Set(None),
        source_type: Set(Some("analyst".to_owned())),
        topic: Set(topic.map(str::to_owned)),
        said: Set(None),
        occurred_at: Set(world.clock.now()),
    };
    signal::Entity::insert(row)
        .exec_without_returning(world.store.writer())
        .await
        .unwrap();
    id
}

async fn put_touch(world: &World, account: AccountId) -> touch::Model {
    let now = world.clock.now();
    let row = touch::Model {
        id: world.clock.new_id(),
        account_id: account.0,
        contact_id: None,
        leg: "sales".to_owned(),
        kind: "call".to_owned(),
        body: "They called back.".to_owned(),
        occurred_at: now,
        author_id: None,
        created_at: now,
        trashed_at: None,
        version: 1,
    };
    let stored = touch::ActiveModel::from(row.clone()).reset_all();
    touch::Entity::insert(stored)
        .exec_without_returning(world.store.writer())
        .await
        .unwrap();
    row
}

async fn put_contact(world: &World, account: AccountId) -> Uuid {
    let now = world.clock.now();
    let id = world.clock.new_id();
    let row = contact::Model {
        account_id: Some(account.0),
        buying_role: Some("champion".to_owned()),
        ..contact::Model::named(id, "Ines Tarrow", None, now)
    };
    contact::Entity::insert(contact::ActiveModel::from(row).reset_all())
        .exec_without_returning(world.store.writer())
        .await
        .unwrap();
    id
}

async fn put_deal(world: &World, account: AccountId, state: DealState) -> Uuid {
    let now = world.clock.now();
    let id = world.clock.new_id();
    let row = deal::Model {
        id,
        account_id: account.0,
        name: "Steam traps".to_owned(),
        name_key: "steam traps".to_owned(),
        amount_minor: 4_200_000,
        currency: "EUR".to_owned(),
        state: state.key().to_owned(),
        close_on: None,
        closed_at: (state != DealState::Open).then(|| now + TimeDelta::hours(1)),
        lost_reason: None,
        owner_id: None,
        created_at: now,
        updated_at: now,
        updated_by: None,
        trashed_at: None,
        version: 1,
    };
    deal::Entity::insert(deal::ActiveModel::from(row).reset_all())
        .exec_without_returning(world.store.writer())
        .await
        .unwrap();
    id
}

async fn put_move(world: &World, account: AccountId, to: &str, by: &str) {
    let row = transition::ActiveModel {
        id: Set(world.clock.new_id()),
        account_id: Set(account.0),
        from_stage: Set("loosening".to_owned()),
        to_stage: Set(to.to_owned()),
        at: Set(world.clock.now()),
        cause: Set(serde_json::json!({ "by": by, "reason": "They said so" })),
        person_id: Set(None),
        journey_version: Set(None),
        held_until: Set(None),
        receipt: Set(None),
    };
    transition::Entity::insert(row)
        .exec_without_returning(world.store.writer())
        .await
        .unwrap();
}

async fn known(world: &World, account: AccountId, detail: Detail) -> Known {
    of_account(world.store.reader(), account, detail)
        .await
        .unwrap()
        .unwrap()
}

async fn everything_that_criteria_ask_is_read_in_one_statement(world: World) {
    let begun = world.clock.now();
    let sample = Sample {
        industry: Some("Dairy"),
        leads: [None, Some(crate::testing::Who::Seller.id()), None],
        ..Sample::default()
    };
    let account = sample.save(&world).await;
    // Neither neighbours nor fractions of a second come in between.
    let other = Sample::default().save(&world).await;
    put_signal(&world, other, "visit", None).await;
    world.clock.advance(TimeDelta::microseconds(1_500_001));
    let contact = put_contact(&world, account).await;
    let first = put_signal(&world, account, "demo", Some("Steam \u{1f}map\u{1e}")).await;
    world.clock.advance(TimeDelta::days(2));
    let second = put_signal(&world, account, "white_paper", None).await;
    let touch = put_touch(&world, account).await;
    let open = put_deal(&world, account, DealState::Open).await;
    let won = put_deal(&world, account, DealState::Won).await;
    let now = world.clock.now();
    let early = begun + TimeDelta::microseconds(1_500_001);

    let known = known(&world, account, ALL).await;
    assert_eq!((known.account, known.created_at), (account, begun));
    let signal = |at, id, kind, topic: Option<&str>| SignalFact {
        at,
        id: SignalId(id),
        kind,
        source: Some(SourceType::Analyst),
        topic: topic.map(str::to_owned),
    };
    let deal = |id, closed| DealFact {
        opened_at: now,
        closed,
        id: DealId(id),
        amount_minor: 4_200_000,
    };
    let expected = AccountFacts::new(
        Profile {
            industry: Some("Dairy".to_owned()),
            leads: [false, true, false],
            ..Profile::default()
        },
        Standing {
            stage: "loosening".to_owned(),
            since: begun,
        },
    )
    .with_signals([
        signal(early, first, SignalKind::Demo, Some("Steam map")),
        signal(now, second, SignalKind::WhitePaper, None),
    ])
    .with_touches([TouchFact {
        at: now,
        id: TouchId(touch.id),
        kind: TouchKind::Call,
        leg: Department::Sales,
    }])
    .with_contacts([ContactFact {
        at: early,
        id: ContactId(contact),
        role: Some(BuyingRole::Champion),
    }])
    .with_deals([
        deal(open, None),
        deal(won, Some((now + TimeDelta::hours(1), Decided::Won))),
    ]);
    assert_eq!(known.facts, expected);
}

async fn what_is_in_the_trash_or_unknown_does_not_count(world: World) {
    let account = Sample::default().save(&world).await;
    put_signal(&world, account, "telepathy", None).await;
    let touch = put_touch(&world, account).await;
    let mut removed = touch::ActiveModel::from(touch);
    removed.trashed_at = Set(Some(world.clock.now()));
    removed.update(world.store.writer()).await.unwrap();
    let facts = known(&world, account, Detail::default()).await.facts;
    assert_eq!((facts.signals().len(), facts.touches().len()), (0, 0));

    let row = account::Entity::find_by_id(account.0)
        .one(world.store.reader())
        .await
        .unwrap();
    let mut trashed = account::ActiveModel::from(row.unwrap());
    trashed.trashed_at = Set(Some(world.clock.now()));
    trashed.update(world.store.writer()).await.unwrap();
    assert!(of_account(world.store.reader(), account, ALL).await.unwrap().is_none());
}

async fn a_move_by_hand_holds_until_it_is_taken_back(world: World) {
    let account = Sample::default().save(&world).await;
    put_move(&world, account, "selecting", "person").await;
    let moved = world.clock.now();
    world.clock.advance(TimeDelta::days(3));
    let hold = async |world: &World| {
        let known = known(world, account, ALL).await;
        let hold = known.moves.hold(world.clock.now()).unwrap();
        hold.map(|hold| (hold.stage.to_owned(), hold.until))
    };
    let expected = ("selecting".to_owned(), usual_hold(moved));
    assert_eq!(hold(&world).await, Some(expected.clone()));
    // What rules did is no move by hand.
    put_move(&world, account, "exploring", "rule").await;
    assert_eq!(hold(&world).await, Some(expected));
    world.clock.advance(TimeDelta::days(1));
    put_move(&world, account, "loosening", "undo").await;
    assert_eq!(hold(&world).await, None);
}

async fn a_new_signal_moves_an_account(world: World) {
    let entry = default_entry("committing_to_change");
    let rule = |stage, entry| StageRule {
        stage,
        is_detour: false,
        is_of_customers: false,
        entry,
    };
    let rules = Rules::new([rule("loosening", None), rule("committing_to_change", entry.as_ref())]).unwrap();
    let account = Sample::default().save(&world).await;
    let mut stages = Vec::new();
    for _ in 0..2 {
        put_signal(&world, account, "white_paper", None).await;
        let known = known(&world, account, ALL).await;
        let (decision, receipt) = rules.explain(&known.facts, None, world.clock.now());
        stages.push((decision.stage, receipt.map(|receipt| receipt.lines.len())));
    }
    assert_eq!(stages, [("loosening", None), ("committing_to_change", Some(5))]);
}
