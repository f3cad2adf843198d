use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{
    Department,
    accounts::{contacts::BuyingRole, signals::SignalKind, touches::TouchKind},
    criteria::{
        facts::{ContactFact, DealFact, Decided, Profile, SignalFact, Standing, TouchFact},
        samples::{self, today},
    },
    values::ids::{ContactId, DealId, SignalId, TouchId},
};

/// The stages of the shipped journey, and whether they stand beside the way.
pub(crate) const STAGES: [(&str, bool); 14] = [
    ("loosening", false),
    ("committing_to_change", false),
    ("exploring", false),
    ("committing_to_solution", false),
    ("justifying", false),
    ("selecting", false),
    ("onboarding", false),
    ("realising", false),
    ("expanding", false),
    ("advocating", false),
    ("dormant", true),
    ("disqualified", true),
    ("lost", true),
    ("churned", true),
];

/// Whether only customers stand in a stage of the shipped journey.
pub(crate) fn of_customers(stage: &str) -> bool {
    ["onboarding", "realising", "expanding", "advocating", "churned"].contains(&stage)
}

/// The criteria of the shipped journey, in the order of its stages.
pub(crate) fn shipped() -> Vec<Option<Criterion>> {
    STAGES.iter().map(|(stage, _)| default_entry(stage)).collect()
}

/// Rules with the stages of the shipped journey and other criteria.
pub(crate) fn rules(entries: &[Option<Criterion>]) -> Rules<'_> {
    let stages = STAGES.iter().zip(entries).map(|((stage, is_detour), entry)| StageRule {
        stage,
        is_detour: *is_detour,
        is_of_customers: of_customers(stage),
        entry: entry.as_ref(),
    });
    Rules::new(stages).unwrap()
}

fn days_ago(days: i64) -> DateTime<Utc> {
    today() - TimeDelta::days(days)
}

fn signal(kind: SignalKind, days: i64) -> SignalFact {
    SignalFact {
        at: days_ago(days),
        id: SignalId(Uuid::nil()),
        kind,
        source: None,
        topic: None,
    }
}

fn touch(kind: TouchKind, leg: Department, days: i64) -> TouchFact {
    TouchFact {
        at: days_ago(days),
        id: TouchId(Uuid::nil()),
        kind,
        leg,
    }
}

fn contact(role: BuyingRole) -> ContactFact {
    ContactFact {
        at: days_ago(100),
        id: ContactId(Uuid::nil()),
        role: Some(role),
    }
}

fn deal(opened: i64, closed: Option<(i64, Decided)>) -> DealFact {
    DealFact {
        opened_at: days_ago(opened),
        closed: closed.map(|(days, how)| (days_ago(days), how)),
        id: DealId(Uuid::nil()),
        amount_minor: 4_000_000,
    }
}

fn unknown() -> AccountFacts {
    AccountFacts::new(Profile::default(), Standing::default())
}

fn stage(facts: &AccountFacts) -> &'static str {
    let entries = shipped();
    let key = rules(&entries).decide(facts, None, today()).stage;
    STAGES.iter().find(|(stage, _)| *stage == key).unwrap().0
}

#[test]
fn the_shipped_criteria_are_good_rules() {
    let entries = shipped();
    for ((stage, _), entry) in STAGES.iter().zip(&entries) {
        match entry {
            Some(entry) => assert_eq!(entry.check(), Ok(()), "{stage}"),
            None => assert!(["loosening", "disqualified", "churned"].contains(stage)),
        }
    }
    assert!(!rules(&entries).asks().stage);
}

#[test]
fn a_buyer_goes_the_whole_way_by_the_shipped_criteria() {
    use BuyingRole::{Champion, EconomicBuyer};
    use SignalKind::{Comparison, Demo, ProductUse, Review, RoiCase, Webinar, WhitePaper};

    let stirs = unknown().with_signals([signal(SignalKind::Visit, 3)]);
    assert_eq!(stage(&stirs), "loosening");
    let reads = stirs.with_signals([signal(WhitePaper, 40), signal(Webinar, 20)]);
    assert_eq!(stage(&reads), "committing_to_change");
    let looks = reads
        .with_contacts([contact(Champion)])
        .with_signals([signal(Comparison, 18), signal(Demo, 16)]);
    assert_eq!(stage(&looks), "exploring");
    let decides = looks.with_deals([deal(15, None)]);
    assert_eq!(stage(&decides), "committing_to_solution");
    let proves = decides.with_signals([signal(RoiCase, 12)]);
    assert_eq!(stage(&proves), "justifying");
    let chooses = proves
        .with_contacts([contact(EconomicBuyer)])
        .with_signals([signal(RoiCase, 9)])
        .with_touches([touch(TouchKind::Meeting, Department::Sales, 8)]);
    assert_eq!(stage(&chooses), "selecting");
    let buys = unknown().with_deals([deal(90, Some((5, Decided::Won)))]);
    assert_eq!(stage(&buys), "onboarding");
    let uses = buys.with_signals([signal(ProductUse, 4), signal(ProductUse, 3), signal(ProductUse, 2)]);
    assert_eq!(stage(&uses), "realising");
    let wants_more = uses.with_deals([deal(1, None)]);
    assert_eq!(stage(&wants_more), "expanding");
    let tells = wants_more.with_signals([signal(Review, 200), signal(Review, 1)]);
    assert_eq!(stage(&tells), "advocating");
}

#[test]
fn whoever_falls_silent_is_dormant_unless_he_bought_or_may() {
    let silent = || unknown().with_signals([signal(SignalKind::Demo, 180)]);
    assert_eq!(stage(&silent()), "dormant");
    assert_eq!(
        stage(&silent().with_touches([touch(TouchKind::Call, Department::Sales, 179)])),
        "loosening"
    );
    // A note reaches nobody.
    assert_eq!(
        stage(&silent().with_touches([touch(TouchKind::Note, Department::Sales, 1)])),
        "dormant"
    );
    assert_eq!(stage(&silent().with_deals([deal(300, None)])), "loosening");
    assert_eq!(
        stage(&silent().with_deals([deal(300, Some((290, Decided::Won)))])),
        "realising"
    );
}

#[test]
fn a_buyer_who_said_no_is_lost_for_a_while() {
    let lost = |days| deal(120, Some((days, Decided::Lost)));
    let with = |deals: Vec<DealFact>| unknown().with_signals([signal(SignalKind::Visit, 1)]).with_deals(deals);
    assert_eq!(stage(&with(vec![lost(10)])), "lost");
    assert_eq!(stage(&with(vec![lost(90)])), "loosening");
    assert_eq!(stage(&with(vec![lost(10), deal(5, None)])), "loosening");
    assert_eq!(
        stage(&with(vec![lost(10), deal(400, Some((300, Decided::Won)))])),
        "realising"
    );
}

#[test]
fn a_move_by_hand_holds_until_its_moment() {
    let entries = shipped();
    let rules = rules(&entries);
    let facts = unknown().with_signals([signal(SignalKind::Demo, 5), signal(SignalKind::Demo, 4)]);
    let hold = Some(Hold {
        stage: "disqualified",
        until: today() + TimeDelta::days(3),
    });
    let now = rules.decide(&facts, hold, today());
    assert_eq!(
        (now.stage, now.by, now.until),
        ("disqualified", Decider::Hand, Some(days_ago(-3)))
    );
    let then = rules.decide(&facts, hold, days_ago(-3));
    assert_eq!((then.stage, then.by), ("committing_to_change", Decider::Criteria));
    let nowhere = Some(Hold {
        stage: "gone",
        until: today() + TimeDelta::days(3),
    });
    let gone = rules.decide(&facts, nowhere, today());
    assert_eq!(
        (gone.by, gone.released),
        (Decider::Criteria, Some(HoldEnd::StageDropped))
    );
    assert_eq!(rules.decide(&facts, nowhere, days_ago(-3)).released, None);
}

#[test]
fn who_has_not_bought_is_held_in_no_stage_of_customers() {
    let entries = shipped();
    let mapping = [("selecting", "onboarding"), ("gone", "onboarding")];
    let mapping = mapping.map(|(from, to)| (from.parse().unwrap(), to.parse().unwrap()));
    let mapping = BTreeMap::from(mapping);
    let rules = rules(&entries).mapping(&mapping);
    let hold = |stage| {
        Some(Hold {
            stage,
            until: days_ago(-60),
        })
    };
    let decides = unknown()
        .with_contacts([contact(BuyingRole::Champion)])
        .with_deals([deal(20, None)]);
    for stage in ["onboarding", "gone", "churned"] {
        let decision = rules.decide(&decides, hold(stage), today());
        let expected = ("committing_to_solution", Some(HoldEnd::NoWonDeal), None);
        assert_eq!((decision.stage, decision.released, decision.until), expected, "{stage}");
    }
    assert_eq!(rules.decide(&decides, hold("selecting"), today()).by, Decider::Hand);
    // From the day of the deal on it holds.
    let buys = decides.with_deals([deal(20, Some((-5, Decided::Won)))]);
    let before = rules.decide(&buys, hold("onboarding"), today());
    assert_eq!((before.by, before.until), (Decider::Criteria, Some(days_ago(-5))));
    assert_eq!(rules.decide(&buys, hold("onboarding"), days_ago(-5)).by, Decider::Hand);
}

#[test]
fn a_stage_of_customers_asks_for_a_won_deal_whatever_its_criteria_say() {
    let mut entries = shipped();
    entries[9] = entries[1].clone();
    let rules = rules(&entries);
    let reads = unknown().with_signals([signal(SignalKind::Demo, 5), signal(SignalKind::Demo, 4)]);
    assert_eq!(rules.decide(&reads, None, today()).stage, "committing_to_change");
    let receipt = rules.receipt("advocating", &reads, today()).unwrap();
    assert!(!receipt.holds);
    assert!(receipt.rule.contains("won"), "{}", receipt.rule);
    let buys = reads.with_deals([deal(90, Some((5, Decided::Won)))]);
    assert_eq!(rules.decide(&buys, None, today()).stage, "advocating");
    // The shipped criteria say so already, and do not say it twice.
    let said = rules.receipt("expanding", &buys, today()).unwrap().rule;
    assert_eq!(said, shipped()[8].as_ref().unwrap().describe());
}

#[test]
fn the_receipt_is_that_of_the_criteria_that_decided() {
    let entries = shipped();
    let rules = rules(&entries);
    let facts = unknown().with_signals([signal(SignalKind::Demo, 5), signal(SignalKind::Demo, 4)]);
    let (decision, receipt) = rules.explain(&facts, None, today());
    let receipt = receipt.unwrap();
    assert_eq!((decision.stage, receipt.holds), ("committing_to_change", true));
    assert_eq!(receipt.rule, entries[1].as_ref().unwrap().describe());
    assert!(!rules.receipt("selecting", &facts, today()).unwrap().holds);
    assert_eq!(rules.receipt("churned", &facts, today()), None);
    assert_eq!(
        rules.explain(&unknown().with_deals([deal(1, None)]), None, today()).1,
        None
    );
}

fn entries() -> impl Strategy<Value = Vec<Option<Criterion>>> {
    proptest::collection::vec(proptest::option::of(samples::criterion()), STAGES.len())
}

/// Criteria that more signals, touches and contacts can only make true, and no detours.
fn rising() -> impl Strategy<Value = Vec<Option<Criterion>>> {
    let rising = proptest::option::of(samples::tree(samples::rising(), false));
    proptest::collection::vec(rising, 10).prop_map(|mut entries| {
        entries.resize(STAGES.len(), None);
        entries
    })
}

proptest! {
    #[test]
    fn an_account_stands_in_the_first_stage_whose_criteria_hold(
        entries in entries(), facts in samples::facts(), now in samples::moment(),
    ) {
        let rules = rules(&entries);
        let decision = rules.decide(&facts, None, now);
        prop_assert_eq!(decision, rules.decide(&facts, None, now));
        let bought = facts.customer_since().is_some_and(|since| since <= now);
        let holds = |place: usize| {
            let entry = entries[place].as_ref().is_some_and(|entry| entry.holds(&facts, now));
            entry && (bought || !of_customers(STAGES[place].0))
        };
        let asked = (10..14).chain((1..10).rev());
        let expected = asked.into_iter().find(|place| holds(*place)).unwrap_or(0);
        prop_assert_eq!(decision.place, expected);
        prop_assert_eq!(decision.stage, STAGES[expected].0);
    }

    #[test]
    fn nobody_stands_among_customers_without_a_won_deal(
        entries in entries(), facts in samples::facts(), now in samples::moment(),
        held in proptest::sample::select(STAGES.map(|(stage, _)| stage).to_vec()), days in -30_i64..90,
        gone in proptest::bool::ANY,
    ) {
        let mapping = BTreeMap::from([("gone".parse().unwrap(), held.parse().unwrap())]);
        let rules = rules(&entries).mapping(&mapping);
        let hold = Hold { stage: if gone { "gone" } else { held }, until: now + TimeDelta::days(days) };
        let bought = facts.customer_since().is_some_and(|since| since <= now);
        let decision = rules.decide(&facts, Some(hold), now);
        prop_assert!(bought || !of_customers(decision.stage));
        let refused = days > 0 && !bought && of_customers(held);
        prop_assert_eq!(decision.released, refused.then_some(HoldEnd::NoWonDeal));
        prop_assert_eq!(decision.by == Decider::Hand, days > 0 && !refused);
        let end = decision.until.unwrap_or(now + TimeDelta::days(3_000));
        for at in [now + (end - now) / 3, end - TimeDelta::nanoseconds(1)] {
            prop_assert_eq!(rules.decide(&facts, Some(hold), at).stage, decision.stage);
        }
    }

    #[test]
    fn until_it_is_time_to_look_again_nothing_changes(
        entries in entries(), facts in samples::facts(), now in samples::moment(), share in 0_i32..1_000,
    ) {
        let rules = rules(&entries);
        let decision = rules.decide(&facts, None, now);
        let end = decision.until.unwrap_or(now + TimeDelta::days(3_000));
        prop_assert!(end > now);
        for at in [now + (end - now) / 1_000 * share, end - TimeDelta::nanoseconds(1)] {
            prop_assert_eq!(rules.decide(&facts, None, at).stage, decision.stage);
        }
    }

    #[test]
    fn what_qualifies_for_more_never_moves_back(
        entries in rising(), rows in samples::rows(), more in samples::rows(), now in samples::moment(),
    ) {
        let rules = rules(&entries);
        let facts = rows.facts(Profile::default(), Standing::default());
        let before = rules.decide(&facts, None, now);
        let facts = facts.with_signals(more.signals).with_touches(more.touches).with_contacts(more.contacts);
        prop_assert!(rules.decide(&facts, None, now).place >= before.place);
    }

    #[test]
    fn signals_touches_and_contacts_move_nobody_back_on_the_shipped_way(
        rows in samples::rows(), more in samples::rows(), now in samples::moment(),
    ) {
        let entries = shipped();
        let rules = rules(&entries);
        let facts = rows.facts(Profile::default(), Standing::default());
        let before = rules.decide(&facts, None, now);
        let facts = facts.with_signals(more.signals).with_touches(more.touches).with_contacts(more.contacts);
        let after = rules.decide(&facts, None, now);
        // Off a detour an account comes back to any stage.
        prop_assert!(before.place >= 10 || after.place >= before.place);
    }
}
