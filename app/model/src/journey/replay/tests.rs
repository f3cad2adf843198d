use proptest::{collection::vec, option, prelude::*};

use super::*;
use crate::{
    criteria::{
        Criterion,
        facts::{Profile, Standing as Stands},
        samples::{self, today},
    },
    journey::evaluation::tests::{STAGES, rules, shipped},
};

/// Looks at every fact, at every move by hand and every night.
fn slowly<'a>(
    rules: &Rules<'a>,
    facts: &mut AccountFacts,
    by_hand: &[ByHand<'_>],
    created_at: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Vec<Moved<'a>> {
    let mut looks: Vec<DateTime<Utc>> = by_hand.iter().map(|hand| hand.at).collect();
    looks.push(created_at);
    let mut from = DateTime::<Utc>::MIN_UTC;
    while let Some(fact) = facts.first_from(from) {
        looks.push(fact);
        from = fact + TimeDelta::nanoseconds(1);
    }
    let begins = looks.iter().min().copied().unwrap_or(created_at);
    let mut night = night_from(begins);
    while night <= until {
        looks.push(night);
        night += TimeDelta::days(1);
    }
    looks.retain(|look| *look < until);
    looks.push(until);
    looks.sort_unstable();
    looks.dedup();
    let mut stage = rules.first();
    facts.stand(stage, begins);
    let mut moves = Vec::new();
    for now in looks {
        let hold = by_hand
            .iter()
            .rev()
            .find(|hand| hand.at <= now)
            .and_then(|hand| hand.hold);
        let decision = rules.decide(facts, hold, now);
        if decision.stage != stage {
            moves.push(Moved {
                from: stage,
                to: decision.stage,
                at: now,
                by: decision.by,
            });
            stage = decision.stage;
            facts.stand(stage, now);
        }
    }
    moves
}

fn by_hand() -> impl Strategy<Value = Vec<ByHand<'static>>> {
    let stage = proptest::sample::select(STAGES.map(|(stage, _)| stage).to_vec());
    let one = (samples::moment(), option::weighted(0.8, (stage, 0_i64..90))).prop_map(|(at, hold)| ByHand {
        at,
        hold: hold.map(|(stage, days)| Hold {
            stage,
            until: at + TimeDelta::days(days),
        }),
    });
    vec(one, 0..4).prop_map(|mut moves| {
        moves.sort_by_key(|hand| hand.at);
        moves.dedup_by_key(|hand| hand.at);
        moves
    })
}

fn entries(
    leaf: impl Strategy<Value = crate::criteria::Condition> + 'static,
) -> impl Strategy<Value = Vec<Option<Criterion>>> {
    vec(option::of(samples::tree(leaf, true)), STAGES.len())
}

fn both(
    entries: &[Option<Criterion>],
    rows: &samples::Rows,
    by_hand: &[ByHand<'_>],
    created_at: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<(), TestCaseError> {
    let rules = rules(entries);
    let facts = rows.facts(Profile::default(), Stands::default());
    let mut quick = Vec::new();
    let ended = replay(&rules, &mut facts.clone(), by_hand, created_at, until, |moved| {
        quick.push(moved);
    });
    let slow = slowly(&rules, &mut facts.clone(), by_hand, created_at, until);
    prop_assert_eq!(&quick, &slow);
    prop_assert_eq!(ended.stage, slow.last().map_or(rules.first(), |moved| moved.to));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn nothing_is_overlooked(
        entries in entries(samples::stageless()), rows in samples::rows(), by_hand in by_hand(),
        created_at in samples::moment(), until in samples::moment(),
    ) {
        both(&entries, &rows, &by_hand, created_at, until)?;
    }

    #[test]
    fn nothing_is_overlooked_on_the_shipped_way(
        rows in samples::rows(), by_hand in by_hand(), created_at in samples::moment(), until in samples::moment(),
    ) {
        both(&shipped(), &rows, &by_hand, created_at, until)?;
    }

    #[test]
    fn a_replay_ends_where_evaluating_puts_the_account(
        entries in entries(samples::stageless()), rows in samples::rows(), by_hand in by_hand(),
        created_at in samples::moment(), until in samples::moment(),
    ) {
        let rules = rules(&entries);
        let mut facts = rows.facts(Profile::default(), Stands::default());
        let ended = replay(&rules, &mut facts, &by_hand, created_at, until, |_| ());
        let hold = by_hand.iter().rev().find(|hand| hand.at <= until).and_then(|hand| hand.hold);
        let decision = rules.decide(&facts, hold, until);
        prop_assert_eq!(ended.stage, decision.stage);
        prop_assert!(ended.look_again.is_none_or(|again| again > until));
    }

    #[test]
    fn parts_add_up(accounts in vec((samples::rows(), samples::moment()), 0..6), cut in 0_usize..6) {
        let entries = shipped();
        let rules = rules(&entries);
        let count = |accounts: &[(samples::Rows, DateTime<Utc>)]| {
            let mut tally = Tally::default();
            for (rows, created_at) in accounts {
                let mut facts = rows.facts(Profile::default(), Stands::default());
                let ended = replay(&rules, &mut facts, &[], *created_at, today(), |moved| tally.moved(moved));
                tally.ended(ended, "loosening");
            }
            tally
        };
        let mut whole = count(&accounts);
        let (one, other) = accounts.split_at(cut.min(accounts.len()));
        let mut sum = count(one);
        sum.add(&count(other));
        whole.sort(&rules);
        sum.sort(&rules);
        prop_assert_eq!(&whole, &sum);
        prop_assert_eq!(whole.standing.iter().map(|standing| standing.accounts).sum::<u64>(), whole.accounts);
        prop_assert_eq!(whole.flows.iter().map(|flow| flow.moves).sum::<u64>(), whole.moves);
    }
}

#[test]
fn the_night_comes_after_the_day() {
    let midnight = "2026-11-26T00:00:00Z".parse::<DateTime<Utc>>().unwrap();
    assert_eq!(night_from(today()), midnight);
    assert_eq!(night_from(midnight), midnight);
    assert_eq!(night_from(DateTime::<Utc>::MAX_UTC), DateTime::<Utc>::MAX_UTC);
}

#[test]
fn a_long_silence_is_looked_at_twice() {
    let entries = shipped();
    let rules = rules(&entries);
    let signal = crate::criteria::facts::SignalFact {
        at: today(),
        id: crate::values::ids::SignalId(uuid::Uuid::nil()),
        kind: crate::accounts::signals::SignalKind::Visit,
        source: None,
        topic: None,
    };
    let mut facts = AccountFacts::default().with_signals([signal]);
    let mut moves = Vec::new();
    let until = today() + TimeDelta::days(900);
    let ended = replay(&rules, &mut facts, &[], today(), until, |moved| moves.push(moved));
    let night = night_from(today() + TimeDelta::days(180));
    assert_eq!(
        moves,
        [Moved {
            from: "loosening",
            to: "dormant",
            at: night,
            by: Decider::Criteria
        }]
    );
    assert_eq!((ended.looks, ended.look_again), (2, None));
}

#[test]
fn an_account_entered_after_its_first_move_is_looked_at_when_it_is_entered() {
    let entries = shipped();
    let rules = rules(&entries);
    let moved = today() - TimeDelta::days(30);
    let by_hand = [ByHand {
        at: moved,
        hold: Some(Hold {
            stage: "selecting",
            until: today(),
        }),
    }];
    let mut moves = Vec::new();
    let until = today() + TimeDelta::days(3);
    replay(
        &rules,
        &mut AccountFacts::default(),
        &by_hand,
        today(),
        until,
        |moved| moves.push((moved.to, moved.at)),
    );
    assert_eq!(moves, [("selecting", moved), ("loosening", today())]);
}
