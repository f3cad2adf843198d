use chrono::TimeDelta;
use model::{
    Complaint, Department, Failure,
    accounts::{
        deals::{create::CreateDeal, win::WinDeal},
        touches::{TouchKind, log::LogTouch},
    },
    criteria::facts::TouchFact,
    journey::{
        Journey,
        legs::{
            Outcome, ScoreThen,
            decided::{DecidedDeal, ListDecidedDeals},
            late::{LateDeal, ListLateDeals},
            show::{LegFigures, ShowLegs},
        },
        map::show::Period,
        participation::{
            StoolScore,
            at::{Moved, acted_by, shares_at, stood_before},
            score,
        },
    },
    platform::demo::load::LoadDemo,
    values::{
        Cursor,
        ids::{AccountId, DealId},
    },
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    Caller,
    accounts::{entity as account, touches::entity as touch},
    agreements::sample::in_force_with,
    answer,
    journey::{participation, sample::Sample, transitions::entity as transition},
    perform,
    testing::{World, on_both},
};

on_both!(
    every_counter_is_the_length_of_its_list,
    scores_follow_from_touches_and_moves_alone,
    a_deal_is_judged_by_what_was_agreed_when_it_was_decided,
    marketing_stands_by_as_long_as_its_window_is_open,
    where_nothing_was_decided_there_is_no_data,
);

async fn demo(world: &World, accounts: u32) -> World {
    let world = World::empty_on(world.database()).await.unwrap();
    let demo = LoadDemo {
        accounts,
        seed: 11,
        signals: Some(accounts),
    };
    perform(&world, &Caller::system("test"), demo).await.unwrap();
    world
}

async fn figures(world: &World, days: Period) -> LegFigures {
    let caller = Caller::system("test");
    answer(world, &caller, ShowLegs { days }).await.unwrap()
}

async fn decided(world: &World, asked: ListDecidedDeals) -> Vec<DecidedDeal> {
    let mut asked = ListDecidedDeals {
        limit: 7.try_into().unwrap(),
        ..asked
    };
    let mut rows = Vec::new();
    loop {
        let page = answer(world, &Caller::system("test"), asked.clone()).await.unwrap();
        rows.extend(page.items);
        match page.next {
            Some(next) => asked.cursor = Some(next),
            None => return rows,
        }
    }
}

async fn late(world: &World, supported: Option<bool>) -> Vec<LateDeal> {
    let mut asked = ListLateDeals {
        supported,
        limit: 7.try_into().unwrap(),
        ..ListLateDeals::default()
    };
    let mut rows = Vec::new();
    loop {
        let page = answer(world, &Caller::system("test"), asked.clone()).await.unwrap();
        rows.extend(page.items);
        match page.next {
            Some(next) => asked.cursor = Some(next),
            None => return rows,
        }
    }
}

async fn every_counter_is_the_length_of_its_list(world: World) {
    let world = demo(&world, 90).await;
    for days in Period::ALL {
        let figures = figures(&world, days).await;
        let of = async |score, outcome| {
            let asked = ListDecidedDeals {
                score,
                outcome,
                since: Some(figures.since),
                until: Some(figures.until),
                ..ListDecidedDeals::default()
            };
            u32::try_from(decided(&world, asked).await.len()).unwrap()
        };
        let mut all = 0;
        for rate in &figures.win_rates {
            let score = Some(rate.score);
            let told = (
                of(score, Some(Outcome::Won)).await,
                of(score, Some(Outcome::Lost)).await,
            );
            assert_eq!(told, (rate.won, rate.lost), "{} over {days:?}", rate.score);
            assert_eq!(of(score, None).await, rate.cases());
            all += rate.cases();
        }
        assert_eq!(of(None, None).await, all);
        let support = figures.late;
        let rows = late(&world, None).await;
        assert_eq!(rows.len(), support.deals as usize);
        let (with, without) = (late(&world, Some(true)).await, late(&world, Some(false)).await);
        assert_eq!(with.len(), support.supported as usize);
        assert_eq!(with.len() + without.len(), rows.len());
        assert!(with.iter().all(|row| row.supported) && without.iter().all(|row| !row.supported));
        if days == Period::Year {
            assert!(
                all > 10 && support.supported > 0 && support.supported < support.deals,
                "{figures:?}"
            );
        }
    }
}

async fn scores_follow_from_touches_and_moves_alone(world: World) {
    let world = demo(&world, 60).await;
    let db = world.store.reader();
    let stages = Journey::shipped().stages();
    let rows = decided(&world, ListDecidedDeals::default()).await;
    let newest_first = rows.is_sorted_by(|one, next| (one.decided_at, one.deal) > (next.decided_at, next.deal));
    assert!(rows.len() > 10 && newest_first);
    for row in rows {
        let moves = transition::Entity::find()
            .filter(transition::Column::AccountId.eq(row.account.0))
            .order_by_asc(transition::Column::At)
            .order_by_asc(transition::Column::Id)
            .all(db)
            .await
            .unwrap();
        let moves: Vec<Moved<'_>> = moves
            .iter()
            .map(|row| Moved {
                at: row.at,
                from: &row.from_stage,
                to: &row.to_stage,
            })
            .collect();
        let touches = touch::Entity::find()
            .filter(touch::Column::AccountId.eq(row.account.0))
            .filter(touch::Column::TrashedAt.is_null())
            .all(db)
            .await
            .unwrap();
        let touches: Vec<TouchFact> = touches.into_iter().filter_map(participation::fact).collect();
        let stands = account::Entity::find_by_id(row.account.0)
            .one(db)
            .await
            .unwrap()
            .unwrap()
            .stage;
        let stood = stood_before(&moves, &stands, row.decided_at);
        assert_eq!(row.stage, stood, "{}", row.name);
        let shares = shares_at(stages.by_key(stood), acted_by(&touches, row.decided_at), row.decided_at);
        assert_eq!(row.score, score(&shares).into(), "{}", row.name);
        // The receipt counts as many legs as the score.
        let met = row
            .receipt
            .map(|receipt| receipt.lines.iter().filter(|line| line.row_count > 0).count());
        let acted = match row.score {
            ScoreThen::Of(StoolScore { acted, .. }) => Some(usize::from(acted)),
            ScoreThen::NoneOwed => None,
        };
        assert_eq!(met, acted, "{}", row.name);
    }
}

async fn selecting(world: &World) -> AccountId {
    let sample = Sample {
        name: "Brackwell Dairies",
        stage: "selecting",
        ..Sample::default()
    };
    sample.save(world).await
}

async fn deal(world: &World, account: AccountId) -> DealId {
    let create = CreateDeal {
        account,
        name: "Metering".parse().unwrap(),
        amount: "1200".parse().unwrap(),
        currency: None,
        close_on: None,
        owner: None,
    };
    world.as_seller().perform(create).await.unwrap().id
}

async fn mails(world: &World, account: AccountId, leg: Department) {
    let mail = LogTouch {
        account,
        kind: TouchKind::Mail,
        body: "Sent the case".parse().unwrap(),
        contact: None,
        occurred_at: None,
        leg: Some(leg),
    };
    world.as_admin().perform(mail).await.unwrap();
}

async fn a_deal_is_judged_by_what_was_agreed_when_it_was_decided(world: World) {
    let account = selecting(&world).await;
    let (first, second) = (deal(&world, account).await, deal(&world, account).await);
    world.clock.advance(TimeDelta::days(3));
    mails(&world, account, Department::Sales).await;
    world.clock.advance(TimeDelta::hours(1));
    world.as_seller().perform(WinDeal { deal: first }).await.unwrap();
    world.clock.advance(TimeDelta::hours(1));

    let mut journey = Journey::shipped();
    for agreed in &mut journey.stages {
        agreed.stage.owes.retain(|owed| owed.leg == Department::Marketing);
    }
    in_force_with(&world, &journey).await;
    world.clock.advance(TimeDelta::hours(1));
    world.as_seller().perform(WinDeal { deal: second }).await.unwrap();
    world.clock.advance(TimeDelta::hours(1));

    let rows = decided(&world, ListDecidedDeals::default()).await;
    let told: Vec<_> = rows
        .iter()
        .map(|row| (row.deal, row.score.to_string(), row.journey, row.stage.as_str()))
        .collect();
    let expected = [
        (second, "0_of_1".to_owned(), Some(1), "selecting"),
        (first, "1_of_3".to_owned(), None, "selecting"),
    ];
    assert_eq!(told, expected);
    let receipt = rows[1].receipt.as_ref().unwrap();
    assert!(!receipt.holds);
    let found: Vec<_> = receipt.lines.iter().map(|line| line.found.as_str()).collect();
    assert_eq!(found, ["no act", "1 act", "no act"]);
    let figures = figures(&world, Period::Month).await;
    assert!(figures.win_rates.iter().all(|rate| rate.rate.is_none()), "two are few");
}

async fn marketing_stands_by_as_long_as_its_window_is_open(world: World) {
    let account = selecting(&world).await;
    deal(&world, account).await;
    let asked = async |world: &World| {
        let late = figures(world, Period::Month).await.late;
        (late.deals, late.supported, late.unasked)
    };
    assert_eq!(asked(&world).await, (1, 0, 0));
    mails(&world, account, Department::Marketing).await;
    assert_eq!(asked(&world).await, (1, 1, 0));
    world.clock.advance(TimeDelta::days(21));
    assert_eq!(asked(&world).await, (1, 0, 0));
    let [row] = &late(&world, Some(false)).await[..] else {
        panic!("one deal without marketing");
    };
    assert_eq!((row.within_days, row.account_name.as_str()), (21, "Brackwell Dairies"));

    // Where marketing owes nothing, nothing is said about its support.
    let mut journey = Journey::shipped();
    for agreed in &mut journey.stages {
        agreed.stage.owes.retain(|owed| owed.leg != Department::Marketing);
    }
    in_force_with(&world, &journey).await;
    assert_eq!(asked(&world).await, (0, 0, 1));
    assert_eq!(late(&world, None).await, []);
}

async fn where_nothing_was_decided_there_is_no_data(world: World) {
    let figures = figures(&world, Period::Year).await;
    assert_eq!(figures.win_rates.len(), ScoreThen::USUAL.len());
    assert!(
        figures
            .win_rates
            .iter()
            .all(|rate| rate.cases() == 0 && rate.rate.is_none())
    );
    assert_eq!((figures.late.deals, figures.late.percent), (0, None));
    let account = selecting(&world).await;
    let deal = deal(&world, account).await;
    let bad = ListDecidedDeals {
        cursor: Some(Cursor::after(None, deal.0)),
        ..ListDecidedDeals::default()
    };
    let refused = world.as_executive().ask(bad).await.map(drop);
    assert_eq!(refused, Err(Failure::field("cursor", Complaint::Malformed)));
}
