use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use serde_json::json;
use uuid::Uuid;

use super::{
    facts::{AccountFacts, DealFact, Decided, Profile, SignalFact, Standing, TouchFact},
    samples::{self, today},
    *,
};
use crate::{
    Complaint,
    accounts::deals::DealState,
    leads::scores::ScoreLog,
    receipt::{MOST_ROWS, Met, RowId},
    values::{
        Currency,
        ids::{DealId, SignalId, TouchId},
    },
};

/// What a criterion means, written as plainly as possible.
fn plainly(criterion: &Criterion, facts: &AccountFacts, now: DateTime<Utc>) -> bool {
    let inside = |at: DateTime<Utc>, days: Option<u16>| {
        at <= now && days.is_none_or(|days| at > now - TimeDelta::days(i64::from(days)))
    };
    let how_many = |count: usize| u32::try_from(count).unwrap();
    let text = |test: &TextTest, value: &Option<String>| match (test, value) {
        (_, None) => false,
        (TextTest::Known, Some(_)) => true,
        (TextTest::OneOf(texts), Some(value)) => texts.iter().any(|text| text.to_lowercase() == value.to_lowercase()),
        (TextTest::Contains(part), Some(value)) => value.to_lowercase().contains(&part.to_lowercase()),
    };
    let deals = |state: Option<DealState>, days: Option<u16>| {
        let of_state = move |deal: &&DealFact| {
            let stands = deal.at(now);
            stands.is_some_and(|(stands, since)| state.is_none_or(|state| state == stands) && inside(since, days))
        };
        facts
            .deals()
            .iter()
            .filter(of_state)
            .map(|deal| deal.amount_minor)
            .collect::<Vec<i64>>()
    };
    match criterion {
        Criterion::All(parts) => parts.iter().all(|part| plainly(part, facts, now)),
        Criterion::Any(parts) => parts.iter().any(|part| plainly(part, facts, now)),
        Criterion::Not(part) => !plainly(part, facts, now),
        Criterion::Condition(condition) => match condition {
            Condition::Industry(test) => text(test, &facts.profile.industry),
            Condition::Country(test) => text(test, &facts.profile.country),
            Condition::City(test) => text(test, &facts.profile.city),
            Condition::Employees(limit) => facts.profile.employees.is_some_and(|many| limit.admits(many)),
            Condition::AnnualRevenue(limit) => facts
                .profile
                .annual_revenue_minor
                .is_some_and(|minor| limit.admits(minor)),
            Condition::Leads(test) => test.legs.iter().all(|leg| facts.profile.has_lead(*leg) == test.named),
            Condition::Signals(asked) => {
                let counted = facts.signals().iter().filter(|row| {
                    inside(row.at, asked.within_days)
                        && asked.kinds.as_ref().is_none_or(|kinds| kinds.contains(&row.kind))
                        && asked
                            .sources
                            .as_ref()
                            .is_none_or(|sources| row.source.is_some_and(|one| sources.contains(&one)))
                        && asked
                            .topic
                            .as_ref()
                            .is_none_or(|part| text(&TextTest::Contains(part.clone()), &row.topic))
                });
                asked.count.admits(how_many(counted.count()))
            }
            Condition::Touches(asked) => {
                let counted = facts.touches().iter().filter(|row| {
                    inside(row.at, asked.within_days)
                        && asked
                            .kinds
                            .as_ref()
                            .map_or(row.kind.is_act(), |kinds| kinds.contains(&row.kind))
                        && asked.legs.as_ref().is_none_or(|legs| legs.contains(&row.leg))
                });
                asked.count.admits(how_many(counted.count()))
            }
            Condition::Contacts(asked) => {
                let counted = facts.contacts().iter().filter(|row| {
                    inside(row.at, None)
                        && asked
                            .roles
                            .as_ref()
                            .is_none_or(|roles| row.role.is_some_and(|role| roles.contains(&role)))
                });
                asked.count.admits(how_many(counted.count()))
            }
            Condition::Deals(asked) => asked
                .count
                .admits(how_many(deals(asked.state, asked.within_days).len())),
            Condition::DealAmount(asked) => asked.amount.admits(deals(asked.state, asked.within_days).iter().sum()),
            Condition::Stage(test) => test.one_of.contains(&facts.standing.stage),
            Condition::DaysInStage(limit) => {
                limit.admits(u32::try_from((now - facts.standing.since).num_days()).unwrap_or(0))
            }
            Condition::Pain(asked) => facts.evidence().iter().any(|row| {
                let urgent = || {
                    let mut triggers = facts.triggers().iter();
                    triggers.any(|row_| row_.at <= now && now < row_.until && row_.pains.contains(&row.pain))
                };
                inside(row.at, asked.within_days)
                    && row.until.is_none_or(|until| now < until)
                    && asked.pains.as_ref().is_none_or(|pains| pains.contains(&row.pain))
                    && row.severity >= asked.severity_at_least.unwrap_or(1)
                    && asked
                        .sources
                        .as_ref()
                        .is_none_or(|sources| sources.contains(&row.source))
                    && (!asked.urgent || urgent())
            }),
            Condition::Trigger(asked) => facts.triggers().iter().any(|row| {
                row.at <= now
                    && now < row.until
                    && asked.crises.as_ref().is_none_or(|crises| crises.contains(&row.crisis))
                    && asked
                        .pains
                        .as_ref()
                        .is_none_or(|pains| pains.iter().any(|pain| row.pains.contains(pain)))
            }),
            Condition::Fit(limit) => facts
                .lead
                .as_ref()
                .is_some_and(|lead| limit.admits(sum(&lead.fit, now))),
            Condition::Engagement(limit) => facts
                .lead
                .as_ref()
                .is_some_and(|lead| limit.admits(sum(&lead.engagement, now))),
        },
    }
}

fn sum(log: &ScoreLog, now: DateTime<Utc>) -> u32 {
    let past = log.rows().iter().filter(|row| row.at <= now);
    u32::try_from(past.map(|row| row.points).sum::<i32>()).unwrap_or(0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn it_means_what_it_says(criterion in samples::criterion(), facts in samples::facts(), now in samples::moment()) {
        prop_assert_eq!(criterion.holds(&facts, now), plainly(&criterion, &facts, now));
    }

    #[test]
    fn a_receipt_changes_no_answer(criterion in samples::criterion(), facts in samples::facts(), now in samples::moment()) {
        let (verdict, receipt) = Moment::of(&facts, now).explained(&criterion);
        prop_assert_eq!(verdict, criterion.verdict(&facts, now));
        prop_assert_eq!(receipt.holds, verdict.holds);
        prop_assert_eq!(receipt.rule, criterion.describe());
        prop_assert!(receipt.lines.len() >= criterion.conditions().len());
        for line in &receipt.lines {
            prop_assert!(line.rows.len() <= MOST_ROWS && line.rows.len() <= line.row_count as usize);
            prop_assert!(line.rows.iter().all(|row| row.at <= now));
        }
    }

    #[test]
    fn the_order_of_rows_does_not_matter(
        criterion in samples::criterion(), rows in samples::rows(), shuffled in Just(()).prop_perturb(|(), rng| rng),
        now in samples::moment(),
    ) {
        let mut rng = shuffled;
        let mut other = rows.clone();
        shuffle(&mut other.signals, &mut rng);
        shuffle(&mut other.touches, &mut rng);
        shuffle(&mut other.contacts, &mut rng);
        shuffle(&mut other.deals, &mut rng);
        shuffle(&mut other.evidence, &mut rng);
        shuffle(&mut other.triggers, &mut rng);
        let facts = |rows: &samples::Rows| rows.facts(Profile::default(), Standing::default());
        prop_assert_eq!(criterion.explain(&facts(&rows), now), criterion.explain(&facts(&other), now));
    }

    #[test]
    fn until_it_may_change_it_does_not(
        criterion in samples::criterion(), facts in samples::facts(), now in samples::moment(),
        shares in proptest::collection::vec(0.0..1.0_f64, 6),
    ) {
        let verdict = criterion.verdict(&facts, now);
        let end = verdict.until.unwrap_or(now + TimeDelta::days(4_000));
        prop_assert!(end > now);
        #[expect(clippy::cast_possible_truncation, clippy::as_conversions, reason = "a share of some thousand days")]
        let inside = shares.into_iter().map(|share| {
            now + TimeDelta::seconds(((end - now).num_seconds() as f64 * share) as i64)
        });
        for at in inside.chain([end - TimeDelta::nanoseconds(1)]) {
            prop_assert_eq!(criterion.holds(&facts, at), verdict.holds, "at {}", at);
        }
    }

    #[test]
    fn good_rules_are_accepted_and_read_again(criterion in samples::criterion()) {
        prop_assert_eq!(criterion.check(), Ok(()));
        let json = serde_json::to_value(&criterion).unwrap();
        prop_assert_eq!(crate::reading::from_json::<Criterion>(json), Ok(criterion.clone()));
        let text = serde_json::to_string(&criterion).unwrap();
        prop_assert_eq!(serde_json::from_str::<Criterion>(&text).unwrap(), criterion.clone());
        prop_assert!(!criterion.describe().is_empty());
        prop_assert!(!Criterion::Not(Box::new(criterion)).describe_in(Some(Currency::EUR)).is_empty());
    }

    #[test]
    fn no_rule_makes_it_panic(
        days: Option<u16>, least: Option<u32>, most: Option<u32>, amounts: (Option<i64>, Option<i64>),
        facts in samples::facts(), now in prop_oneof![samples::moment(), Just(DateTime::<Utc>::MIN_UTC), Just(DateTime::<Utc>::MAX_UTC)],
    ) {
        let count = Limit { at_least: least, at_most: most };
        let amount = AmountLimit { at_least_minor: amounts.0, at_most_minor: amounts.1 };
        for condition in [
            Condition::Signals(SignalCount { within_days: days, count, ..SignalCount::default() }),
            Condition::Touches(TouchCount { within_days: days, count, ..TouchCount::default() }),
            Condition::Deals(DealCount { within_days: days, count, ..DealCount::default() }),
            Condition::DealAmount(DealAmount { within_days: days, amount, ..DealAmount::default() }),
            Condition::DaysInStage(count),
            Condition::AnnualRevenue(amount),
            Condition::Pain(PainTest { within_days: days, urgent: true, ..PainTest::default() }),
            Condition::Engagement(count),
        ] {
            let criterion = Criterion::from(condition);
            drop(criterion.check());
            drop(criterion.explain(&facts, now));
        }
    }

    #[test]
    fn a_double_negation_is_none(criterion in samples::criterion()) {
        let twice = Criterion::Not(Box::new(Criterion::Not(Box::new(criterion.clone()))));
        prop_assert_eq!(twice.describe(), criterion.describe());
    }
}

fn shuffle<T>(rows: &mut [T], rng: &mut impl Rng) {
    for place in (1..rows.len()).rev() {
        let other = usize::try_from(rng.next_u32()).unwrap() % (place + 1);
        rows.swap(place, other);
    }
}

fn days_ago(days: i64) -> DateTime<Utc> {
    today() - TimeDelta::days(days)
}

fn signal(kind: SignalKind, days: i64) -> SignalFact {
    SignalFact {
        at: days_ago(days),
        id: SignalId(Uuid::from_u128(u128::from(days.unsigned_abs()))),
        kind,
        source: None,
        topic: None,
    }
}

fn stirring() -> AccountFacts {
    AccountFacts::new(Profile::default(), Standing::default()).with_signals([
        signal(SignalKind::WhitePaper, 2),
        signal(SignalKind::Visit, 3),
        signal(SignalKind::WhitePaper, 5),
        signal(SignalKind::Demo, 13),
        signal(SignalKind::WhitePaper, 14),
    ])
}

fn papers_or_demos(at_least: u32) -> Criterion {
    Condition::Signals(SignalCount {
        kinds: Some(vec![SignalKind::WhitePaper, SignalKind::Demo]),
        within_days: Some(14),
        count: Limit::at_least(at_least),
        ..SignalCount::default()
    })
    .into()
}

fn no_touch_by_sales() -> Criterion {
    Condition::Touches(TouchCount {
        legs: Some(vec![Department::Sales]),
        within_days: Some(7),
        count: Limit::NONE,
        ..TouchCount::default()
    })
    .into()
}

#[test]
fn a_rule_reads_as_a_sentence() {
    let rule = Criterion::All(vec![papers_or_demos(3), no_touch_by_sales()]);
    assert_eq!(
        rule.describe(),
        "at least 3 white papers or demos within 14 days, and no touch by sales within 7 days"
    );
    let opposite = Criterion::Not(Box::new(rule));
    assert_eq!(
        opposite.describe(),
        "at most 2 white papers or demos within 14 days, or at least 1 touch by sales within 7 days"
    );
}

#[test]
fn groups_in_groups_stand_in_brackets() {
    let open = Condition::Deals(DealCount {
        state: Some(DealState::Open),
        count: Limit::at_least(1),
        ..DealCount::default()
    });
    let large = Condition::DealAmount(DealAmount {
        state: Some(DealState::Open),
        amount: AmountLimit {
            at_least_minor: Some(5_000_000),
            at_most_minor: None,
        },
        ..DealAmount::default()
    });
    let industry = Condition::Industry(TextTest::OneOf(vec!["Dairy".to_owned(), "Brewing".to_owned()]));
    let rule = Criterion::Any(vec![industry.into(), Criterion::All(vec![open.into(), large.into()])]);
    assert_eq!(
        rule.describe_in(Some(Currency::EUR)),
        "the industry is Dairy or Brewing, or (at least 1 open deal, and open deals worth at least 50000.00 EUR together)"
    );
}

#[test]
fn a_window_ends_to_the_second() {
    let facts = stirring();
    // The white paper of exactly 14 days ago has just left the window.
    assert!(papers_or_demos(3).holds(&facts, today()));
    assert!(!papers_or_demos(4).holds(&facts, today()));
    assert!(papers_or_demos(4).holds(&facts, today() - TimeDelta::nanoseconds(1)));
    // Three suffice until the third newest leaves.
    assert_eq!(
        papers_or_demos(3).next_change(&facts, today()),
        Some(days_ago(13) + TimeDelta::days(14))
    );
    assert_eq!(papers_or_demos(4).next_change(&facts, today()), None);
}

#[test]
fn silence_is_foreseen() {
    let touch = TouchFact {
        at: days_ago(4),
        id: TouchId(Uuid::nil()),
        kind: TouchKind::Call,
        leg: Department::Sales,
    };
    let facts = AccountFacts::default().with_touches([touch]);
    assert!(!no_touch_by_sales().holds(&facts, today()));
    assert_eq!(no_touch_by_sales().next_change(&facts, today()), Some(days_ago(-3)));
}

#[test]
fn a_deal_decided_long_after_is_open_until_then() {
    let deal = DealFact {
        opened_at: days_ago(90),
        closed: Some((days_ago(10), Decided::Won)),
        id: DealId(Uuid::nil()),
        amount_minor: 100,
    };
    assert_eq!(deal.at(days_ago(91)), None);
    assert_eq!(deal.at(days_ago(11)), Some((DealState::Open, days_ago(90))));
    assert_eq!(deal.at(days_ago(10)), Some((DealState::Won, days_ago(10))));
}

#[test]
fn a_receipt_names_what_was_asked_found_and_counted() {
    let rule = Criterion::All(vec![
        papers_or_demos(4),
        Criterion::Not(Box::new(Condition::Country(TextTest::Known).into())),
        Criterion::Any(vec![
            Condition::Employees(Limit::at_least(500)).into(),
            no_touch_by_sales(),
        ]),
    ]);
    let receipt = rule.explain(&stirring(), today());
    let lines: Vec<_> = receipt
        .lines
        .iter()
        .map(|line| (line.depth, line.asked.as_str(), line.found.as_str(), line.met))
        .collect();
    assert_eq!(
        lines,
        [
            (0, "at least 4 white papers or demos within 14 days", "3", Met::No),
            (0, "the country is not known", "not known", Met::Yes),
            (0, "any of these", "", Met::Yes),
            (1, "at least 500 employees", "not known", Met::Unknown),
            (1, "no touch by sales within 7 days", "none", Met::Yes),
        ]
    );
    let rows: Vec<_> = receipt.lines[0]
        .rows
        .iter()
        .map(|row| (row.row, row.what.as_str()))
        .collect();
    let id = |number: u128| RowId::Signal(SignalId(Uuid::from_u128(number)));
    assert_eq!(rows, [(id(2), "white paper"), (id(5), "white paper"), (id(13), "demo")]);
    assert!(!receipt.holds);
    let json = serde_json::to_value(&receipt).unwrap();
    assert_eq!(crate::reading::from_json(json), Ok(receipt));
}

#[test]
fn very_many_rows_are_counted_and_some_kept() {
    let many = (0..50).map(|_| signal(SignalKind::Demo, 1));
    let receipt = papers_or_demos(3).explain(&AccountFacts::default().with_signals(many), today());
    assert_eq!(
        (receipt.lines[0].row_count, receipt.lines[0].rows.len()),
        (50, MOST_ROWS)
    );
}

#[test]
fn bad_rules_are_refused_at_their_place() {
    let signals = |within_days, count| {
        Criterion::from(Condition::Signals(SignalCount {
            kinds: Some(Vec::new()),
            topic: Some(" ".to_owned()),
            within_days: Some(within_days),
            count,
            ..SignalCount::default()
        }))
    };
    let contradictory = Limit {
        at_least: Some(3),
        at_most: Some(2),
    };
    let rule = Criterion::All(vec![
        signals(0, Limit::at_least(0)),
        Criterion::Not(Box::new(signals(4_000, contradictory))),
        Criterion::Any(Vec::new()),
        Condition::Contacts(ContactCount::default()).into(),
    ]);
    let errors = rule.check_at("stages.3.entry").unwrap_err();
    let said: Vec<_> = errors
        .iter()
        .map(|(path, complaint)| (path.to_owned(), complaint.clone()))
        .collect();
    let at = |path: &str| ["stages.3.entry.all.", path].concat();
    assert_eq!(
        said,
        [
            (at("0.condition.signals.count.at_least"), Complaint::AtLeast(1)),
            (at("0.condition.signals.kinds"), Complaint::Required),
            (at("0.condition.signals.topic"), Complaint::Required),
            (at("0.condition.signals.within_days"), Complaint::AtLeast(1)),
            (at("1.not.condition.signals.count.at_most"), Complaint::AtLeast(3)),
            (at("1.not.condition.signals.kinds"), Complaint::Required),
            (at("1.not.condition.signals.topic"), Complaint::Required),
            (at("1.not.condition.signals.within_days"), Complaint::AtMost(3_650)),
            (at("2.any"), Complaint::Required),
            (at("3.condition.contacts.count"), Complaint::Required),
        ]
    );
}

#[test]
fn rules_are_neither_very_deep_nor_very_long() {
    let mut deep = papers_or_demos(1);
    for _ in 0..MOST_DEPTH - 1 {
        deep = Criterion::All(vec![deep]);
    }
    assert_eq!(deep.check(), Ok(()));
    assert!(Criterion::Not(Box::new(deep)).check().is_err());
    let long = |many: usize| Criterion::Any(vec![papers_or_demos(1); many]);
    assert_eq!(long(MOST_CONDITIONS).check(), Ok(()));
    let errors = long(MOST_CONDITIONS + 1).check().unwrap_err();
    assert_eq!(errors.get("conditions"), Some(&Complaint::AtMost(100)));
}

#[test]
fn a_rule_is_written_as_people_would_write_it() {
    let json = json!({"all": [
        {"condition": {"signals": {"kinds": ["white_paper", "demo"], "within_days": 14, "count": {"at_least": 3}}}},
        {"condition": {"touches": {"legs": ["sales"], "within_days": 7, "count": {"at_most": 0}}}},
    ]});
    let rule = Criterion::All(vec![papers_or_demos(3), no_touch_by_sales()]);
    assert_eq!(serde_json::to_value(&rule).unwrap(), json);
    assert_eq!(crate::reading::from_json(json), Ok(rule));
    let unknown = json!({"condition": {"shoe_size": {"at_least": 3}}});
    assert!(crate::reading::from_json::<Criterion>(unknown).is_err());
}
