use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use model::{
    accounts::figures::AccountFigures,
    journey::{
        Direction, Journey, Vocabulary,
        flow::Stay,
        map::show::{JourneyMap, Period, ShowMap},
        transitions::{
            list::{CauseKind, ListTransitions, TransitionRow},
            move_by_hand::MoveByHand,
        },
    },
    values::{Version, ids::AccountId},
};

use crate::{
    clock::Clock as _,
    journey::sample::Sample,
    testing::{World, on_both},
};

on_both!(
    every_counter_is_the_length_of_its_list,
    stays_are_those_of_the_moves,
    an_empty_journey_has_no_data,
);

/// Three accounts that move along the journey within some months.
async fn moved(world: &World) -> HashMap<AccountId, DateTime<Utc>> {
    let ways: [&[&str]; 3] = [
        &["exploring", "selecting", "lost", "exploring", "committing_to_solution"],
        &["committing_to_change", "exploring", "selecting", "justifying"],
        &["exploring", "dormant", "loosening"],
    ];
    let mut created = HashMap::new();
    for (number, way) in ways.into_iter().enumerate() {
        let account = Sample::default().save(world).await;
        created.insert(account, world.clock.now());
        for (step, to) in way.iter().enumerate() {
            world
                .clock
                .advance(TimeDelta::days(i64::try_from(step * 3 + number * 5 + 1).unwrap()));
            let by_hand = MoveByHand {
                account,
                to: to.parse().unwrap(),
                reason: "They said so".parse().unwrap(),
                holds_days: Some(365),
                seen: Version(i32::try_from(step).unwrap() + 1),
            };
            world.as_seller().perform(by_hand).await.unwrap();
        }
    }
    world.clock.advance(TimeDelta::hours(1));
    created
}

async fn map(world: &World, days: Period, by: Vocabulary) -> JourneyMap {
    world.as_executive().ask(ShowMap { days, by }).await.unwrap()
}

async fn listed(world: &World, asked: ListTransitions) -> Vec<TransitionRow> {
    let (mut rows, mut asked) = (
        Vec::new(),
        ListTransitions {
            limit: 5.try_into().unwrap(),
            ..asked
        },
    );
    loop {
        let page = world.as_executive().ask(asked.clone()).await.unwrap();
        rows.extend(page.items);
        match page.next {
            Some(next) => asked.cursor = Some(next),
            None => return rows,
        }
    }
}

async fn every_counter_is_the_length_of_its_list(world: World) {
    moved(&world).await;
    for by in Vocabulary::ALL {
        for days in Period::ALL {
            let map = map(&world, days, by).await;
            let of = |asked: ListTransitions| {
                let asked = ListTransitions {
                    by,
                    since: Some(map.since),
                    until: Some(map.until),
                    ..asked
                };
                let world = &world;
                async move { u32::try_from(listed(world, asked).await.len()).unwrap() }
            };
            for step in &map.steps {
                let key = || Some(step.step.parse().unwrap());
                let what = format!("drill-down of {} in {by:?} over {days:?}", step.step);
                let entered = of(ListTransitions {
                    to: key(),
                    ..Default::default()
                })
                .await;
                assert_eq!(entered, step.flow.entered, "{what}: entered");
                let left = of(ListTransitions {
                    from: key(),
                    ..Default::default()
                })
                .await;
                assert_eq!(left, step.flow.left, "{what}: left");
                for (way, count) in [
                    (Direction::Forward, step.flow.forward),
                    (Direction::Back, step.flow.back),
                    (Direction::Detour, step.flow.detours),
                ] {
                    let way = Some(way);
                    let found = of(ListTransitions {
                        from: key(),
                        way,
                        ..Default::default()
                    })
                    .await;
                    assert_eq!(found, count, "{what}: {way:?}");
                }
                for target in &step.flow.next {
                    let to = Some(target.step.parse().unwrap());
                    let found = of(ListTransitions {
                        from: key(),
                        to,
                        ..Default::default()
                    })
                    .await;
                    assert_eq!(found, target.count, "{what}: to {}", target.step);
                }
                assert_eq!(step.stay.map_or(0, |stay| stay.count), step.flow.left, "{what}: stays");
            }
            for stage in &map.stages {
                let figures = AccountFigures {
                    stage: Some(stage.stage.clone()),
                    ..AccountFigures::default()
                };
                let figures = world.as_executive().ask(figures).await.unwrap();
                let counted = (u64::from(stage.count), u64::from(stage.stalled));
                assert_eq!(counted, (figures.accounts, figures.stalled), "{}", stage.stage);
            }
        }
    }
    let by = |cause| ListTransitions {
        cause: Some(cause),
        ..Default::default()
    };
    assert_eq!(listed(&world, by(CauseKind::Person)).await.len(), 12);
    assert_eq!(listed(&world, by(CauseKind::Rule)).await, []);
}

async fn stays_are_those_of_the_moves(world: World) {
    let created = moved(&world).await;
    let mut rows = listed(&world, ListTransitions::default()).await;
    rows.reverse();
    for by in Vocabulary::ALL {
        let steps = Journey::shipped().steps(by);
        let mut since = created.clone();
        let mut stays: HashMap<usize, Vec<u32>> = HashMap::new();
        for row in &rows {
            let (left, entered) = (steps.place_of(&row.from).unwrap(), steps.place_of(&row.to).unwrap());
            if left != entered {
                let came = since.insert(row.account, row.at).unwrap();
                let days = u32::try_from((row.at - came).num_days()).unwrap();
                stays.entry(left).or_default().push(days);
            }
        }
        let map = map(&world, Period::Year, by).await;
        for (place, step) in map.steps.iter().enumerate() {
            let expected = stays.remove(&place).and_then(Stay::of);
            assert_eq!(step.stay, expected, "{} in {by:?}", step.step);
        }
    }
}

async fn an_empty_journey_has_no_data(world: World) {
    let map = map(&world, Period::default(), Vocabulary::default()).await;
    assert_eq!((map.steps.len(), map.stages.len()), (14, 14));
    for step in map.steps {
        assert_eq!(
            (step.flow.entered, step.flow.conversion_percent, step.stay),
            (0, None, None)
        );
    }
    assert!(map.stages.iter().any(|stage| stage.entry.is_some()));
}
