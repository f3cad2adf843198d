use chrono::{DateTime, TimeDelta, Utc};

use super::{
    late::late_stages,
    show::{LateSupport, win_rates},
    *,
};
use crate::{
    Complaint, Department,
    accounts::touches::TouchKind,
    criteria::facts::TouchFact,
    journey::{
        Journey, Stages,
        participation::{
            LegsSeen, StoolScore,
            at::{Moved, acted_by, shares_at, stood_before},
            score, shares,
        },
    },
    statistics::Share,
    values::ids::TouchId,
};

fn day(days: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000 + days)
}

const fn of(acted: u8, owed: u8) -> ScoreThen {
    ScoreThen::Of(StoolScore { acted, owed })
}

fn touch(kind: TouchKind, leg: Department, days: i64) -> TouchFact {
    TouchFact {
        at: day(days),
        id: TouchId(uuid::Uuid::nil()),
        kind,
        leg,
    }
}

#[test]
fn a_score_travels_as_its_key_and_others_are_no_choice() {
    for score in ScoreThen::USUAL.into_iter().chain([of(0, 1), of(1, 2)]) {
        assert_eq!(score.to_string().parse(), Ok(score));
    }
    for bad in ["", "3", "4_of_3", "0_of_0", "4_of_4", "-1_of_3", "none", "2_of_3_of_3"] {
        assert_eq!(bad.parse::<ScoreThen>(), Err(Complaint::NotAChoice), "{bad}");
    }
}

#[test]
fn the_usual_scores_stand_in_the_table_and_others_where_they_occur() {
    let decided = [
        (of(2, 2), Outcome::Won),
        (of(0, 3), Outcome::Lost),
        (ScoreThen::NoneOwed, Outcome::Lost),
        (of(1, 2), Outcome::Lost),
        (of(0, 3), Outcome::Won),
    ];
    let rates = win_rates(decided);
    let told: Vec<_> = rates.iter().map(|rate| (rate.score, rate.won, rate.lost)).collect();
    let expected = [
        (of(3, 3), 0, 0),
        (of(2, 3), 0, 0),
        (of(1, 3), 0, 0),
        (of(0, 3), 1, 1),
        (of(2, 2), 1, 0),
        (of(1, 2), 0, 1),
        (ScoreThen::NoneOwed, 0, 1),
    ];
    assert_eq!(told, expected);
}

#[test]
fn below_five_cases_no_rate_is_said() {
    let decided = |won: usize, lost: usize| {
        let won = std::iter::repeat_n((of(3, 3), Outcome::Won), won);
        win_rates(won.chain(std::iter::repeat_n((of(3, 3), Outcome::Lost), lost))).remove(0)
    };
    assert_eq!((decided(3, 1).cases(), decided(3, 1).rate), (4, None));
    assert_eq!(decided(3, 2).rate, Share::of(3, 5));
    assert_eq!(LateSupport::of(4, 2, 9).percent, None);
    assert_eq!(LateSupport::of(5, 2, 0).percent, Some(40));
    assert_eq!(LateSupport::of(0, 0, 0).percent, None);
}

#[test]
fn an_account_stood_where_its_last_move_before_the_moment_had_led() {
    let moved = |days, from, to| Moved {
        at: day(days),
        from,
        to,
    };
    let moves = [
        moved(10, "loosening", "exploring"),
        moved(20, "exploring", "selecting"),
        // The deal was won at this moment, and the rules moved the account by it.
        moved(30, "selecting", "onboarding"),
    ];
    let stood = |days| stood_before(&moves, "onboarding", day(days));
    assert_eq!(
        [stood(5), stood(10), stood(11)],
        ["loosening", "loosening", "exploring"]
    );
    assert_eq!([stood(30), stood(31)], ["selecting", "onboarding"]);
    assert_eq!(stood_before(&[], "loosening", day(1)), "loosening");
}

#[test]
fn legs_count_that_had_acted_in_their_window_at_the_moment() {
    let stages = Journey::shipped().stages();
    // Marketing owes an act within 21 days there, sales within 14, service within 30.
    let selecting = stages.by_key("selecting");
    let touches = [
        touch(TouchKind::Mail, Department::Marketing, 60),
        touch(TouchKind::Note, Department::Marketing, 99),
        touch(TouchKind::Call, Department::Sales, 95),
        touch(TouchKind::Meeting, Department::Service, 75),
        // What came later was not known then.
        touch(TouchKind::Meeting, Department::Marketing, 101),
    ];
    let then = |stage, days| score(&shares_at(stage, acted_by(&touches, day(days)), day(days)));
    assert_eq!(then(selecting, 100), Some(StoolScore { acted: 2, owed: 3 }));
    assert_eq!(then(selecting, 101), Some(StoolScore { acted: 3, owed: 3 }));
    assert_eq!(then(selecting, 70), Some(StoolScore { acted: 1, owed: 3 }));
    assert_eq!(then(stages.by_key("lost"), 100), None);
    assert_eq!(then(None, 100), None);
}

#[test]
fn a_score_in_hindsight_is_the_one_that_was_shown_at_the_time() {
    let stages = Journey::shipped().stages();
    for stage in &stages {
        for days in [0, 13, 14, 15, 20, 21, 22, 29, 30, 31, 90] {
            let acted_at = [Some(day(100 - days)), None, Some(day(90))];
            let seen = LegsSeen {
                here_since: day(99),
                acted_at,
                silent_since: [None; 3],
                open: [false; 3],
            };
            let then = score(&shares(Some(stage), &seen, day(100)));
            assert_eq!(
                score(&shares_at(Some(stage), acted_at, day(100))),
                then,
                "{}",
                stage.key
            );
        }
    }
}

#[test]
fn late_stages_ask_marketing_for_an_act_within_their_window() {
    let stages: Stages = Journey::shipped().stages();
    let late: Vec<_> = late_stages(&stages).collect();
    let keys: Vec<_> = late.iter().map(|asks| asks.stage.key.as_str()).collect();
    assert_eq!(keys, ["justifying", "selecting"]);
    for asks in late {
        let days = i64::from(asks.within_days.unwrap());
        let acted = |ago: TimeDelta| asks.is_met(Some(day(100) - ago), day(100));
        assert!(acted(TimeDelta::days(days) - TimeDelta::seconds(1)));
        assert!(!acted(TimeDelta::days(days)));
        assert!(!asks.is_met(None, day(100)));
        let seen = |ago: TimeDelta| shares_at(Some(asks.stage), [Some(day(100) - ago), None, None], day(100));
        for ago in [TimeDelta::days(days), TimeDelta::days(days) - TimeDelta::seconds(1)] {
            let acted_there = seen(ago)[0].state == crate::journey::participation::LegState::Acted;
            assert_eq!(acted_there, acted(ago), "as the stool check counts it");
        }
    }
}
