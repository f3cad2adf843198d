use chrono::{DateTime, TimeDelta, Utc};
use proptest::{collection::vec, prelude::*, sample::select};
use uuid::Uuid;

use super::{
    evidence::{CONTRADICTION, CanonicalPain, Ended, Evidence, EvidenceSource, canonical, facts, settle, unsettle},
    readiness::{Readiness, Turned, readiness, turns},
    *,
};
use crate::{
    Refusal,
    criteria::{
        Condition, Criterion, PainTest,
        facts::AccountFacts,
        samples::{self, today},
    },
    receipt::{Met, RowId},
    values::ids::EvidenceId,
};

fn evidence(number: u128, severity: u8, days_ago: i64) -> Evidence {
    let at = today() - TimeDelta::days(days_ago);
    Evidence {
        id: EvidenceId(Uuid::from_u128(number)),
        account: AccountId(Uuid::from_u128(1)),
        pain: "unplanned_downtime".parse().unwrap(),
        severity: severity.try_into().unwrap(),
        source: EvidenceSource::Conversation,
        department: Department::Sales,
        heard_at: at,
        said_by: "Marta Quell".parse().unwrap(),
        contact: None,
        words: None,
        author: None,
        noted_at: at,
        settled_at: None,
        ended: None,
    }
}

fn interruption(days_ago: i64, valid_days: u16) -> Trigger {
    let crisis = Crisis {
        expires_after_days: valid_days,
        ..Crisis::shipped().remove(0)
    };
    let occurred_at = today() - TimeDelta::days(days_ago);
    Trigger {
        id: TriggerId(Uuid::from_u128(7)),
        account: AccountId(Uuid::from_u128(1)),
        expires_at: crisis.expires(occurred_at),
        crisis: crisis.key,
        pains: crisis.pains,
        occurred_at,
        known_from: "Their status page".parse().unwrap(),
        department: Department::Service,
        author: None,
        withdrawn_at: None,
    }
}

fn ids(pains: &[CanonicalPain]) -> Vec<u128> {
    pains
        .iter()
        .flat_map(|pain| &pain.standing)
        .map(|id| id.0.as_u128())
        .collect()
}

#[test]
fn departments_that_contradict_each_other_stand_side_by_side_until_somebody_decides() {
    let marketing = Evidence {
        department: Department::Marketing,
        ..evidence(1, 5, 20)
    };
    let mut all = vec![marketing, evidence(2, 2, 10)];
    let pains = canonical(&all, today());
    assert_eq!((pains.len(), pains[0].contested, pains[0].severity.get()), (1, true, 5));
    assert_eq!(pains[0].by.0.as_u128(), 1);

    let stepped = settle(&mut all, EvidenceId(Uuid::from_u128(2)), today()).unwrap();
    assert_eq!(stepped, [EvidenceId(Uuid::from_u128(1))]);
    let pains = canonical(&all, today());
    assert_eq!((pains[0].contested, pains[0].severity.get()), (false, 2));
    assert_eq!(ids(&pains), [2]);
    let before = today() - TimeDelta::seconds(1);
    assert!(canonical(&all, before)[0].contested, "history is as it was");

    assert_eq!(unsettle(&mut all, EvidenceId(Uuid::from_u128(2))).unwrap(), stepped);
    assert!(canonical(&all, today())[0].contested);
    assert_eq!(
        unsettle(&mut all, EvidenceId(Uuid::from_u128(2))),
        Err(Refusal::NothingSettled)
    );
}

#[test]
fn a_newer_word_from_the_same_source_replaces_and_does_not_contradict() {
    let mut all = vec![evidence(1, 5, 90), evidence(2, 2, 10)];
    let pains = canonical(&all, today());
    assert_eq!((pains[0].contested, pains[0].severity.get()), (false, 2));
    assert_eq!(canonical(&all, today() - TimeDelta::days(11))[0].severity.get(), 5);
    // Whoever takes back his last word has said nothing, not what he said before.
    all[1].ended = Some(Ended {
        at: today(),
        stepped_back_for: None,
    });
    assert_eq!(canonical(&all, today()), []);
    assert_eq!(
        settle(&mut all, EvidenceId(Uuid::from_u128(1)), today()),
        Err(Refusal::FactNotStanding)
    );
}

#[test]
fn severities_next_to_each_other_are_the_same_pain() {
    let survey = Evidence {
        source: EvidenceSource::Survey,
        ..evidence(1, 4, 20)
    };
    let pains = canonical(&[survey, evidence(2, 5, 10)], today());
    assert_eq!((pains[0].contested, ids(&pains)), (false, vec![2, 1]));
}

#[test]
fn a_company_in_pain_with_a_fresh_crisis_buys_now_and_later_when_it_is_over() {
    let evidence = [evidence(1, 4, 30)];
    let trigger = interruption(0, 60);
    let known = readiness::facts(facts(&evidence), [trigger.fact()]);
    let now = readiness(&known, today());
    assert_eq!(now.readiness, Readiness::BuyNow);
    assert_eq!(now.next_change, Some(today() + TimeDelta::days(60)));
    let rows: Vec<RowId> = now.receipt.lines[0].rows.iter().map(|row| row.row).collect();
    assert_eq!(rows, [RowId::Trigger(trigger.id), RowId::Evidence(evidence[0].id)]);
    let after = readiness(&known, today() + TimeDelta::days(61));
    assert_eq!((after.readiness, after.next_change), (Readiness::Later, None));
    assert_eq!(after.receipt.lines[0].met, Met::No);
    assert_eq!(
        turns(&known, today(), today() + TimeDelta::days(61)),
        [Turned {
            at: today() + TimeDelta::days(60),
            to: Readiness::Later
        }]
    );
}

#[test]
fn a_crisis_makes_only_its_own_pains_urgent_and_a_false_alarm_none() {
    let cost = Evidence {
        pain: "rising_cost".parse().unwrap(),
        ..evidence(1, 5, 3)
    };
    let other = readiness::facts(facts([&cost]), [interruption(0, 60).fact()]);
    assert_eq!(readiness(&other, today()).readiness, Readiness::Later);
    let false_alarm = Trigger {
        withdrawn_at: Some(today()),
        ..interruption(5, 60)
    };
    let none = readiness::facts(facts([&evidence(1, 5, 3)]), [false_alarm.fact()]);
    assert_eq!(readiness(&none, today()).readiness, Readiness::Later);
    assert_eq!(
        readiness(&none, today() - TimeDelta::days(1)).readiness,
        Readiness::BuyNow
    );
}

#[test]
fn a_crisis_lasts_and_concerns_something() {
    let crisis = Crisis::shipped().remove(0);
    let empty = Crisis {
        pains: Vec::new(),
        expires_after_days: 0,
        ..crisis
    };
    let errors = empty.check().unwrap_err();
    assert_eq!(errors.get("pains"), Some(&Complaint::Required));
    assert_eq!(errors.get("expires_after_days"), Some(&Complaint::AtLeast(1)));
}

prop_compose! {
    fn any_evidence()(
        account in 1_u128..3, pain in select(samples::PAINS.to_vec()), severity in 1_u8..=5,
        source in select(EvidenceSource::ALL[..2].to_vec()), department in select(Department::ALL.to_vec()),
        heard_at in samples::moment(), ended in proptest::option::weighted(0.2, samples::moment()),
    ) -> Evidence {
        Evidence {
            account: AccountId(Uuid::from_u128(account)),
            pain: pain.parse().unwrap(), severity: severity.try_into().unwrap(), source, department, heard_at,
            noted_at: heard_at, ended: ended.map(|at| Ended { at, stepped_back_for: None }), ..evidence(1, 1, 0)
        }
    }
}

/// Evidence under different ids.
fn some_evidence(least: usize) -> impl Strategy<Value = Vec<Evidence>> {
    vec(any_evidence(), least..14).prop_map(|all| {
        let numbered = (1_u128..).zip(all);
        let id = |number| EvidenceId(Uuid::from_u128(number));
        numbered
            .map(|(number, one)| Evidence { id: id(number), ..one })
            .collect()
    })
}

fn of_account(all: &[Evidence], account: AccountId) -> AccountFacts {
    AccountFacts::default().with_evidence(facts(all.iter().filter(|one| one.account == account)))
}

proptest! {
    #[test]
    fn there_is_one_pain_per_account_and_it_is_what_criteria_find(
        all in some_evidence(0), now in samples::moment(),
    ) {
        let pains = canonical(&all, now);
        let keys: std::collections::BTreeSet<_> = pains.iter().map(|pain| (pain.account, &pain.pain)).collect();
        prop_assert_eq!(keys.len(), pains.len());
        for number in 1..3 {
            let account = AccountId(Uuid::from_u128(number));
            let known = of_account(&all, account);
            for pain in samples::PAINS {
                let found = pains.iter().find(|found| found.account == account && found.pain.as_str() == pain);
                for severity in 1..=5 {
                    let asked = Criterion::from(Condition::Pain(PainTest {
                        pains: Some(vec![pain.to_owned()]),
                        severity_at_least: Some(severity),
                        ..PainTest::default()
                    }));
                    let holds = found.is_some_and(|found| found.severity.get() >= severity);
                    prop_assert_eq!(asked.holds(&known, now), holds);
                }
            }
        }
        for pain in &pains {
            let severities: Vec<u8> = all
                .iter()
                .filter(|one| pain.standing.contains(&one.id))
                .map(|one| one.severity.get())
                .collect();
            let (least, most) = (severities.iter().min().unwrap(), severities.iter().max().unwrap());
            prop_assert_eq!(pain.contested, most - least >= CONTRADICTION);
            prop_assert_eq!(pain.severity.get(), *most);
        }
    }

    #[test]
    fn what_was_decided_is_contested_no_more(all in some_evidence(1), pick: prop::sample::Index) {
        let mut all = all;
        // Nobody has taken back tomorrow what he says today.
        for one in &mut all {
            one.ended = one.ended.filter(|ended| ended.at <= today());
        }
        let holds = pick.get(&all).id;
        let before = all.clone();
        let stood = canonical(&all, today()).into_iter().find(|pain| pain.standing.contains(&holds));
        match settle(&mut all, holds, today()) {
            Ok(stepped) => {
                let stood = stood.unwrap();
                prop_assert_eq!(stepped.len() + 1, stood.standing.len());
                let now = canonical(&all, today());
                let one = now.iter().find(|pain| pain.account == stood.account && pain.pain == stood.pain).unwrap();
                prop_assert!(!one.contested && one.standing == [holds]);
                unsettle(&mut all, holds).unwrap();
                prop_assert_eq!(all, before);
            }
            Err(refusal) => {
                prop_assert!(stood.is_none() && refusal == Refusal::FactNotStanding);
                prop_assert_eq!(all, before);
            }
        }
    }

    #[test]
    fn readiness_stands_until_it_says(
        evidence in vec(samples::evidence(), 0..5), triggers in vec(samples::trigger(), 0..4), now in samples::moment(),
        share in 0.0..1.0_f64,
    ) {
        let known = readiness::facts(evidence, triggers);
        let stands = readiness(&known, now);
        let end = stands.next_change.unwrap_or(now + TimeDelta::days(900));
        #[expect(clippy::cast_possible_truncation, clippy::as_conversions, reason = "a share of some hundred days")]
        let at = now + TimeDelta::seconds(((end - now).num_seconds() as f64 * share) as i64);
        prop_assert_eq!(readiness(&known, at).readiness, stands.readiness);
        let turned = turns(&known, now, now + TimeDelta::days(900));
        let last = turned.last().map_or(stands.readiness, |turned| turned.to);
        prop_assert_eq!(last, readiness(&known, now + TimeDelta::days(900)).readiness);
        prop_assert!(turned.windows(2).all(|pair| pair[0].to != pair[1].to && pair[0].at < pair[1].at));
    }
}

#[test]
fn a_trigger_counts_until_the_moment_it_expires() {
    let fact = interruption(0, 60).fact();
    let end: DateTime<Utc> = today() + TimeDelta::days(60);
    assert!(fact.counts_at(today()) && fact.counts_at(end - TimeDelta::nanoseconds(1)));
    assert!(!fact.counts_at(end) && !fact.counts_at(today() - TimeDelta::nanoseconds(1)));
}
