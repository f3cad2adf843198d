//! How a draft of the lead definition is changed part by part. Each change leaves a whole definition; whether departments
//! may sign it is asked afterwards ([`LeadDefinition::check`]).

use super::{LeadDefinition, edit_criteria::CRITERIA, write_rule::GIVEN};
use crate::{
    Complaint, FieldErrors,
    criteria::{Condition, Criterion},
    leads::scores::{Score, ScoreRule, ScoreRuleKey, Scoring},
    values::key,
};

impl Scoring {
    /// The rule with this key.
    pub fn rule(&self, key: &ScoreRuleKey) -> Option<&ScoreRule> {
        self.rules.iter().find(|rule| rule.key == *key)
    }

    /// A key for a rule of this name that no rule has.
    pub fn key_for(&self, name: &str) -> Result<ScoreRuleKey, FieldErrors> {
        key::of_name(name, "rule", ScoreRuleKey::LIMIT)
            .take(Self::MOST_RULES + 1)
            .filter_map(|key| key.parse().ok())
            .find(|key| self.rule(key).is_none())
            .ok_or_else(|| FieldErrors::of("name", Complaint::Taken))
    }

    /// Puts a rule in the place of the one with its key, or behind all others, and tells where it stands.
    pub fn put(&mut self, rule: ScoreRule) -> usize {
        match self.rules.iter_mut().enumerate().find(|(_, old)| old.key == rule.key) {
            Some((place, old)) => {
                *old = rule;
                place
            }
            None => {
                self.rules.push(rule);
                self.rules.len() - 1
            }
        }
    }

    /// Drops a rule.
    pub fn remove(&mut self, key: &ScoreRuleKey) -> Result<(), FieldErrors> {
        let place = self.rules.iter().position(|rule| rule.key == *key);
        self.rules
            .remove(place.ok_or_else(|| FieldErrors::of("rule", Complaint::NoSuch))?);
        Ok(())
    }
}

/// Complaints about a definition as the form about the limits of its scores knows them.
pub fn about_limits(errors: &FieldErrors) -> FieldErrors {
    renamed(errors, |field| {
        let score = field.strip_prefix("scores.")?.strip_suffix(".at_most")?;
        Score::from_key(score).map(|score| score.key().to_owned())
    })
}

/// Complaints about a definition as a form about one rule of a score knows them: `scores.fit.rules.3.points` is its
/// `points`. What is about other rules keeps its way.
pub fn about_score_rule(errors: &FieldErrors, score: Score, place: usize) -> FieldErrors {
    let own = format!("scores.{}.rules.{place}.", score.key());
    renamed(errors, |field| {
        let rest = field.strip_prefix(&own)?;
        let condition = rest
            .strip_prefix("given.while_holds")
            .or_else(|| rest.strip_prefix("given.for_each"));
        Some(match (condition, rest) {
            (Some(""), _) => "per".to_owned(),
            (Some(condition), _) => [GIVEN, condition].concat(),
            (None, "at_most") => "most".to_owned(),
            (None, "decay") => "decay_days".to_owned(),
            (None, rest) => rest.to_owned(),
        })
    })
}

impl LeadDefinition {
    /// Complaints about the definition as the form about its criteria knows them: who asks for more points than a score
    /// can have hears of it where he asks.
    pub fn about_criteria(&self, errors: &FieldErrors) -> FieldErrors {
        errors.iter().fold(FieldErrors::none(), |all, (field, complaint)| {
            let of = |score: Score| field == format!("scores.{}.at_most", score.key());
            let score = Score::ALL.iter().copied().find(|score| of(*score));
            let found = score.and_then(|score| {
                let most = self.scores.of(score).at_most;
                Some((asking_more(&self.criteria, CRITERIA, score, most)?, most))
            });
            match found {
                Some((field, most)) => all.and(&field, Complaint::AtMost(most.into())),
                None => all.and(field, complaint.clone()),
            }
        })
    }
}

/// Where criteria ask for more points of a score than it can have.
fn asking_more(criterion: &Criterion, path: &str, score: Score, most: u32) -> Option<String> {
    match criterion {
        Criterion::All(parts) | Criterion::Any(parts) => {
            let group = if matches!(criterion, Criterion::All(_)) {
                "all"
            } else {
                "any"
            };
            let mut placed = parts.iter().enumerate();
            placed.find_map(|(place, part)| asking_more(part, &format!("{path}.{group}.{place}"), score, most))
        }
        Criterion::Not(part) => asking_more(part, &format!("{path}.not"), score, most),
        Criterion::Condition(condition) => {
            let ((Condition::Fit(limit), Score::Fit) | (Condition::Engagement(limit), Score::Engagement)) =
                (condition, score)
            else {
                return None;
            };
            let more = limit.at_least.is_some_and(|least| least > most);
            more.then(|| format!("{path}.condition.{}.at_least", score.key()))
        }
    }
}

fn renamed(errors: &FieldErrors, name: impl Fn(&str) -> Option<String>) -> FieldErrors {
    errors.iter().fold(FieldErrors::none(), |all, (field, complaint)| {
        let known = name(field);
        all.and(known.as_deref().unwrap_or(field), complaint.clone())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{criteria::Limit, leads::scores::MOST_POINTS};

    #[test]
    fn a_new_rule_stands_behind_all_others_under_a_key_of_its_own() {
        let mut scoring = LeadDefinition::shipped().scores.fit;
        let mut rule = scoring.rules[0].clone();
        rule.key = scoring.key_for("  Size! ").unwrap();
        assert_eq!(rule.key.as_str(), "size_2");
        let place = scoring.put(rule.clone());
        assert_eq!((place, scoring.rules.last()), (scoring.rules.len() - 1, Some(&rule)));
        scoring.remove(&rule.key).unwrap();
        assert_eq!(scoring, LeadDefinition::shipped().scores.fit);
        assert_eq!(
            scoring.remove(&rule.key),
            Err(FieldErrors::of("rule", Complaint::NoSuch))
        );
    }

    #[test]
    fn a_changed_rule_stays_where_it_stands() {
        let mut scoring = LeadDefinition::shipped().scores.engagement;
        let mut rule = scoring.rules[1].clone();
        rule.points += 1;
        assert_eq!(scoring.put(rule.clone()), 1);
        assert_eq!(scoring.rules[1], rule);
    }

    #[test]
    fn complaints_find_their_field() {
        let mut definition = LeadDefinition::shipped();
        let rule = &mut definition.scores.fit.rules[1];
        rule.points = 0;
        rule.name.clear();
        rule.at_most = Some(0);
        rule.decay = Some(crate::leads::scores::Decay::HalfLife(0));
        let errors = about_score_rule(&definition.check().unwrap_err(), Score::Fit, 1);
        let fields: Vec<&str> = errors.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["decay_days", "most", "name", "points"]);

        let mut definition = LeadDefinition::shipped();
        definition.scores.fit.at_most = MOST_POINTS + 1;
        let errors = about_limits(&definition.check().unwrap_err());
        assert_eq!(errors, FieldErrors::of("fit", Complaint::AtMost(MOST_POINTS.into())));
    }

    #[test]
    fn who_asks_for_more_points_than_there_are_hears_of_it_where_he_asks() {
        let mut definition = LeadDefinition::shipped();
        let enough = Criterion::from(Condition::Fit(Limit::at_least(100)));
        let more = Criterion::from(Condition::Fit(Limit::at_least(101)));
        definition.criteria = Criterion::Any(vec![enough, Criterion::Not(Box::new(more))]);
        let errors = definition.about_criteria(&definition.check().unwrap_err());
        let field = "criteria.any.1.not.condition.fit.at_least";
        assert_eq!(errors, FieldErrors::of(field, Complaint::AtMost(100)));
    }
}
