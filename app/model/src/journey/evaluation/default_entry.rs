//! What brings an account into the stages that the product ships with.

use crate::{
    Department,
    accounts::{
        contacts::BuyingRole,
        deals::DealState,
        signals::SignalKind::{
            self, AnalystReport, CaseStudy, Comparison, Demo, Event, Post, PricingPage, ProductUse, Question, Review,
            RoiCase, Webinar, WhitePaper,
        },
        touches::TouchKind,
    },
    criteria::{
        Condition, ContactCount,
        Criterion::{self, All, Any},
        DealCount, Limit, SignalCount, TouchCount,
    },
};

/// The entry criteria of a stage of the shipped journey; `None` for the first stage, where every account begins, and
/// for those that are entered by hand only: disqualified and churned are judgements, no events.
pub fn default_entry(stage_key: &str) -> Option<Criterion> {
    use BuyingRole::{Champion, EconomicBuyer, Evaluator};
    use DealState::{Lost, Open, Won};

    let customer = || deals(Won, None, Limit::at_least(1));
    Some(match stage_key {
        "committing_to_change" => Any(vec![
            signals(&[WhitePaper, AnalystReport, Webinar, Demo, Event, Question], 90, 2),
            All(vec![
                contacts(&[], 1),
                signals(&[WhitePaper, AnalystReport, Webinar, Demo, Event, Question], 90, 1),
            ]),
        ]),
        "exploring" => All(vec![
            contacts(&[], 1),
            signals(&[Comparison, CaseStudy, Demo, Review, Question], 90, 2),
        ]),
        "committing_to_solution" => All(vec![
            contacts(&[Champion, EconomicBuyer, Evaluator], 1),
            Any(vec![
                deals(Open, None, Limit::at_least(1)),
                All(vec![
                    signals(&[Comparison, CaseStudy, PricingPage], 90, 2),
                    touches(&[TouchKind::Meeting], Department::Sales, 90, 1),
                ]),
            ]),
        ]),
        "justifying" => All(vec![
            deals(Open, None, Limit::at_least(1)),
            contacts(&[Champion], 1),
            signals(&[RoiCase, AnalystReport, PricingPage], 90, 1),
        ]),
        "selecting" => All(vec![
            deals(Open, None, Limit::at_least(1)),
            contacts(&[EconomicBuyer], 1),
            signals(&[RoiCase, AnalystReport, PricingPage], 60, 2),
            touches(&[TouchKind::Call, TouchKind::Meeting], Department::Sales, 30, 1),
        ]),
        "onboarding" => customer(),
        "realising" => All(vec![
            customer(),
            Any(vec![signals(&[ProductUse], 30, 3), deals(Won, Some(90), Limit::NONE)]),
        ]),
        "expanding" => All(vec![customer(), deals(Open, None, Limit::at_least(1))]),
        "advocating" => All(vec![customer(), signals(&[Review, Post], 365, 2)]),
        "dormant" => All(vec![
            // Of whom nothing was ever heard begins the journey and is not tired of it.
            Any(vec![
                Condition::Signals(SignalCount {
                    count: Limit::at_least(1),
                    ..SignalCount::default()
                })
                .into(),
                Condition::Touches(TouchCount {
                    count: Limit::at_least(1),
                    ..TouchCount::default()
                })
                .into(),
            ]),
            none_within(180),
            Condition::Touches(TouchCount {
                within_days: Some(180),
                count: Limit::NONE,
                ..TouchCount::default()
            })
            .into(),
            deals(Open, None, Limit::NONE),
            deals(Won, None, Limit::NONE),
        ]),
        "lost" => All(vec![
            deals(Lost, Some(90), Limit::at_least(1)),
            deals(Open, None, Limit::NONE),
            deals(Won, None, Limit::NONE),
        ]),
        _ => return None,
    })
}

fn signals(kinds: &[SignalKind], within_days: u16, at_least: u32) -> Criterion {
    Condition::Signals(SignalCount {
        kinds: Some(kinds.to_vec()),
        within_days: Some(within_days),
        count: Limit::at_least(at_least),
        ..SignalCount::default()
    })
    .into()
}

/// No signal of any kind.
fn none_within(days: u16) -> Criterion {
    Condition::Signals(SignalCount {
        within_days: Some(days),
        count: Limit::NONE,
        ..SignalCount::default()
    })
    .into()
}

fn touches(kinds: &[TouchKind], leg: Department, within_days: u16, at_least: u32) -> Criterion {
    Condition::Touches(TouchCount {
        kinds: Some(kinds.to_vec()),
        legs: Some(vec![leg]),
        within_days: Some(within_days),
        count: Limit::at_least(at_least),
    })
    .into()
}

fn contacts(roles: &[BuyingRole], at_least: u32) -> Criterion {
    Condition::Contacts(ContactCount {
        roles: (!roles.is_empty()).then(|| roles.to_vec()),
        count: Limit::at_least(at_least),
    })
    .into()
}

const fn deals(state: DealState, within_days: Option<u16>, count: Limit) -> Criterion {
    Criterion::Condition(Condition::Deals(DealCount {
        state: Some(state),
        within_days,
        count,
    }))
}
