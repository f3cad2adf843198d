use proptest::prelude::*;

use super::*;
use crate::journey::{Journey, Owed, Stages};

fn stages() -> Stages {
    Journey::shipped().stages()
}

fn day(days: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(days)
}

const NOBODY_MISSED: [Option<DateTime<Utc>>; 3] = [None; 3];

#[test]
fn late_stage_with_a_silent_marketing_leg_is_two_of_three_and_one_alert() {
    let stages = stages();
    let stage = stages.by_key("selecting");
    let seen = LegsSeen {
        here_since: day(0),
        acted_at: [Some(day(79)), Some(day(95)), Some(day(90))],
        silent_since: NOBODY_MISSED,
        open: [false; 3],
    };
    // A moment before 21 days have passed it is three of three.
    let before = shares(stage, &seen, day(100) - TimeDelta::seconds(1));
    assert_eq!(score(&before), Some(StoolScore { acted: 3, owed: 3 }));
    assert_eq!(to_raise(&before, &seen).count(), 0);
    assert_eq!(look_again(&before, &seen), Some(day(100)));

    let after = shares(stage, &seen, day(100));
    assert_eq!(score(&after), Some(StoolScore { acted: 2, owed: 3 }));
    let legs: Vec<_> = to_raise(&after, &seen).map(|share| share.leg).collect();
    assert_eq!(legs, [Department::Marketing]);
    assert_eq!(after[0].missing_since, day(100));

    // Once it is raised it is not raised again, and the next leg is looked at.
    let seen = LegsSeen {
        silent_since: [Some(day(79)), None, None],
        open: [true, false, false],
        ..seen
    };
    let raised = shares(stage, &seen, day(101));
    assert_eq!(to_raise(&raised, &seen).count(), 0);
    assert_eq!(look_again(&raised, &seen), Some(day(109)));
    assert_eq!(
        alert_now(Department::Marketing, "selecting", "selecting", &raised, &seen),
        AlertNow::Open(day(100))
    );
}

#[test]
fn nobody_is_blamed_on_the_day_an_account_arrives() {
    let stages = stages();
    let seen = LegsSeen {
        here_since: day(100),
        acted_at: [None, Some(day(10)), Some(day(99))],
        silent_since: NOBODY_MISSED,
        open: [false; 3],
    };
    let now = shares(stages.by_key("selecting"), &seen, day(100));
    let states: Vec<_> = now.iter().map(|share| share.state).collect();
    assert_eq!(states, [LegState::HasTime, LegState::HasTime, LegState::Acted]);
    assert_eq!(score(&now), Some(StoolScore { acted: 1, owed: 3 }));
    assert_eq!(look_again(&now, &seen), Some(day(114)));
}

#[test]
fn where_nobody_owes_anything_there_is_no_score() {
    let stages = stages();
    let seen = LegsSeen {
        here_since: day(0),
        acted_at: [None; 3],
        silent_since: NOBODY_MISSED,
        open: [false; 3],
    };
    for stage in [stages.by_key("dormant"), stages.by_key("nowhere")] {
        let none = shares(stage, &seen, day(1_000));
        assert_eq!((score(&none), look_again(&none, &seen)), (None, None));
    }
}

#[test]
fn an_alert_ends_by_an_act_by_a_move_and_by_another_agreement() {
    let stages = stages();
    let missed = LegsSeen {
        here_since: day(0),
        acted_at: [Some(day(10)), None, None],
        silent_since: [Some(day(10)), None, None],
        open: [true, false, false],
    };
    let now = day(40);
    let ends = |stage: &str, seen: &LegsSeen| {
        let shares = shares(stages.by_key(stage), seen, now);
        alert_now(Department::Marketing, "selecting", stage, &shares, seen)
    };
    assert_eq!(ends("selecting", &missed), AlertNow::Open(day(31)));
    let acted = LegsSeen {
        acted_at: [Some(day(39)), None, None],
        ..missed
    };
    assert_eq!(ends("selecting", &acted), AlertNow::Over(Cleared::Acted));
    // An act so long ago that its window has passed as well is none.
    let late = LegsSeen {
        acted_at: [Some(day(12)), None, None],
        ..missed
    };
    assert_eq!(ends("selecting", &late), AlertNow::Open(day(33)));

    // A stage that asks nothing of marketing, one that gives it 60 days, and one that asks as much.
    let moved = LegsSeen {
        here_since: day(40),
        ..missed
    };
    assert_eq!(ends("onboarding", &moved), AlertNow::Over(Cleared::MovedOn));
    assert_eq!(ends("advocating", &moved), AlertNow::Over(Cleared::MovedOn));
    assert_eq!(ends("justifying", &moved), AlertNow::Open(day(31)));

    let mut stage = stages.by_key("selecting").unwrap().clone();
    stage.owes.retain(|owed| owed.leg != Department::Marketing);
    let left = shares(Some(&stage), &missed, now);
    assert_eq!(
        alert_now(Department::Marketing, "selecting", "selecting", &left, &missed),
        AlertNow::Over(Cleared::NoLongerOwed)
    );
}

#[test]
fn a_move_gives_who_is_missing_no_new_time() {
    let stages = stages();
    // Missing since day 21; on day 22 the account comes to a stage that gives 30 days.
    let here = LegsSeen {
        here_since: day(22),
        acted_at: [None; 3],
        silent_since: [Some(day(0)), None, None],
        open: [true, false, false],
    };
    let mut longer = stages.by_key("selecting").unwrap().clone();
    longer.owes = vec![Owed {
        leg: Department::Marketing,
        within_days: 30,
    }];
    let moved = shares(Some(&longer), &here, day(22));
    assert_eq!(
        alert_now(Department::Marketing, "selecting", "longer", &moved, &here),
        AlertNow::Over(Cleared::MovedOn)
    );
    let ended = LegsSeen {
        open: [false; 3],
        ..here
    };
    let due = shares(Some(&longer), &ended, day(22));
    assert_eq!((due[0].silent_since, due[0].state), (day(0), LegState::HasTime));
    assert_eq!(look_again(&due, &ended), Some(day(30)));
    // Once it has acted it begins anew where the account comes next.
    let acted = LegsSeen {
        here_since: day(40),
        acted_at: [Some(day(25)), None, None],
        ..ended
    };
    assert_eq!(
        look_again(&shares(Some(&longer), &acted, day(40)), &acted),
        Some(day(70))
    );
}

/// What happens next to an account of which one leg is watched.
#[derive(Debug, Clone, Copy)]
enum Next {
    /// It comes to a stage that asks for an act within so many days, or for none.
    Move(Option<u16>),
    /// The leg acts.
    Act,
    /// Nothing.
    Wait,
}

/// One leg of an account, followed as the product does it: alerts are raised when their moment has come and end with what
/// ends them.
struct Followed {
    stage: Stage,
    name: String,
    raised_in: String,
    seen: LegsSeen,
}

impl Followed {
    fn look(&mut self, now: DateTime<Utc>) {
        let leg = Department::Marketing;
        let due = shares(Some(&self.stage), &self.seen, now);
        let stands = alert_now(leg, &self.raised_in, &self.name, &due, &self.seen);
        self.seen.open[0] &= matches!(stands, AlertNow::Open(_));
        let due = shares(Some(&self.stage), &self.seen, now);
        let raised = to_raise(&due, &self.seen).next().copied();
        if let Some(share) = raised {
            self.seen.silent_since[0] = Some(share.silent_since);
            self.seen.open[0] = true;
        }
        self.raised_in.clone_from(&self.name);
    }

    /// Looks whenever it is time to, until a moment.
    fn wait(&mut self, until: DateTime<Utc>) {
        while let Some(at) = look_again(&shares(Some(&self.stage), &self.seen, until), &self.seen) {
            if at > until {
                break;
            }
            self.look(at);
        }
        self.look(until);
    }
}

fn next() -> impl Strategy<Value = (i64, Next)> {
    let what = prop_oneof![
        3 => prop::option::weighted(0.8, 1..60_u16).prop_map(Next::Move),
        1 => Just(Next::Act),
        1 => Just(Next::Wait),
    ];
    (0..40_i64, what)
}

fn moment() -> impl Strategy<Value = DateTime<Utc>> {
    (0..400_i64, 0..24_i64).prop_map(|(days, hours)| day(days) + TimeDelta::hours(hours))
}

prop_compose! {
    fn seen()(
        here_since in moment(),
        acted_at in prop::array::uniform3(prop::option::of(moment())),
        missed in prop::array::uniform3(prop::option::of((moment(), prop::bool::ANY))),
    ) -> LegsSeen {
        LegsSeen {
            here_since,
            acted_at,
            silent_since: missed.map(|missed| missed.map(|(since, _)| since)),
            open: missed.map(|missed| missed.is_some_and(|(_, open)| open)),
        }
    }
}

prop_compose! {
    fn stage()(windows in prop::array::uniform3(prop::option::of(1..120_u16))) -> Stage {
        let mut stage = stages().by_key("selecting").unwrap().clone();
        stage.owes = Department::ALL
            .into_iter()
            .zip(windows)
            .filter_map(|(leg, within_days)| Some(Owed { leg, within_days: within_days? }))
            .collect();
        stage
    }
}

proptest! {
    /// Acted and missing exclude each other, the score counts the first, and no leg is missing before the account has
    /// stood here for its window, unless it was missing when it came.
    #[test]
    fn each_leg_that_owes_an_act_stands_somewhere(stage in stage(), seen in seen(), now in moment()) {
        let shares = shares(Some(&stage), &seen, now);
        prop_assert_eq!(shares.len(), stage.owes.len());
        for share in &shares {
            let window = TimeDelta::days(i64::from(share.within_days));
            let acted = share.last_act.is_some_and(|act| act + window > now);
            prop_assert_eq!(share.state == LegState::Acted, acted);
            prop_assert_eq!(share.state == LegState::Missing, share.missing_since <= now);
            if seen.silent_since[leg_place(share.leg)].is_none() {
                prop_assert!(share.missing_since >= seen.here_since + window);
            }
        }
        match score(&shares) {
            None => prop_assert!(shares.is_empty()),
            Some(score) => {
                prop_assert!(score.acted <= score.owed && score.owed > 0);
                prop_assert_eq!(usize::from(score.owed), shares.len());
                prop_assert_eq!(score.is_full(), shares.iter().all(|share| share.state == LegState::Acted));
            }
        }
    }

    /// Nothing changes by time alone before the moment to look again, and at that moment something is to be raised.
    #[test]
    fn the_moment_to_look_again_is_the_first_at_which_an_alert_is_raised(stage in stage(), seen in seen()) {
        let begun = shares(Some(&stage), &seen, day(0));
        if let Some(at) = look_again(&begun, &seen) {
            let before = shares(Some(&stage), &seen, at - TimeDelta::seconds(1));
            prop_assert_eq!(to_raise(&before, &seen).count(), 0);
            prop_assert!(to_raise(&shares(Some(&stage), &seen, at), &seen).count() > 0);
        } else {
            let for_ever = shares(Some(&stage), &seen, day(100_000));
            prop_assert_eq!(to_raise(&for_ever, &seen).count(), 0);
        }
    }

    /// Whatever moves an account makes, a leg that was found missing is missing wherever its window has passed since the
    /// same moment, until it acts.
    #[test]
    fn moves_give_who_is_missing_no_new_time(first in 1..60_u16, steps in prop::collection::vec(next(), 1..25)) {
        let owing = |window: Option<u16>| {
            let mut stage = stages().by_key("selecting").unwrap().clone();
            let owed = window.map(|within_days| Owed { leg: Department::Marketing, within_days });
            stage.owes = owed.into_iter().collect();
            stage
        };
        let mut account = Followed {
            stage: owing(Some(first)),
            name: "0".to_owned(),
            raised_in: "0".to_owned(),
            seen: LegsSeen {
                here_since: day(0), acted_at: [None; 3], silent_since: NOBODY_MISSED, open: [false; 3],
            },
        };
        let (mut now, mut window, mut came, mut act) = (0, Some(i64::from(first)), 0, None);
        // From when the silence counts for which the leg was found missing, until it acts.
        let mut silence: Option<i64> = None;
        for (number, (days, next)) in steps.into_iter().enumerate() {
            now += days;
            let counted = |silence: Option<i64>, came: i64, act: Option<i64>| {
                silence.unwrap_or_else(|| act.map_or(came, |act: i64| act.max(came)))
            };
            account.wait(day(now));
            let since = counted(silence, came, act);
            let missing = window.is_some_and(|window| since + window <= now);
            prop_assert_eq!(account.seen.open[0], missing, "day {}", now);
            silence = silence.or(missing.then_some(since));
            match next {
                Next::Move(to) => {
                    (window, came) = (to.map(i64::from), now);
                    account.stage = owing(to);
                    account.name = (number + 1).to_string();
                    account.seen.here_since = day(now);
                }
                Next::Act => {
                    (act, silence) = (Some(now), None);
                    account.seen.acted_at[0] = Some(day(now));
                }
                Next::Wait => {}
            }
            account.look(day(now));
            let since = counted(silence, came, act);
            let missing = window.is_some_and(|window| since + window <= now);
            prop_assert_eq!(account.seen.open[0], missing, "day {}, after {:?}", now, next);
            silence = silence.or(missing.then_some(since));
        }
    }

    /// An act of a leg never makes its own standing worse, and a fresh one ends its alert.
    #[test]
    fn acting_ends_what_is_owed(stage in stage(), seen in seen(), now in moment()) {
        for owed in &stage.owes {
            let mut acted = seen;
            acted.acted_at[leg_place(owed.leg)] = Some(now);
            let shares = shares(Some(&stage), &acted, now);
            let share = shares.iter().find(|share| share.leg == owed.leg).unwrap();
            prop_assert_eq!(share.state, LegState::Acted);
            let AlertNow::Over(_) = alert_now(owed.leg, "selecting", "selecting", &shares, &acted) else {
                return Err(TestCaseError::fail("still open"));
            };
        }
    }
}
