//! Scores for property tests.

use proptest::{collection::vec, option, prelude::*};

use super::{Decay, Given, ScoreRule, Scoring};
use crate::criteria::{Condition, ContactCount, Criterion, Limit, SignalCount, TouchCount, samples};

fn decay() -> impl Strategy<Value = Decay> {
    prop_oneof![
        (1_u16..60).prop_map(Decay::HalfLife),
        (1_u16..120).prop_map(Decay::Linear),
    ]
}

/// A condition that counts rows, asked of each.
fn each() -> impl Strategy<Value = Condition> {
    let one = Limit::at_least(1);
    samples::condition().prop_filter_map("counts no rows", move |condition| match condition {
        Condition::Signals(asked) => Some(Condition::Signals(SignalCount { count: one, ..asked })),
        Condition::Touches(asked) => Some(Condition::Touches(TouchCount { count: one, ..asked })),
        Condition::Contacts(asked) => Some(Condition::Contacts(ContactCount { count: one, ..asked })),
        _ => None,
    })
}

fn given() -> impl Strategy<Value = Given> {
    let scoreless = samples::condition().prop_filter("runs after itself", |condition| {
        let asks = Criterion::from(condition.clone()).asks();
        !asks.scores && !asks.stage
    });
    prop_oneof![
        2 => each().prop_map(Given::ForEach),
        1 => samples::tree(scoreless, true).prop_map(Given::WhileHolds),
    ]
}

prop_compose! {
    fn rule()(
        given in given(), points in prop_oneof![4 => 1_i32..40, 1 => -20_i32..0], at_most in option::of(1_u32..60),
        decay in option::weighted(0.7, decay()),
    ) -> ScoreRule {
        ScoreRule { key: "rule".parse().unwrap(), name: "A rule".to_owned(), given, points, at_most, decay }
    }
}

prop_compose! {
    /// A score that departments could sign.
    pub(crate) fn scoring()(mut rules in vec(rule(), 0..5), at_most in 1_u32..200) -> Scoring {
        for (place, rule) in rules.iter_mut().enumerate() {
            rule.key = format!("rule_{place}").parse().unwrap();
        }
        Scoring { rules, at_most }
    }
}
