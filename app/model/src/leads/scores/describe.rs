//! Scores in plain English.

use super::{Decay, Given, ScoreRule, Scoring};
use crate::values::Currency;

impl Scoring {
    /// Its rules in sentences, in their order, and its limit.
    pub fn describe(&self) -> Vec<String> {
        let rules = self.rules.iter().map(ScoreRule::describe);
        rules
            .chain([format!("{} in all at most", counted(i64::from(self.at_most)))])
            .collect()
    }
}

impl ScoreRule {
    /// The rule as a sentence without capital and full stop: `5 points for each white paper, 20 at most, half of them
    /// lost every 30 days`.
    pub fn describe(&self) -> String {
        self.describe_in(None)
    }

    /// The same, with amounts written in a currency instead of in its minor units.
    pub fn describe_in(&self, currency: Option<Currency>) -> String {
        let what = match &self.given {
            Given::WhileHolds(criterion) => "as long as this holds: ".to_owned() + &criterion.describe_in(currency),
            Given::ForEach(condition) => "for ".to_owned() + &condition.describe_each(),
        };
        let most = self.at_most.map(|most| format!(", {most} at most")).unwrap_or_default();
        let decay = match self.decay {
            None => String::new(),
            Some(Decay::HalfLife(1)) => ", half of them lost every day".to_owned(),
            Some(Decay::HalfLife(days)) => format!(", half of them lost every {days} days"),
            Some(Decay::Linear(1)) => ", all of them lost after a day".to_owned(),
            Some(Decay::Linear(days)) => format!(", all of them lost evenly within {days} days"),
        };
        [counted(self.points.into()), " ".to_owned(), what, most, decay].concat()
    }
}

fn counted(points: i64) -> String {
    format!("{points} {}", if points.abs() == 1 { "point" } else { "points" })
}
