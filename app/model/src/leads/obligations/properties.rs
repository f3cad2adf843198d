//! What holds whatever happens, in whichever order: random events about random obligations while time goes on.

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use uuid::Uuid;

use super::{
    Calendars, Deed, DeedKind, Event, Instead, Obligation, Opening, Part, Proof, Standing, State, Tally, VoidReason,
    open,
};
use crate::{
    Department::{Marketing, Sales, Service},
    accounts::touches::TouchKind,
    business_time::{BusinessTime, Calendar},
    leads::engagement::{Counter, Duty, Precondition, Rule, RulesOfEngagement, Side},
    values::{
        Zone,
        ids::{ActivityId, PersonId, TouchId},
    },
};

fn office() -> BusinessTime {
    BusinessTime::new(&Calendar::office_hours("UTC"), Zone::utc()).unwrap()
}

/// Quarters of an hour since a Monday at eight: events meet each other and the ends of limits.
fn at(quarter: u32) -> DateTime<Utc> {
    let monday: DateTime<Utc> = "2026-11-16T08:00:00Z".parse().unwrap();
    monday + TimeDelta::minutes(i64::from(quarter) * 15)
}

fn some_rule() -> impl Strategy<Value = Rule> {
    let duty = || prop_oneof![2 => Just(Duty::Touch), 1 => Just(Duty::Answer)];
    let counter = (proptest::sample::select(Side::ALL), duty(), 1_u32..12).prop_map(|(by, duty, quarters)| Counter {
        by,
        duty,
        limit_minutes: quarters * 15,
    });
    (duty(), 1_u32..12, any::<bool>(), proptest::option::of(counter)).prop_map(|(duty, quarters, asks, counter)| Rule {
        duty,
        limit_minutes: quarters * 15,
        precondition: asks.then_some(Precondition::MeetsDefinition),
        counter,
        ..RulesOfEngagement::shipped().rules[0].clone()
    })
}

fn some_deed() -> impl Strategy<Value = Deed> {
    let what = prop_oneof![
        3 => Just(DeedKind::Touched(TouchKind::Call)),
        1 => Just(DeedKind::Touched(TouchKind::Note)),
        2 => Just(DeedKind::Answered),
    ];
    let leg = prop_oneof![4 => Just(Sales), 2 => Just(Marketing), 1 => Just(Service)];
    let by = prop_oneof![6 => Just(Some(PersonId(Uuid::nil()))), 1 => Just(None)];
    let proof = (0_u128..4).prop_map(|number| match number {
        0 => Proof::Activity(ActivityId(Uuid::from_u128(number))),
        _ => Proof::Touch(TouchId(Uuid::from_u128(number))),
    });
    // Mostly while clocks run.
    let quarter = prop_oneof![4 => 4_u32..12, 1 => 0_u32..60];
    (what, leg, by, proof, quarter).prop_map(|(what, leg, by, proof, quarter)| Deed {
        what,
        leg,
        by,
        proof,
        happened_at: at(quarter),
    })
}

/// Events among which no order is meant when they come in one moment.
fn some_event_without_order() -> impl Strategy<Value = Event> {
    prop_oneof![
        1 => Just(Event::Looked),
        6 => some_deed().prop_map(Event::Done),
        3 => proptest::sample::select(VoidReason::ALL).prop_map(Event::Voided),
        1 => proptest::option::of(0_u128..3)
            .prop_map(|person| Event::Reassigned(person.map(|number| PersonId(Uuid::from_u128(number))))),
    ]
}

fn some_event() -> impl Strategy<Value = Event> {
    let instead = (some_deed(), 0_u32..60).prop_map(|(deed, quarter)| Instead {
        deed,
        logged_at: at(quarter),
    });
    prop_oneof![
        8 => some_event_without_order(),
        2 => (some_deed(), proptest::option::of(instead)).prop_map(|(deed, instead)| Event::TakenBack(deed.proof, instead)),
        1 => Just(Event::Paused),
        2 => Just(Event::Resumed),
        1 => Just(Event::Reopened),
    ]
}

/// One step of a history, so many quarters after the one before.
#[derive(Debug, Clone)]
enum Step {
    /// A rule is set off; its precondition holds or does not.
    Open(Rule, bool),
    /// Something happens about what one of the rules opened.
    Happen(usize, Event),
}

fn some_history() -> impl Strategy<Value = Vec<(u32, Step)>> {
    let step = prop_oneof![
        1 => (some_rule(), prop_oneof![5 => Just(true), 1 => Just(false)])
            .prop_map(|(rule, holds)| Step::Open(rule, holds)),
        5 => (0_usize..4, some_event()).prop_map(|(which, event)| Step::Happen(which, event)),
    ];
    let wait = prop_oneof![3 => Just(0_u32), 4 => 1_u32..4, 1 => 4_u32..40];
    proptest::collection::vec((wait, step), 0..40)
}

fn opened(rule: &Rule, holds: bool, now: DateTime<Utc>, business: &BusinessTime) -> Vec<super::Opened> {
    let opening = Opening {
        at: now,
        precondition_holds: holds,
        giver: None,
        receiver: None,
    };
    open(rule, &opening, &Calendars::all(business))
}

/// The obligations of a rule that happened to hear of events, so many quarters apart.
fn after(rule: &Rule, events: &[(u32, Event)], business: &BusinessTime) -> (Vec<Obligation>, u32) {
    let mut obligations: Vec<Obligation> = opened(rule, true, at(4), business)
        .into_iter()
        .map(|opened| opened.obligation)
        .collect();
    let mut now = 4;
    for (wait, event) in events {
        now += wait;
        tell(&mut obligations, event, now, business);
    }
    (obligations, now)
}

fn tell(obligations: &mut [Obligation], event: &Event, quarter: u32, business: &BusinessTime) {
    for obligation in obligations {
        obligation.follow(event, at(quarter), &Calendars::all(business));
    }
}

fn some_prefix() -> impl Strategy<Value = Vec<(u32, Event)>> {
    proptest::collection::vec((0_u32..4, some_event()), 0..6)
}

fn standing_of(obligations: &[Obligation], part: Part, now: DateTime<Utc>) -> Option<Standing> {
    let found = obligations.iter().find(|obligation| obligation.part == part);
    found.map(|obligation| obligation.standing(now))
}

/// What may lead from one standing to another.
fn is_allowed(event: &Event, part: Part, from: Standing, to: Standing) -> bool {
    let broken = *event == Event::Voided(VoidReason::PreconditionBroken);
    match (from, to) {
        // Time ends it at any event; a word is breached by what it promised alone.
        (Standing::Open, Standing::Breached) => part != Part::Word || broken,
        (Standing::Open, Standing::Met) => part == Part::Word || matches!(event, Event::Done(_)),
        (Standing::Open, Standing::Void) => matches!(event, Event::Voided(_)),
        (Standing::Met, Standing::Open) => matches!(event, Event::TakenBack(..)),
        (Standing::Void, Standing::Open) => *event == Event::Reopened,
        // In one and the same moment.
        (Standing::Void, Standing::Met) => matches!(event, Event::Done(_)),
        (Standing::Met, Standing::Void) => broken && part != Part::Word,
        (Standing::Met | Standing::Void, Standing::Breached) => broken && part == Part::Word,
        (Standing::Breached, _) => false,
        (Standing::Open, Standing::Open) | (Standing::Met, Standing::Met) | (Standing::Void, Standing::Void) => true,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_024))]

    #[test]
    fn created_is_open_and_met_and_breached_and_void_at_every_instant(history in some_history()) {
        let business = office();
        let calendars = Calendars::all(&business);
        let mut groups: Vec<Vec<Obligation>> = Vec::new();
        // Counted by what changes, and not by looking at what is there.
        let mut counted = Tally::default();
        let mut breaches = 0;
        let mut now = 4;
        let follow = |counted: &mut Tally, breaches: &mut u32, changes: &[super::Change]| {
            let place = |tally: &mut Tally, standing: Standing, up: bool| {
                let count = match standing {
                    Standing::Open => &mut tally.open,
                    Standing::Met => &mut tally.met,
                    Standing::Breached => &mut tally.breached,
                    Standing::Void => &mut tally.void,
                };
                if up { *count += 1 } else { *count -= 1 }
            };
            for change in changes {
                place(counted, change.from, false);
                place(counted, change.to, true);
                *breaches += u32::from(change.escalates());
            }
        };
        for (wait, step) in history {
            // Every quarter on the way is looked at: nobody tells obligations that time passes.
            for quarter in now..=now + wait {
                let tally = Tally::of(groups.iter().flatten(), at(quarter));
                prop_assert_eq!(tally.created, counted.created);
                prop_assert_eq!(tally.created, tally.open + tally.met + tally.breached + tally.void);
            }
            now += wait;
            match step {
                Step::Open(rule, holds) => {
                    let mut group = Vec::new();
                    for opened in opened(&rule, holds, at(now), &business) {
                        counted.add(Standing::Open);
                        follow(&mut counted, &mut breaches, &opened.changes);
                        group.push(opened.obligation);
                    }
                    groups.push(group);
                }
                Step::Happen(which, event) => {
                    for obligation in groups.get_mut(which).into_iter().flatten() {
                        let changes = obligation.follow(&event, at(now), &calendars);
                        follow(&mut counted, &mut breaches, &changes);
                    }
                }
            }
            let before_looking = Tally::of(groups.iter().flatten(), at(now));
            for obligation in groups.iter_mut().flatten() {
                let changes = obligation.follow(&Event::Looked, at(now), &calendars);
                follow(&mut counted, &mut breaches, &changes);
            }
            prop_assert_eq!(Tally::of(groups.iter().flatten(), at(now)), counted);
            prop_assert_eq!(before_looking, counted);
            // The manager is told once of each breach.
            prop_assert_eq!(breaches, counted.breached);
        }
    }

    #[test]
    fn two_legs_are_never_both_breached_for_one_obligation(rule in some_rule(), events in some_prefix(), later in 0_u32..40) {
        let business = office();
        for known in 0..=events.len() {
            let (obligations, now) = after(&rule, &events[..known], &business);
            for quarter in now..=now + later {
                let duty = standing_of(&obligations, Part::Duty, at(quarter)).unwrap();
                let Some(word) = standing_of(&obligations, Part::Word, at(quarter)) else { continue };
                let fits = matches!(
                    (duty, word),
                    (Standing::Open, Standing::Open)
                        | (Standing::Met | Standing::Breached, Standing::Met)
                        | (Standing::Void, Standing::Breached | Standing::Void)
                );
                prop_assert!(fits, "duty {duty:?}, word {word:?}");
            }
        }
    }

    #[test]
    fn nothing_leaves_a_final_state_but_by_the_table(rule in some_rule(), events in some_prefix()) {
        let business = office();
        let (mut obligations, now) = after(&rule, &[], &business);
        let mut now = now;
        for (wait, event) in events {
            now += wait;
            for obligation in &mut obligations {
                let before = obligation.state_at(at(now));
                for change in obligation.follow(&event, at(now), &Calendars::all(&business)) {
                    let settled = is_allowed(&Event::Looked, obligation.part, change.from, change.to);
                    let allowed = is_allowed(&event, obligation.part, change.from, change.to);
                    prop_assert!(settled || allowed, "{change:?} by {event:?}");
                    prop_assert!(change.at <= at(now));
                }
                if let State::Breached { at, .. } = before {
                    let still = matches!(obligation.state, State::Breached { at: same, .. } if same == at);
                    prop_assert!(still);
                }
            }
        }
    }

    #[test]
    fn to_hear_of_something_twice_is_to_hear_of_it_once(rule in some_rule(), events in some_prefix()) {
        let business = office();
        let (once, _) = after(&rule, &events, &business);
        let doubled: Vec<(u32, Event)> = events
            .iter()
            .flat_map(|(wait, event)| [(*wait, event.clone()), (0, event.clone())])
            .collect();
        let (twice, _) = after(&rule, &doubled, &business);
        prop_assert_eq!(once, twice);
    }

    #[test]
    fn it_does_not_matter_when_somebody_looks(
        rule in some_rule(), events in some_prefix(), looks in proptest::collection::vec(any::<bool>(), 60),
    ) {
        let business = office();
        let (unwatched, until) = after(&rule, &events, &business);
        let (mut watched, mut now) = after(&rule, &[], &business);
        for (wait, event) in &events {
            for quarter in now..now + wait {
                if looks[quarter as usize % looks.len()] {
                    tell(&mut watched, &Event::Looked, quarter, &business);
                }
            }
            now += wait;
            tell(&mut watched, event, now, &business);
        }
        for (one, other) in unwatched.iter().zip(&watched) {
            prop_assert_eq!(one.state_at(at(until)), other.state_at(at(until)));
            prop_assert_eq!(one.due_at, other.due_at);
        }
    }

    #[test]
    fn what_happens_in_one_moment_has_no_order(
        rule in some_rule(),
        events in some_prefix(),
        together in proptest::collection::vec(some_event_without_order(), 2..5),
        wait in 0_u32..4,
    ) {
        // Two deeds never have one proof.
        let mut proofs = std::collections::BTreeSet::new();
        let together: Vec<Event> = together
            .into_iter()
            .filter(|event| !matches!(event, Event::Done(deed) if !proofs.insert(deed.proof)))
            .collect();
        let business = office();
        let (before, now) = after(&rule, &events, &business);
        // What has happened in this moment already would be part of it.
        let now = now + 1 + wait;
        let told = |events: &mut dyn Iterator<Item = &Event>| {
            let mut obligations = before.clone();
            for event in events {
                tell(&mut obligations, event, now, &business);
            }
            obligations.iter().map(|obligation| obligation.state_at(at(now))).collect::<Vec<State>>()
        };
        prop_assert_eq!(told(&mut together.iter()), told(&mut together.iter().rev()));
    }

    #[test]
    fn a_breach_is_at_the_end_of_the_limit(rule in some_rule(), events in some_prefix(), later in 0_u32..40) {
        let business = office();
        let (obligations, now) = after(&rule, &events, &business);
        for obligation in obligations.iter().filter(|obligation| obligation.part != Part::Word) {
            if let State::Breached { at: breached, .. } = obligation.state_at(at(now + later)) {
                prop_assert_eq!(obligation.due_at, Some(breached));
                let limit = TimeDelta::minutes(obligation.limit_minutes.into());
                let passed = business.elapsed_with(obligation.running_since, breached, &obligation.pauses);
                prop_assert_eq!(passed, limit);
            }
        }
    }
}

/// Random histories reach every state of every part; otherwise the properties above would say little.
#[test]
fn random_histories_go_everywhere() {
    use proptest::{strategy::ValueTree as _, test_runner::TestRunner};
    let mut runner = TestRunner::deterministic();
    let business = office();
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..2_000 {
        let tree = (some_rule(), some_prefix()).new_tree(&mut runner).unwrap();
        let (rule, events) = tree.current();
        let (obligations, now) = after(&rule, &events, &business);
        for obligation in &obligations {
            seen.insert((obligation.part, obligation.standing(at(now))));
        }
    }
    assert_eq!(seen.len(), Part::ALL.len() * Standing::ALL.len());
}
