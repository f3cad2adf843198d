//! What makes a score one that departments can sign.

use std::collections::BTreeSet;

use super::{Given, MOST_POINTS, ScoreModel, ScoreRule, Scoring};
use crate::{
    Complaint, FieldErrors,
    criteria::{Condition, Criterion, Limit, MOST_DAYS},
    values::text::checked,
};

impl Scoring {
    /// The most rules that a score may have.
    pub const MOST_RULES: usize = 50;
    /// The most points that one rule may give or take.
    pub const MOST_AT_ONCE: i32 = 1_000;
    /// The most characters of a rule's name.
    pub const NAME_LIMIT: u32 = 80;
}

impl ScoreModel {
    /// Complains about everything that keeps departments from signing it, at the path of what is wrong.
    pub(in crate::leads) fn complaints(&self, path: &str) -> FieldErrors {
        [("fit", &self.fit), ("engagement", &self.engagement)]
            .into_iter()
            .fold(FieldErrors::none(), |errors, (name, scoring)| {
                scoring.complaints(errors, &format!("{path}.{name}"))
            })
    }
}

impl Scoring {
    fn complaints(&self, errors: FieldErrors, path: &str) -> FieldErrors {
        let most = i64::try_from(Self::MOST_RULES).unwrap_or(i64::MAX);
        let at = |name: &str| format!("{path}.{name}");
        let errors = errors
            .unless(self.at_most >= 1, &at("at_most"), Complaint::AtLeast(1))
            .unless(
                self.at_most <= MOST_POINTS,
                &at("at_most"),
                Complaint::AtMost(MOST_POINTS.into()),
            )
            .unless(
                self.rules.len() <= Self::MOST_RULES,
                &at("rules"),
                Complaint::AtMost(most),
            );
        let mut keys = BTreeSet::new();
        let placed = self.rules.iter().enumerate();
        placed.fold(errors, |errors, (place, rule)| {
            let path = at(&format!("rules.{place}"));
            let errors = errors.unless(keys.insert(&rule.key), &format!("{path}.key"), Complaint::Taken);
            rule.complaints(errors, &path)
        })
    }
}

impl ScoreRule {
    fn complaints(&self, errors: FieldErrors, path: &str) -> FieldErrors {
        let at = |name: &str| format!("{path}.{name}");
        let most = Scoring::MOST_AT_ONCE;
        let errors = match checked(&self.name, Scoring::NAME_LIMIT, false) {
            Ok(_) => errors,
            Err(complaint) => errors.and(&at("name"), complaint),
        };
        let errors = errors
            .unless(self.points != 0, &at("points"), Complaint::Required)
            .unless(self.points <= most, &at("points"), Complaint::AtMost(most.into()))
            .unless(self.points >= -most, &at("points"), Complaint::AtLeast((-most).into()));
        let errors = match self.at_most {
            Some(0) => errors.and(&at("at_most"), Complaint::AtLeast(1)),
            Some(many) if many > MOST_POINTS => errors.and(&at("at_most"), Complaint::AtMost(MOST_POINTS.into())),
            _ => errors,
        };
        let errors = match self.decay.map(super::Decay::days) {
            Some(0) => errors.and(&at("decay"), Complaint::AtLeast(1)),
            Some(days) if days > MOST_DAYS => errors.and(&at("decay"), Complaint::AtMost(MOST_DAYS.into())),
            _ => errors,
        };
        self.given.complaints(errors, &at("given"))
    }
}

impl Given {
    fn complaints(&self, errors: FieldErrors, path: &str) -> FieldErrors {
        let at = |name: &str| format!("{path}.{name}");
        // A score that depends on a score, or on the stage to which it may lead, would run after itself.
        let asks = self.asks();
        let errors = errors.unless(!asks.scores && !asks.stage, path, Complaint::AsksItself);
        let checked = match self {
            Self::WhileHolds(criterion) => criterion.check_at(&at("while_holds")),
            Self::ForEach(condition) => {
                let path = at("for_each");
                let count = match condition {
                    Condition::Signals(asked) => Some(asked.count),
                    Condition::Touches(asked) => Some(asked.count),
                    Condition::Contacts(asked) => Some(asked.count),
                    _ => None,
                };
                let fine = Criterion::from(condition.clone()).check_at(&path);
                fine.and_then(|()| match count {
                    None => Err(FieldErrors::of(&path, Complaint::NotCounted)),
                    // Each row counts by itself: how many there are is what limits are for.
                    Some(count) if count != Limit::at_least(1) => {
                        let field = format!("{path}.condition.{}.count", condition.key());
                        Err(FieldErrors::of(&field, Complaint::AtMost(1)))
                    }
                    Some(_) => Ok(()),
                })
            }
        };
        match checked {
            Ok(()) => errors,
            Err(more) => more.iter().fold(errors, |errors, (field, complaint)| {
                errors.and(field, complaint.clone())
            }),
        }
    }
}
