use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use rstest::rstest;
use uuid::Uuid;

use super::{samples::scoring, *};
use crate::{
    Complaint, FieldErrors,
    accounts::signals::SignalKind,
    criteria::{
        Limit, SignalCount,
        facts::{LeadFacts, Profile, SignalFact, Standing},
        samples::{self as facts, today},
    },
    receipt::RowId,
    values::ids::SignalId,
};

/// What a score is at a moment, written as plainly as possible: from the facts alone, without any log.
fn plainly(scoring: &Scoring, facts: &AccountFacts, captured_at: DateTime<Utc>, now: DateTime<Utc>) -> i64 {
    let given: i64 = scoring
        .rules
        .iter()
        .map(|rule| {
            let left = |since: DateTime<Utc>| {
                let days = u32::try_from((now - since).num_days()).unwrap();
                i64::from(rule.decay.map_or(rule.points, |decay| decay.left(rule.points, days)))
            };
            let inside = |at: DateTime<Utc>, days: Option<u16>| {
                at <= now && days.is_none_or(|days| at > now - TimeDelta::days(days.into()))
            };
            let sum: i64 = match &rule.given {
                Given::ForEach(Condition::Signals(asked)) => facts
                    .signals()
                    .iter()
                    .filter(|row| inside(row.at, asked.within_days) && asked.counts(row))
                    .map(|row| left(row.at))
                    .sum(),
                Given::ForEach(Condition::Touches(asked)) => facts
                    .touches()
                    .iter()
                    .filter(|row| inside(row.at, asked.within_days) && asked.counts(row))
                    .map(|row| left(row.at))
                    .sum(),
                Given::ForEach(Condition::Contacts(asked)) => facts
                    .contacts()
                    .iter()
                    .filter(|row| inside(row.at, None) && asked.counts(row))
                    .map(|row| left(row.at))
                    .sum(),
                Given::ForEach(_) => 0,
                Given::WhileHolds(criterion) => {
                    // The spell that holds now began at the last change from not holding.
                    let mut began = None;
                    let mut look = Some(captured_at);
                    while let Some(at) = look.filter(|at| *at <= now) {
                        let holds = criterion.holds(facts, at);
                        began = holds.then(|| began.unwrap_or(at));
                        look = criterion.next_change(facts, at);
                    }
                    began.map_or(0, left)
                }
            };
            rule.at_most
                .map_or(sum, |most| sum.clamp(-i64::from(most), i64::from(most)))
        })
        .sum();
    given.clamp(0, scoring.at_most.into())
}

fn sum(log: &ScoreLog, now: DateTime<Utc>) -> i64 {
    log.rows()
        .iter()
        .filter(|row| row.at <= now)
        .map(|row| i64::from(row.points))
        .sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(384))]

    #[test]
    fn the_total_is_always_the_sum_of_the_log(
        scoring in scoring(), rows in facts::rows(), captured_at in facts::moment(), until in facts::moment(),
        nows in proptest::collection::vec(facts::moment(), 4),
    ) {
        let facts = rows.facts(Profile::default(), Standing::default());
        let log = scoring.log(&facts, captured_at, until);
        prop_assert!(log.rows().is_sorted_by_key(|row| row.at));
        for now in nows.into_iter().filter(|now| *now <= until) {
            prop_assert_eq!(i64::from(log.total_at(now)), sum(&log, now));
            prop_assert_eq!(sum(&log, now), plainly(&scoring, &facts, captured_at, now));
        }
        for (at, total) in log.steps_after(DateTime::<Utc>::MIN_UTC) {
            prop_assert_eq!(total, log.total_at(at));
            prop_assert!(total <= scoring.at_most);
        }
    }

    #[test]
    fn following_comes_to_the_same_as_beginning_anew(
        scoring in scoring(), rows in facts::rows(), captured_at in facts::moment(),
        mut looks in proptest::collection::vec(facts::moment(), 1..5), ever: bool,
    ) {
        looks.sort_unstable();
        let all = rows.facts(Profile::default(), Standing::default());
        let mut log = ScoreLog::default();
        let mut from = DateTime::<Utc>::MIN_UTC;
        for now in looks {
            // What has not happened yet is not known yet.
            let known = facts::Rows {
                signals: rows.signals.iter().filter(|row| row.at <= now).cloned().collect(),
                touches: rows.touches.iter().filter(|row| row.at <= now).cloned().collect(),
                contacts: rows.contacts.iter().filter(|row| row.at <= now).cloned().collect(),
                ..rows.clone()
            };
            let known = known.facts(Profile::default(), Standing::default());
            // Looking into the future tells what is lost if nothing happens, and is put right when something does.
            let until = if ever { DateTime::<Utc>::MAX_UTC } else { now };
            scoring.follow(&mut log, &known, captured_at, from, until);
            let anew = scoring.log(&known, captured_at, until);
            prop_assert_eq!(&log, &anew);
            from = now;
        }
        scoring.follow(&mut log, &all, captured_at, from, DateTime::<Utc>::MAX_UTC);
        prop_assert_eq!(log, scoring.log(&all, captured_at, DateTime::<Utc>::MAX_UTC));
    }

    #[test]
    fn what_comes_late_puts_the_log_right(
        scoring in scoring(), rows in facts::rows(), late in facts::signal(), captured_at in facts::moment(),
    ) {
        let facts = rows.facts(Profile::default(), Standing::default());
        let mut log = scoring.log(&facts, captured_at, today());
        let facts = facts.with_signals([late.clone()]);
        scoring.follow(&mut log, &facts, captured_at, late.at.min(today()), today());
        prop_assert_eq!(log, scoring.log(&facts, captured_at, today()));
    }

    #[test]
    fn writing_anew_where_nothing_changed_comes_to_the_same(
        scoring in scoring(), rows in facts::rows(), captured_at in facts::moment(), looked in facts::moment(),
        late in facts::moment(),
    ) {
        let facts = rows.facts(Profile::default(), Standing::default());
        // A log is written when the lead is captured, so that nobody has looked before.
        let looked = looked.max(captured_at);
        let (ever, now) = (DateTime::<Utc>::MAX_UTC, looked.max(late));
        let anew = scoring.log(&facts, captured_at, ever);
        let mut log = scoring.log(&facts, captured_at, looked);
        scoring.write_anew(&mut log, &facts, captured_at, now, ever);
        prop_assert_eq!(log, anew);
    }

    #[test]
    fn scores_may_stand_and_are_read_again(scoring in scoring()) {
        let model = ScoreModel { fit: scoring.clone(), engagement: scoring };
        prop_assert!(model.complaints("scores").is_empty());
        let json = serde_json::to_value(&model).unwrap();
        prop_assert_eq!(crate::reading::from_json::<ScoreModel>(json), Ok(model.clone()));
        prop_assert_eq!(model.fit.describe().len(), model.fit.rules.len() + 1);
    }
}

fn signal(number: u128, days_ago: i64) -> SignalFact {
    SignalFact {
        at: today() - TimeDelta::days(days_ago),
        id: SignalId(Uuid::from_u128(number)),
        kind: SignalKind::WhitePaper,
        source: None,
        topic: None,
    }
}

fn papers(points: i32) -> ScoreRule {
    ScoreRule {
        key: "papers".parse().unwrap(),
        name: "White papers".to_owned(),
        given: Given::ForEach(Condition::Signals(SignalCount {
            kinds: Some(vec![SignalKind::WhitePaper]),
            count: Limit::at_least(1),
            ..SignalCount::default()
        })),
        points,
        at_most: Some(25),
        decay: Some(Decay::HalfLife(10)),
    }
}

fn model() -> ScoreModel {
    ScoreModel {
        fit: Scoring {
            rules: vec![ScoreRule {
                key: "large".parse().unwrap(),
                name: "Large".to_owned(),
                given: Given::WhileHolds(Condition::Employees(Limit::at_least(200)).into()),
                points: 30,
                at_most: None,
                decay: None,
            }],
            at_most: 100,
        },
        engagement: Scoring {
            rules: vec![papers(20)],
            at_most: 22,
        },
    }
}

#[test]
fn each_point_is_a_row_with_what_gave_it() {
    let facts = AccountFacts::default().with_signals([signal(1, 5), signal(2, 0)]);
    let log = model().engagement.log(&facts, today(), today());
    let rows: Vec<_> = log
        .rows()
        .iter()
        .map(|row| ((today() - row.at).num_days(), row.kind, row.points, row.source))
        .collect();
    let by = |number| Some(RowId::Signal(SignalId(Uuid::from_u128(number))));
    assert_eq!(
        rows,
        [
            (5, RowKind::Earned, 20, by(1)),
            (4, RowKind::Decayed, -1, by(1)),
            (3, RowKind::Decayed, -1, by(1)),
            (2, RowKind::Decayed, -1, by(1)),
            (1, RowKind::Decayed, -1, by(1)),
            (0, RowKind::Decayed, -1, by(1)),
            (0, RowKind::Earned, 20, by(2)),
            (0, RowKind::RuleLimit, -10, None),
            (0, RowKind::ScoreLimit, -3, None),
        ]
    );
    assert_eq!(log.total_at(today()), 22);
    assert_eq!(log.total_at(today() - TimeDelta::seconds(1)), 16);
}

#[test]
fn what_a_limit_held_back_counts_when_others_have_gone() {
    let facts = AccountFacts::default().with_signals([signal(1, 5), signal(2, 5)]);
    let log = model().engagement.log(&facts, today(), DateTime::<Utc>::MAX_UTC);
    // 40 points given, 25 by the rule's limit, 22 by that of the score; after ten days 20 are left of 40.
    assert_eq!(log.total_at(today()), 22);
    assert_eq!(log.total_at(today() + TimeDelta::days(5)), 20);
    assert_eq!(log.total_at(today() + TimeDelta::days(400)), 0);
}

#[test]
fn fit_and_engagement_are_never_blended() {
    let profile = Profile {
        employees: Some(500),
        ..Profile::default()
    };
    let mut facts = AccountFacts::new(profile, Standing::default())
        .with_signals([signal(1, 0)])
        .with_lead(LeadFacts::captured(today() - TimeDelta::days(3)));
    model().score(&mut facts);
    let lead = facts.lead.unwrap();
    assert_eq!(
        (lead.fit.total_at(today()), lead.engagement.total_at(today())),
        (30, 20)
    );
    assert!(lead.fit.rows().iter().all(|row| row.source.is_none()));
    assert!(lead.engagement.rows().iter().all(|row| row.source.is_some()));
}

#[test]
fn a_rule_reads_as_a_sentence() {
    assert_eq!(
        model().engagement.describe(),
        [
            "20 points for each white paper, 25 at most, half of them lost every 10 days",
            "22 points in all at most"
        ]
    );
    assert_eq!(
        model().fit.rules[0].describe(),
        "30 points as long as this holds: at least 200 employees"
    );
}

#[rstest]
#[case("scores.fit.at_most", Complaint::AtLeast(1), |it: &mut ScoreModel| it.fit.at_most = 0)]
#[case("scores.fit.at_most", Complaint::AtMost(10_000), |it: &mut ScoreModel| it.fit.at_most = 10_001)]
#[case("scores.fit.rules.1.key", Complaint::Taken, |it: &mut ScoreModel| it.fit.rules.push(it.fit.rules[0].clone()))]
#[case("scores.engagement.rules.0.name", Complaint::Required, |it: &mut ScoreModel| {
    it.engagement.rules[0].name.clear();
})]
#[case("scores.engagement.rules.0.points", Complaint::Required, |it: &mut ScoreModel| {
    it.engagement.rules[0].points = 0;
})]
#[case("scores.engagement.rules.0.points", Complaint::AtLeast(-1_000), |it: &mut ScoreModel| {
    it.engagement.rules[0].points = -1_001;
})]
#[case("scores.engagement.rules.0.decay", Complaint::AtLeast(1), |it: &mut ScoreModel| {
    it.engagement.rules[0].decay = Some(Decay::Linear(0));
})]
#[case("scores.fit.rules.0.given", Complaint::AsksItself, |it: &mut ScoreModel| {
    it.fit.rules[0].given = Given::WhileHolds(Condition::Engagement(Limit::at_least(1)).into());
})]
#[case("scores.fit.rules.0.given.while_holds.all", Complaint::Required, |it: &mut ScoreModel| {
    it.fit.rules[0].given = Given::WhileHolds(Criterion::All(Vec::new()));
})]
#[case("scores.fit.rules.0.given.for_each", Complaint::NotCounted, |it: &mut ScoreModel| {
    it.fit.rules[0].given = Given::ForEach(Condition::Employees(Limit::at_least(1)));
})]
#[case("scores.fit.rules.0.given.for_each.condition.signals.count", Complaint::AtMost(1), |it: &mut ScoreModel| {
    it.fit.rules[0].given = Given::ForEach(Condition::Signals(SignalCount {
        count: Limit::at_least(3),
        ..SignalCount::default()
    }));
})]
fn one_mistake_is_named_by_its_place(
    #[case] field: &str,
    #[case] expected: Complaint,
    #[case] change: fn(&mut ScoreModel),
) {
    let mut model = model();
    assert_eq!(model.complaints("scores"), FieldErrors::none());
    change(&mut model);
    assert_eq!(model.complaints("scores"), FieldErrors::of(field, expected));
}

#[test]
fn what_the_company_was_stays_in_the_log_when_it_becomes_another_one() {
    let large = Criterion::from(Condition::Employees(Limit::at_least(50)));
    let rule = ScoreRule {
        key: "large".parse().unwrap(),
        name: "Large".to_owned(),
        given: Given::WhileHolds(large),
        points: 20,
        at_most: None,
        decay: None,
    };
    let scoring = Scoring {
        rules: vec![rule],
        at_most: 100,
    };
    let company = |employees| {
        let profile = Profile {
            employees: Some(employees),
            ..Profile::default()
        };
        AccountFacts::new(profile, Standing::default())
    };
    let day = |days: i64| today() + TimeDelta::days(days);
    let mut log = scoring.log(&company(10), day(0), day(0));
    for (days, employees) in [(10, 60), (20, 10), (30, 70)] {
        scoring.write_anew(&mut log, &company(employees), day(0), day(days), day(days));
    }
    let told: Vec<_> = log.rows().iter().map(|row| (row.at, row.points)).collect();
    assert_eq!(told, [(day(10), 20), (day(20), -20), (day(30), 20)]);
}
