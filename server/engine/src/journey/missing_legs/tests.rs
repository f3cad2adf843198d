use chrono::{DateTime, TimeDelta, Utc};
use model::{
    Department,
    accounts::{
        touches::{TouchKind, log::LogTouch, remove::RemoveTouch},
        trash::TrashAccount,
    },
    activity::Fact,
    journey::{
        Journey,
        missing_legs::{Cleared, MissingLeg, list::ListMissingLegs},
        participation::{
            LegState, StoolScore,
            show::{Participation, ShowParticipation},
        },
        today::show::{ShowToday, TodayPart, Whose},
        transitions::move_by_hand::MoveByHand,
    },
    receipt::Met,
    values::{
        Limit, Version,
        ids::{AccountId, TouchId},
    },
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};

use super::{entity, job};
use crate::{
    Engine,
    accounts::{
        entity as account,
        touches::{entity as touch, note_last_act},
    },
    agreements::sample::in_force_with,
    clock::Clock as _,
    journey::sample::Sample,
    testing::{Who, World, on_both},
};

on_both!(
    late_stage_without_marketing_for_21_days_is_two_of_three_and_exactly_one_alert,
    a_call_ends_it_and_a_note_does_not,
    what_was_taken_back_is_owed_again,
    a_move_ends_what_the_new_stage_does_not_ask,
    a_move_gives_who_is_missing_no_new_time,
    another_agreement_ends_what_it_does_not_ask,
    what_lies_in_the_trash_owes_nobody_anything,
    who_leads_an_account_and_who_belongs_to_the_leg_sees_it,
    nobody_is_blamed_on_the_day_an_account_arrives,
);

/// An account that came so many days ago, with what each leg did last, so many days ago.
async fn late(world: &World, days: i64, acts: [Option<i64>; 3]) -> AccountId {
    let now = world.clock.now();
    let ago = |days: i64| now - TimeDelta::days(days);
    let sample = Sample {
        stage: "selecting",
        since: Some(ago(days)),
        leads: [Who::Marketer, Who::Seller, Who::ServiceMember].map(|who| Some(who.id())),
        ..Sample::default()
    };
    let account = sample.save(world).await;
    for (leg, days) in Department::ALL.into_iter().zip(acts) {
        let Some(days) = days else { continue };
        act(world, account, leg, TouchKind::Mail, ago(days)).await;
        note_last_act(world.store.writer(), account, leg).await.unwrap();
    }
    due(world, account, now).await;
    account
}

async fn act(world: &World, account: AccountId, leg: Department, kind: TouchKind, at: DateTime<Utc>) {
    use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _};

    let row = touch::Model {
        id: world.clock.new_id(),
        account_id: account.0,
        contact_id: None,
        leg: leg.key().to_owned(),
        kind: kind.key().to_owned(),
        body: "A word with them".to_owned(),
        occurred_at: at,
        author_id: None,
        created_at: at,
        trashed_at: None,
        version: 1,
    };
    touch::Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(world.store.writer())
        .await
        .unwrap();
}

async fn due(world: &World, account: AccountId, at: DateTime<Utc>) {
    account::Entity::update_many()
        .col_expr(account::Column::LegsDueAt, Expr::val(at))
        .filter(account::Column::Id.eq(account.0))
        .exec(world.store.writer())
        .await
        .unwrap();
}

async fn due_at(world: &World, account: AccountId) -> Option<DateTime<Utc>> {
    let found = account::Entity::find_by_id(account.0).one(world.store.reader()).await;
    found.unwrap().unwrap().legs_due_at
}

async fn alerts(world: &World, account: AccountId) -> Vec<entity::Model> {
    entity::Entity::find()
        .filter(entity::Column::AccountId.eq(account.0))
        .order_by_asc(entity::Column::RaisedAt)
        .all(world.store.reader())
        .await
        .unwrap()
}

async fn open(world: &World, account: AccountId) -> Vec<MissingLeg> {
    let asked = ListMissingLegs {
        account: Some(account),
        ..ListMissingLegs::default()
    };
    world.as_seller().ask(asked).await.unwrap().items
}

async fn participation(world: &World, account: AccountId) -> Participation {
    world.as_seller().ask(ShowParticipation { account }).await.unwrap()
}

async fn log(world: &World, who: Who, account: AccountId, kind: TouchKind) -> TouchId {
    let call = LogTouch {
        kind,
        body: "Asked how they decide".parse().unwrap(),
        account,
        contact: None,
        occurred_at: None,
        leg: None,
    };
    world.acting(who).perform(call).await.unwrap().id
}

async fn late_stage_without_marketing_for_21_days_is_two_of_three_and_exactly_one_alert(world: World) {
    let account = late(&world, 60, [Some(20), Some(3), Some(10)]).await;
    job::raise(&world).await.unwrap();
    assert_eq!(open(&world, account).await, []);
    let full = participation(&world, account).await;
    assert_eq!(full.score, Some(StoolScore { acted: 3, owed: 3 }));
    let at = world.clock.now() + TimeDelta::days(1);
    assert_eq!(due_at(&world, account).await, Some(at));

    world.clock.advance(TimeDelta::days(1));
    // Two processes, which know nothing of each other, and the next hours.
    let other: Engine = world.another_process().await;
    let (one, two) = tokio::join!(job::raise(&world), job::raise(&other));
    one.unwrap();
    two.unwrap();
    for _ in 0..3 {
        world.clock.advance(TimeDelta::hours(1));
        job::raise(&world).await.unwrap();
        due(&world, account, at).await;
        job::raise(&other).await.unwrap();
    }

    let told = open(&world, account).await;
    assert_eq!(told.len(), 1);
    assert_eq!(alerts(&world, account).await.len(), 1);
    let alert = &told[0];
    assert_eq!(
        (alert.leg, alert.stage.as_str(), alert.since),
        (Department::Marketing, "selecting", at)
    );
    assert_eq!(alert.raised_to, Some(Who::Marketer.id()));
    assert!(alert.raised_to_name.is_some() && alert.account_name == "Marlstone Cement");
    let missed = world.facts_of(account).await;
    assert_eq!(
        missed
            .iter()
            .filter(|fact| matches!(fact, Fact::LegMissed { .. }))
            .count(),
        1
    );

    let part = participation(&world, account).await;
    assert_eq!(part.score, Some(StoolScore { acted: 2, owed: 3 }));
    assert_eq!(part.legs[0].state, LegState::Missing);
    let receipt = part.receipt.unwrap();
    assert!(!receipt.holds);
    let met: Vec<_> = receipt.lines.iter().map(|line| (line.met, line.row_count)).collect();
    assert_eq!(met, [(Met::No, 0), (Met::Yes, 1), (Met::Yes, 1)]);
}

async fn a_call_ends_it_and_a_note_does_not(world: World) {
    let account = late(&world, 60, [Some(30), Some(3), Some(10)]).await;
    job::raise(&world).await.unwrap();
    assert_eq!(open(&world, account).await.len(), 1);

    log(&world, Who::Marketer, account, TouchKind::Note).await;
    log(&world, Who::Seller, account, TouchKind::Call).await;
    assert_eq!(open(&world, account).await.len(), 1);

    log(&world, Who::Marketer, account, TouchKind::Call).await;
    assert_eq!(open(&world, account).await, []);
    let alert = alerts(&world, account).await.remove(0);
    assert_eq!(alert.cleared_at, Some(world.clock.now()));
    assert_eq!(
        alert.cleared.as_deref().and_then(Cleared::from_key),
        Some(Cleared::Acted)
    );
    let last = world.facts_of(account).await.pop().unwrap();
    assert!(matches!(
        last,
        Fact::LegMissedNoMore {
            leg: Department::Marketing,
            how: Cleared::Acted,
            ..
        }
    ));
    let part = participation(&world, account).await;
    assert_eq!(part.score, Some(StoolScore { acted: 3, owed: 3 }));
    assert!(due_at(&world, account).await > Some(world.clock.now()));
}

async fn what_was_taken_back_is_owed_again(world: World) {
    let account = late(&world, 60, [Some(30), Some(3), Some(10)]).await;
    job::raise(&world).await.unwrap();
    let touch = log(&world, Who::Marketer, account, TouchKind::Mail).await;
    assert_eq!(open(&world, account).await, []);
    world.as_marketer().perform(RemoveTouch { touch }).await.unwrap();
    job::raise(&world).await.unwrap();
    assert_eq!(open(&world, account).await.len(), 1);
    assert_eq!(alerts(&world, account).await.len(), 2);
}

async fn a_move_ends_what_the_new_stage_does_not_ask(world: World) {
    let account = late(&world, 60, [Some(30), Some(3), None]).await;
    job::raise(&world).await.unwrap();
    let legs: Vec<_> = open(&world, account).await.into_iter().map(|alert| alert.leg).collect();
    assert_eq!(legs, [Department::Service, Department::Marketing]);

    // Justifying asks as much of marketing and service as selecting: a move gives nobody new time.
    let moved = |to: &str, seen: i32| MoveByHand {
        account,
        to: to.parse().unwrap(),
        reason: "They count again".parse().unwrap(),
        holds_days: None,
        seen: Version(seen),
    };
    world.as_seller().perform(moved("justifying", 1)).await.unwrap();
    let still = open(&world, account).await;
    assert_eq!(still.len(), 2);
    assert!(still.iter().all(|alert| alert.stage == "justifying"));
    assert_eq!(participation(&world, account).await.legs[0].state, LegState::Missing);

    // Describing a solution asks nothing of service.
    world
        .as_seller()
        .perform(moved("committing_to_solution", 2))
        .await
        .unwrap();
    let still = open(&world, account).await;
    assert_eq!(still.len(), 1);
    assert_eq!(still[0].leg, Department::Marketing);
    world.as_seller().perform(moved("dormant", 3)).await.unwrap();
    assert_eq!(open(&world, account).await, []);
    let how: Vec<_> = alerts(&world, account)
        .await
        .into_iter()
        .map(|alert| alert.cleared)
        .collect();
    assert_eq!(how, [Some("moved_on".to_owned()), Some("moved_on".to_owned())]);
    assert_eq!(due_at(&world, account).await, None);
    assert_eq!(participation(&world, account).await.score, None);
}

async fn a_move_gives_who_is_missing_no_new_time(world: World) {
    // Selecting gives marketing 21 days, loosening 30, dormant asks nothing.
    let account = late(&world, 22, [None, Some(1), Some(1)]).await;
    let came = world.clock.now() - TimeDelta::days(22);
    job::raise(&world).await.unwrap();
    let of_marketing = async |world: &World| {
        let open = open(world, account).await.into_iter();
        open.filter(|alert| alert.leg == Department::Marketing)
            .map(|alert| alert.since)
            .collect::<Vec<_>>()
    };
    assert_eq!(of_marketing(&world).await, [came + TimeDelta::days(21)]);
    let moved = |to: &str, seen: i32| MoveByHand {
        account,
        to: to.parse().unwrap(),
        reason: "They begin again".parse().unwrap(),
        holds_days: None,
        seen: Version(seen),
    };
    world.as_seller().perform(moved("loosening", 1)).await.unwrap();
    assert_eq!(open(&world, account).await, []);
    let due = came + TimeDelta::days(30);
    assert_eq!(due_at(&world, account).await, Some(due));
    let part = participation(&world, account).await;
    assert_eq!(
        (part.legs[0].missing_since, part.legs[0].state),
        (due, LegState::HasTime)
    );

    // A stage between that asks nothing of it changes nothing.
    world.as_seller().perform(moved("dormant", 2)).await.unwrap();
    assert_eq!(due_at(&world, account).await, None);
    world.clock.advance(TimeDelta::days(3));
    world.as_seller().perform(moved("loosening", 3)).await.unwrap();
    assert_eq!(due_at(&world, account).await, Some(due));
    world.clock.advance(TimeDelta::days(5));
    job::raise(&world).await.unwrap();
    assert_eq!(of_marketing(&world).await, [due]);

    // Who acts begins anew.
    log(&world, Who::Marketer, account, TouchKind::Call).await;
    world.clock.advance(TimeDelta::days(1));
    world.as_seller().perform(moved("selecting", 4)).await.unwrap();
    assert!(due_at(&world, account).await >= Some(world.clock.now()));
    world.clock.advance(TimeDelta::days(21) - TimeDelta::seconds(1));
    job::raise(&world).await.unwrap();
    assert!(of_marketing(&world).await.is_empty());
    world.clock.advance(TimeDelta::seconds(1));
    job::raise(&world).await.unwrap();
    assert_eq!(of_marketing(&world).await, [world.clock.now()]);
}

async fn another_agreement_ends_what_it_does_not_ask(world: World) {
    let account = late(&world, 60, [Some(30), Some(3), Some(10)]).await;
    job::raise(&world).await.unwrap();
    let mut journey = Journey::shipped();
    for stage in &mut journey.stages {
        stage
            .stage
            .owes
            .retain(|owed| owed.leg != Department::Marketing || stage.stage.accountable == Some(owed.leg));
    }
    in_force_with(&world, &journey).await;
    world.run_jobs().await;
    assert_eq!(open(&world, account).await, []);
    assert_eq!(
        alerts(&world, account).await[0].cleared.as_deref(),
        Some("no_longer_owed")
    );
}

async fn what_lies_in_the_trash_owes_nobody_anything(world: World) {
    use model::accounts::restore::RestoreAccount;

    let account = late(&world, 60, [Some(30), Some(3), Some(10)]).await;
    job::raise(&world).await.unwrap();
    world
        .as_sales_manager()
        .perform(TrashAccount { account })
        .await
        .unwrap();
    job::raise(&world).await.unwrap();
    assert_eq!(open(&world, account).await, []);
    assert_eq!(participation(&world, account).await.score, None);
    world
        .as_sales_manager()
        .perform(RestoreAccount { account })
        .await
        .unwrap();
    job::raise(&world).await.unwrap();
    assert_eq!(open(&world, account).await.len(), 1);
}

async fn who_leads_an_account_and_who_belongs_to_the_leg_sees_it(world: World) {
    let mut ours = Vec::new();
    for days in [30, 40, 50] {
        ours.push(late(&world, 60, [Some(days), Some(3), Some(10)]).await);
    }
    let alone = Sample {
        stage: "selecting",
        since: Some(world.clock.now() - TimeDelta::days(60)),
        ..Sample::default()
    };
    let alone = alone.save(&world).await;
    due(&world, alone, world.clock.now()).await;
    job::raise(&world).await.unwrap();

    // Page by page, the longest missing first.
    let mut found = Vec::new();
    let mut cursor = None;
    loop {
        let asked = ListMissingLegs {
            leg: Some(Department::Marketing),
            cursor,
            limit: Limit::try_from(3).unwrap(),
            ..ListMissingLegs::default()
        };
        let page = world.as_seller().ask(asked).await.unwrap();
        found.extend(page.items.into_iter().map(|alert| alert.account));
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(found, [alone, ours[2], ours[1], ours[0]]);
    let mine = ListMissingLegs {
        mine: true,
        ..ListMissingLegs::default()
    };
    let mine = world.as_seller().ask(mine).await.unwrap().items;
    assert_eq!(mine.len(), 3);

    let today = |whose| ShowToday {
        whose: Some(whose),
        ..ShowToday::default()
    };
    let seller = world.as_seller().ask(today(Whose::Mine)).await.unwrap();
    assert_eq!((seller.owing.count, seller.owing.rows.len()), (3, 3));
    assert_eq!(seller.owing.rows[0].account, ours[2]);
    // All of sales: the account that nobody leads has not heard of sales.
    let sales = world.as_seller().ask(today(Whose::Leg)).await.unwrap();
    let legs: Vec<_> = sales
        .owing
        .rows
        .iter()
        .map(|alert| (alert.leg, alert.account))
        .collect();
    assert_eq!(legs, [(Department::Sales, alone)]);
    let part = ShowToday {
        whose: Some(Whose::Everybody),
        part: Some(TodayPart::Owing),
        ..ShowToday::default()
    };
    assert_eq!(world.as_executive().ask(part).await.unwrap().owing.count, 6);
}

async fn nobody_is_blamed_on_the_day_an_account_arrives(world: World) {
    let made = world
        .as_seller()
        .perform(crate::testing::new_account("Brackwell Dairies"))
        .await
        .unwrap();
    job::raise(&world).await.unwrap();
    assert_eq!(open(&world, made.id).await, []);
    let part = participation(&world, made.id).await;
    assert_eq!(
        part.legs.iter().map(|share| share.state).collect::<Vec<_>>(),
        [LegState::HasTime]
    );
    world.clock.advance(TimeDelta::days(30) - TimeDelta::seconds(1));
    job::raise(&world).await.unwrap();
    assert_eq!(open(&world, made.id).await, []);
    world.clock.advance(TimeDelta::seconds(1));
    job::raise(&world).await.unwrap();
    assert_eq!(open(&world, made.id).await.len(), 1);
}
