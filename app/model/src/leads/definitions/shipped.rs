//! The definition that the product ships with: what holds until marketing and sales agree on another.

use super::LeadDefinition;
use crate::{
    accounts::{contacts::BuyingRole, signals::SignalKind},
    criteria::{Condition, ContactCount, Criterion, Limit, PainTest, SignalCount, TextTest},
    leads::scores::{Decay, Given, ScoreModel, ScoreRule, Scoring},
};

const MEANING: &str = "A qualified lead is a person at a company in pain: somebody has written down what hurts there and \
                       who said so, and something has happened that makes it urgent. The company is of the kind that \
                       buys from us, and the people there have shown lately that they are looking for a way out.";

impl LeadDefinition {
    /// The definition that the product ships with.
    pub fn shipped() -> Self {
        Self {
            meaning: MEANING.to_owned(),
            criteria: Criterion::All(vec![
                Condition::Pain(PainTest {
                    severity_at_least: Some(3),
                    within_days: Some(180),
                    urgent: true,
                    ..PainTest::default()
                })
                .into(),
                Condition::Fit(Limit::at_least(30)).into(),
                Condition::Engagement(Limit::at_least(40)).into(),
            ]),
            scores: ScoreModel {
                fit: Scoring {
                    rules: fit(),
                    at_most: 100,
                },
                engagement: Scoring {
                    rules: engagement(),
                    at_most: 200,
                },
            },
        }
    }
}

/// Nothing comes back for a key in the wrong form; a test counts the rules.
fn rule(key: &str, name: &str, points: i32, given: Given) -> Option<ScoreRule> {
    Some(ScoreRule {
        key: key.parse().ok()?,
        name: name.to_owned(),
        given,
        points,
        at_most: None,
        decay: None,
    })
}

fn fit() -> Vec<ScoreRule> {
    let holds = |condition: Condition| Given::WhileHolds(condition.into());
    let roles = vec![BuyingRole::Champion, BuyingRole::EconomicBuyer];
    let known = |roles, many| {
        holds(Condition::Contacts(ContactCount {
            roles,
            count: Limit::at_least(many),
        }))
    };
    [
        rule(
            "size",
            "Large enough",
            20,
            holds(Condition::Employees(Limit::at_least(50))),
        ),
        rule("large", "Large", 20, holds(Condition::Employees(Limit::at_least(500)))),
        rule(
            "industry",
            "Industry known",
            10,
            holds(Condition::Industry(TextTest::Known)),
        ),
        rule(
            "country",
            "Country known",
            10,
            holds(Condition::Country(TextTest::Known)),
        ),
        rule("decider", "Champion or economic buyer known", 25, known(Some(roles), 1)),
        rule("circle", "Three people known", 15, known(None, 3)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn engagement() -> Vec<ScoreRule> {
    use SignalKind::{
        AnalystReport, CaseStudy, Comparison, Demo, Event, PricingPage, Question, RoiCase, Search, Visit, Webinar,
        WhitePaper,
    };
    let each = |key, name, points, most, half_life, kinds: &[SignalKind]| {
        let given = Given::ForEach(Condition::Signals(SignalCount {
            kinds: Some(kinds.to_vec()),
            count: Limit::at_least(1),
            ..SignalCount::default()
        }));
        Some(ScoreRule {
            at_most: Some(most),
            decay: Some(Decay::HalfLife(half_life)),
            ..rule(key, name, points, given)?
        })
    };
    [
        each("visits", "Visits and searches", 1, 10, 14, &[Visit, Search]),
        each("reading", "Reading", 5, 40, 30, &[WhitePaper, AnalystReport, CaseStudy]),
        each("meeting_us", "Webinars and events", 10, 40, 45, &[Webinar, Event]),
        each("asking", "Questions", 10, 30, 30, &[Question]),
        each("demos", "Demos", 20, 60, 60, &[Demo]),
        each(
            "deciding",
            "Comparing, prices, business case",
            15,
            60,
            45,
            &[Comparison, PricingPage, RoiCase],
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}
