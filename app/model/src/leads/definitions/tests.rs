use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta};
use proptest::{collection::vec, prelude::*};
use rstest::rstest;
use uuid::Uuid;

use super::{
    replay::{Comparison, Period},
    *,
};
use crate::{
    Actor, Complaint, Department, Refusal, Role,
    accounts::signals::SignalKind,
    agreement::{Agreement, Now, State, Terms},
    criteria::{
        Limit, PainTest, TriggerTest,
        facts::{ContactFact, EvidenceFact, LeadFacts, Profile, SignalFact, Standing, TriggerFact},
        samples::{self, today},
    },
    leads::{
        pains::evidence::EvidenceSource,
        scores::{Given, ScoreModel, ScoreRule, Scoring, samples::scoring},
    },
    receipt::RowId,
    values::{
        Version,
        ids::{AgreementVersionId, ContactId, EvidenceId, LeadId, PersonId, SignalId, TriggerId},
    },
};

fn days(days: i64) -> TimeDelta {
    TimeDelta::days(days)
}

fn signals(many: u128, kind: SignalKind, days_ago: i64) -> impl Iterator<Item = SignalFact> {
    (0..many).map(move |number| SignalFact {
        at: today() - days(days_ago),
        id: SignalId(Uuid::from_u128(number + 1_000 * u128::from(days_ago.unsigned_abs()))),
        kind,
        source: None,
        topic: None,
    })
}

fn pain(severity: u8, days_ago: i64) -> EvidenceFact {
    EvidenceFact {
        at: today() - days(days_ago),
        until: None,
        id: EvidenceId(Uuid::from_u128(5)),
        pain: "unplanned_downtime".to_owned(),
        severity,
        source: EvidenceSource::Conversation,
    }
}

fn trigger(valid_days: i64) -> TriggerFact {
    TriggerFact {
        at: today(),
        until: today() + days(valid_days),
        id: TriggerId(Uuid::from_u128(6)),
        crisis: "network_interruption".to_owned(),
        pains: vec!["unplanned_downtime".to_owned()],
    }
}

/// A lead at a company that fits, where so much was done today that it has 150 points.
fn keen() -> AccountFacts {
    let profile = Profile {
        employees: Some(800),
        industry: Some("Dairy".to_owned()),
        ..Profile::default()
    };
    AccountFacts::new(profile, Standing::default())
        .with_signals(signals(3, SignalKind::Demo, 0))
        .with_signals(signals(4, SignalKind::Comparison, 0))
        .with_signals(signals(3, SignalKind::Question, 0))
        .with_lead(LeadFacts::captured(today()))
}

/// A definition that requires a pain and a trigger, each by itself.
fn in_pain() -> LeadDefinition {
    LeadDefinition {
        criteria: Criterion::All(vec![
            Condition::Pain(PainTest {
                severity_at_least: Some(4),
                within_days: Some(180),
                ..PainTest::default()
            })
            .into(),
            Condition::Trigger(TriggerTest::default()).into(),
            Condition::Engagement(Limit::at_least(40)).into(),
        ]),
        ..LeadDefinition::shipped()
    }
}

#[test]
fn a_lead_with_150_points_and_no_pain_is_not_qualified_and_the_receipt_names_what_is_missing() {
    let found = in_pain().qualify(&mut keen(), today());
    assert_eq!(found.snapshot.engagement, 150);
    assert!(!found.qualified);
    assert_eq!(
        found.missing(),
        [
            "evidence of a pain of severity 4 or more within 180 days",
            "an unexpired trigger"
        ]
    );
    let shipped = LeadDefinition::shipped().qualify(&mut keen(), today());
    assert!(!shipped.qualified);
    assert_eq!(
        shipped.missing(),
        ["evidence of a pain of severity 3 or more within 180 days that an unexpired trigger makes urgent"]
    );
}

#[test]
fn evidence_of_severity_4_and_a_valid_trigger_qualify_it_and_61_days_later_it_is_later() {
    for definition in [in_pain(), LeadDefinition::shipped()] {
        let mut facts = keen().with_evidence([pain(4, 30)]).with_triggers([trigger(60)]);
        let found = definition.qualify(&mut facts, today());
        assert!(found.qualified, "{:?}", found.missing());
        let rows: BTreeSet<RowId> = found
            .receipt
            .lines
            .iter()
            .flat_map(|line| &line.rows)
            .map(|row| row.row)
            .collect();
        assert!(rows.contains(&RowId::Evidence(EvidenceId(Uuid::from_u128(5)))));
        assert!(rows.contains(&RowId::Trigger(TriggerId(Uuid::from_u128(6)))));
        assert_eq!(
            (found.snapshot.severity, found.snapshot.trigger_until),
            (Some(4), Some(today() + days(60)))
        );

        let readiness = |now| crate::leads::pains::readiness::readiness(&facts, now).readiness;
        assert_eq!(readiness(today()).key(), "buy_now");
        assert_eq!(readiness(today() + days(61)).key(), "later");
        assert!(!definition.qualify(&mut facts, today() + days(61)).qualified);
    }
}

#[test]
fn a_pain_that_nothing_makes_urgent_is_told_as_such() {
    let mut facts = keen().with_evidence([pain(5, 3)]);
    let found = LeadDefinition::shipped().qualify(&mut facts, today());
    assert_eq!(
        found.receipt.lines[0].found,
        "severity 5, and no trigger makes it urgent"
    );
}

#[test]
fn the_values_that_decided_stay_as_they_were_under_another_version() {
    let mut facts = keen().with_evidence([pain(4, 30)]).with_triggers([trigger(60)]);
    let first = LeadDefinition::shipped().qualify(&mut facts, today());
    let kept = serde_json::to_vec(&first.snapshot).unwrap();
    let mut later = LeadDefinition::shipped();
    later.scores.engagement.at_most = 60;
    later.scores.engagement.rules.truncate(2);
    let second = later.qualify(&mut facts, today() + days(1));
    assert_ne!(second.snapshot.engagement, first.snapshot.engagement);
    assert_eq!(
        LeadDefinition::shipped().qualify(&mut facts, today()),
        first,
        "replay finds what was found"
    );
    assert_eq!(serde_json::to_vec(&first.snapshot).unwrap(), kept);
    assert_eq!(
        serde_json::from_slice::<Snapshot>(&kept).unwrap().values,
        first.snapshot.values
    );
}

/// 200 leads, each at a company of its own with its own history.
fn leads() -> Vec<(LeadId, AccountFacts)> {
    (0_u32..200)
        .map(|number| {
            let ago = i64::from(number * 7 % 60);
            let profile = Profile {
                employees: Some(number * 11 % 900),
                industry: (number % 3 > 0).then(|| "Dairy".to_owned()),
                ..Profile::default()
            };
            let champion = ContactFact {
                at: today() - days(70),
                id: ContactId(Uuid::from_u128(number.into())),
                role: Some(crate::accounts::contacts::BuyingRole::Champion),
            };
            let kind = [SignalKind::Demo, SignalKind::WhitePaper, SignalKind::PricingPage][number as usize % 3];
            let facts = AccountFacts::new(profile, Standing::default())
                .with_signals(signals(u128::from(number % 6), kind, ago))
                .with_contacts((number % 2 == 0).then_some(champion))
                .with_evidence((number % 4 > 0).then(|| pain(u8::try_from(number % 5 + 1).unwrap(), ago + 30)))
                .with_triggers((number % 5 > 0).then(|| TriggerFact {
                    at: today() - days(ago),
                    ..trigger(30)
                }))
                .with_lead(LeadFacts::captured(today() - days(60)));
            (LeadId(Uuid::from_u128(number.into())), facts)
        })
        .collect()
}

fn period() -> Period {
    Period {
        from: today() - days(90),
        until: today(),
    }
}

/// What came after the shipped definition: more pain, fewer points.
fn second() -> LeadDefinition {
    LeadDefinition {
        criteria: Criterion::All(vec![
            Condition::Pain(PainTest {
                severity_at_least: Some(4),
                urgent: true,
                ..PainTest::default()
            })
            .into(),
            Condition::Engagement(Limit::at_least(10)).into(),
        ]),
        ..LeadDefinition::shipped()
    }
}

#[test]
fn two_hundred_leads_replayed_under_two_versions_give_four_counts_that_add_up_to_200() {
    let before = leads();
    let comparison = Comparison::of(&LeadDefinition::shipped(), &second(), leads(), period());
    let counts = comparison.counts();
    assert_eq!(counts.total(), 200);
    for count in [counts.both, counts.only_first, counts.only_second, counts.neither] {
        assert!(count > 0, "{counts:?}");
    }
    let all: BTreeSet<LeadId> = [
        &comparison.both,
        &comparison.only_first,
        &comparison.only_second,
        &comparison.neither,
    ]
    .into_iter()
    .flatten()
    .copied()
    .collect();
    assert_eq!(all.len(), 200);
    assert_eq!(leads(), before);
    // The lists are what they say.
    let of = |lead: LeadId| leads().into_iter().find(|(id, _)| *id == lead).unwrap().1;
    let qualifies = |definition: LeadDefinition, lead| definition.first_qualified(&mut of(lead), period()).is_some();
    for lead in comparison.only_second.into_iter().take(5) {
        assert!(!qualifies(LeadDefinition::shipped(), lead) && qualifies(second(), lead));
    }
}

fn definition() -> impl Strategy<Value = LeadDefinition> {
    let criteria = samples::tree(samples::stageless(), true);
    (criteria, scoring(), scoring()).prop_map(|(criteria, fit, engagement)| LeadDefinition {
        meaning: "A lead worth a call".to_owned(),
        criteria,
        scores: ScoreModel { fit, engagement },
    })
}

fn candidate() -> impl Strategy<Value = AccountFacts> {
    (samples::rows(), samples::profile(), samples::moment()).prop_map(|(rows, profile, captured_at)| {
        rows.facts(profile, Standing::default())
            .with_lead(LeadFacts::captured(captured_at))
    })
}

proptest! {
    #[test]
    fn a_replay_finds_the_first_moment(
        definition in definition(), mut facts in candidate(), from in samples::moment(), until in samples::moment(),
        shares in vec(0.0..1.0_f64, 24),
    ) {
        let first = definition.first_qualified(&mut facts, Period { from, until });
        let begins = from.max(facts.lead.as_ref().unwrap().captured_at);
        if let Some(first) = first {
            prop_assert!(begins <= first && first <= until);
            prop_assert!(definition.qualify(&mut facts, first).qualified);
        }
        // Nobody finds an earlier one by looking at any other moment.
        let end = first.unwrap_or(until);
        for share in shares {
            #[expect(clippy::cast_possible_truncation, clippy::as_conversions, reason = "a share of some hundred days")]
            let at = begins + TimeDelta::seconds(((end - begins).num_seconds() as f64 * share) as i64);
            if begins <= at && at < end {
                prop_assert!(!definition.qualify(&mut facts, at).qualified, "at {}", at);
            }
        }
    }

    #[test]
    fn every_lead_stands_in_one_list_and_parts_add_up(
        first in definition(), second in definition(), all in vec(candidate(), 0..8), cut in 0_usize..8,
    ) {
        let numbered: Vec<_> = (0_u128..).map(|number| LeadId(Uuid::from_u128(number))).zip(all).collect();
        let whole = Comparison::of(&first, &second, numbered.clone(), period());
        prop_assert_eq!(whole.counts().total(), numbered.len() as u64);
        let (one, other) = numbered.split_at(cut.min(numbered.len()));
        let mut sum = Comparison::of(&first, &second, one.to_vec(), period());
        sum.add(Comparison::of(&first, &second, other.to_vec(), period()));
        prop_assert_eq!(&whole, &sum);
        let turned = Comparison::of(&second, &first, numbered, period());
        prop_assert_eq!(
            (turned.both, turned.only_first, turned.only_second, turned.neither),
            (whole.both, whole.only_second, whole.only_first, whole.neither)
        );
    }

    #[test]
    fn what_was_found_stands_until_it_says(
        definition in definition(), mut facts in candidate(), now in samples::moment(), share in 0.0..1.0_f64,
    ) {
        let found = definition.qualify(&mut facts, now);
        let end = found.until.unwrap_or(now + days(900));
        #[expect(clippy::cast_possible_truncation, clippy::as_conversions, reason = "a share of some hundred days")]
        let at = now + TimeDelta::seconds(((end - now).num_seconds() as f64 * share) as i64);
        prop_assert_eq!(definition.qualify(&mut facts, at).qualified, found.qualified);
        prop_assert_eq!(found.snapshot.values.len(), definition.criteria.conditions().len());
        let json = serde_json::to_value(&found).unwrap();
        prop_assert_eq!(crate::reading::from_json::<Qualification>(json), Ok(found));
    }

    #[test]
    fn equal_definitions_differ_in_nothing_and_others_in_something(one in definition(), other in definition()) {
        prop_assert_eq!(one.difference(&one.clone()), Vec::<String>::new());
        prop_assert_eq!(one.difference(&other).is_empty(), one == other);
        let json = serde_json::to_value(&one).unwrap();
        prop_assert_eq!(crate::reading::from_json::<LeadDefinition>(json), Ok(one));
    }

}

#[test]
fn the_shipped_definition_can_be_signed_and_asks_for_pain_trigger_and_both_scores() {
    let shipped = LeadDefinition::shipped();
    assert_eq!(shipped.check(), Ok(()));
    assert_eq!(
        shipped.criteria.describe(),
        "evidence of a pain of severity 3 or more within 180 days that an unexpired trigger makes urgent, a fit score \
         of at least 30, and an engagement score of at least 40"
    );
    assert_eq!(
        (shipped.scores.fit.rules.len(), shipped.scores.engagement.rules.len()),
        (6, 6)
    );
    assert!(shipped.asks().pains && shipped.asks().scores && !shipped.asks().stage);
}

#[rstest]
#[case("meaning", Complaint::Required, |it: &mut LeadDefinition| it.meaning.clear())]
#[case("criteria.all", Complaint::Required, |it: &mut LeadDefinition| it.criteria = Criterion::All(Vec::new()))]
#[case("criteria.condition.pain.severity_at_least", Complaint::AtMost(5), |it: &mut LeadDefinition| {
    it.criteria = Condition::Pain(PainTest { severity_at_least: Some(6), ..PainTest::default() }).into();
})]
#[case("criteria.condition.pain.pains", Complaint::Required, |it: &mut LeadDefinition| {
    it.criteria = Condition::Pain(PainTest { pains: Some(Vec::new()), ..PainTest::default() }).into();
})]
#[case("criteria.condition.trigger.crises.0", Complaint::Required, |it: &mut LeadDefinition| {
    it.criteria = Condition::Trigger(TriggerTest { crises: Some(vec![" ".to_owned()]), pains: None }).into();
})]
#[case("scores.engagement.at_most", Complaint::AtLeast(40), |it: &mut LeadDefinition| {
    it.scores.engagement.at_most = 39;
})]
#[case("scores.fit.rules.0.points", Complaint::AtMost(1_000), |it: &mut LeadDefinition| {
    it.scores.fit.rules[0].points = 1_001;
})]
fn one_mistake_is_named_by_its_place(
    #[case] field: &str,
    #[case] expected: Complaint,
    #[case] change: fn(&mut LeadDefinition),
) {
    let mut definition = LeadDefinition::shipped();
    change(&mut definition);
    assert_eq!(definition.check(), Err(FieldErrors::of(field, expected)));
}

#[test]
fn each_change_is_said_in_words() {
    let before = LeadDefinition::shipped();
    let mut after = before.clone();
    after.meaning.push('!');
    after.criteria = Condition::Fit(Limit::at_least(30)).into();
    after.scores.fit.at_most = 80;
    after.scores.fit.rules.remove(2);
    after.scores.fit.rules[0].points = 25;
    after.scores.engagement.rules.swap(0, 1);
    after.scores.engagement.rules[0].name = "Reads".to_owned();
    after.scores.engagement.rules.push(ScoreRule {
        key: "known".parse().unwrap(),
        name: "Known".to_owned(),
        given: Given::WhileHolds(Condition::Employees(Limit::at_least(1)).into()),
        points: 1,
        at_most: None,
        decay: None,
    });
    assert_eq!(
        before.difference(&after),
        [
            "What a qualified lead is reads differently",
            "A lead qualifies with a fit score of at least 30",
            "Fit: 100 → 80 points at most",
            "Fit: Large enough: 20 points as long as this holds: at least 50 employees → 25 points as long as this holds: at \
             least 50 employees",
            "Fit: rule removed: Industry known",
            "Engagement: Reading is now called Reads",
            "Engagement: new rule Known: 1 point as long as this holds: at least 1 employee",
            "Engagement: its rules stand in another order",
        ]
    );
}

#[test]
fn what_a_definition_names_can_be_looked_up() {
    let mut definition = in_pain();
    definition.criteria = Condition::Trigger(TriggerTest {
        crises: Some(vec!["audit_finding".to_owned()]),
        pains: Some(vec!["compliance_risk".to_owned()]),
    })
    .into();
    let known = Condition::Pain(PainTest {
        pains: Some(vec!["rising_cost".to_owned()]),
        ..PainTest::default()
    });
    definition.scores.fit.rules[0].given = Given::WhileHolds(known.into());
    let (pains, crises) = definition.named();
    assert_eq!(
        pains.into_iter().collect::<Vec<_>>(),
        ["compliance_risk", "rising_cost"]
    );
    assert_eq!(crises.into_iter().collect::<Vec<_>>(), ["audit_finding"]);
}

fn manager(number: u128, department: Department) -> Actor {
    Actor::Person {
        id: PersonId(Uuid::from_u128(number)),
        department: Some(department),
        role: Role::Manager,
    }
}

#[test]
fn it_is_in_force_when_marketing_and_sales_signed_and_never_changes_again() {
    let now = Now {
        at: today(),
        day: today().date_naive(),
    };
    let id = AgreementVersionId(Uuid::from_u128(1));
    let terms = Terms {
        effective_from: now.day,
        review_by: NaiveDate::MAX,
    };
    let (marketer, seller) = (manager(1, Department::Marketing), manager(2, Department::Sales));
    let mut agreement = Agreement::of(AgreementKind::LeadDefinition, Vec::new());
    agreement.draft(id, &marketer, now).unwrap();
    agreement.propose(id, Version(1), terms, &marketer, now).unwrap();
    let seen = agreement.version(id).unwrap().edition;
    let signed = agreement.sign(id, seen, Department::Marketing, &marketer, now).unwrap();
    assert!(
        !signed.complete && signed.entry.is_none(),
        "one signature is not enough"
    );
    assert_eq!(agreement.active(), None);
    let both = Actor::Person {
        id: PersonId(Uuid::from_u128(1)),
        department: Some(Department::Sales),
        role: Role::Manager,
    };
    assert_eq!(
        agreement.sign(id, seen, Department::Sales, &both, now),
        Err(Refusal::SignedForAnother {
            department: Department::Marketing
        }
        .into())
    );
    assert!(
        agreement
            .sign(id, seen, Department::Sales, &seller, now)
            .unwrap()
            .complete
    );
    assert_eq!(agreement.active().unwrap().id, id);
    assert_eq!(
        agreement.edit(id, seen, &marketer, now),
        Err(Refusal::AgreementNotADraft { state: State::Active }.into())
    );
    let next = AgreementVersionId(Uuid::from_u128(2));
    assert_eq!(agreement.draft(next, &seller, now), Ok(Some(id)));
}

#[test]
fn an_empty_score_gives_nothing() {
    let none = Scoring {
        rules: Vec::new(),
        at_most: 1,
    };
    let mut definition = in_pain();
    definition.scores = ScoreModel {
        fit: none.clone(),
        engagement: none,
    };
    let found = definition.qualify(&mut keen(), today());
    assert_eq!((found.snapshot.fit, found.snapshot.engagement), (0, 0));
}
