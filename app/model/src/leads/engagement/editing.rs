//! How a draft of the rules of engagement is changed, rule by rule. Each change leaves whole rules; whether departments may
//! sign them is asked afterwards ([`RulesOfEngagement::check`]).

use super::{Exempt, Rule, RuleKey, RulesOfEngagement};
use crate::{Complaint, FieldErrors, journey::Stages, values::key};

impl RulesOfEngagement {
    /// Where the rule with this key stands.
    pub fn place(&self, key: &RuleKey) -> Result<usize, FieldErrors> {
        let place = self.rules.iter().position(|rule| rule.key == *key);
        place.ok_or_else(|| FieldErrors::of("rule", Complaint::NoSuch))
    }

    /// A key for a rule of this name that no rule has.
    pub fn key_for(&self, name: &str) -> Result<RuleKey, FieldErrors> {
        key::of_name(name, "rule", RuleKey::LIMIT)
            .take(Self::MOST_RULES + 1)
            .filter_map(|key| key.parse().ok())
            .find(|key| self.rule(key).is_none())
            .ok_or_else(|| FieldErrors::of("name", Complaint::Taken))
    }

    /// Puts a rule in the place of the one with its key, or behind all others, and tells where it stands. A cell that now
    /// has a rule needs no exemption any more.
    pub fn put(&mut self, rule: Rule) -> usize {
        self.exempt
            .retain(|exempt| rule.cells().all(|cell| cell != exempt.cell()));
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

    /// Complains about stages of one rule that the journey does not have. Other rules may wait for their turn: where two
    /// need care, one has to come first.
    pub fn check_rule_against(&self, place: usize, stages: &Stages) -> Result<(), FieldErrors> {
        let own = format!("rules.{place}.");
        let errors = self.check_against(stages).err().unwrap_or_default();
        let about_it = errors.iter().filter(|(field, _)| field.starts_with(&own));
        about_it
            .fold(FieldErrors::none(), |all, (field, complaint)| {
                all.and(field, complaint.clone())
            })
            .into_result()
    }

    /// Drops a rule.
    pub fn remove(&mut self, key: &RuleKey) -> Result<(), FieldErrors> {
        self.rules.remove(self.place(key)?);
        Ok(())
    }

    /// Says that a cell needs no rule, or why anew.
    pub fn exempt(&mut self, exempt: Exempt) {
        let cell = exempt.cell();
        match self.exempt.iter_mut().find(|old| old.cell() == cell) {
            Some(old) => *old = exempt,
            None => self.exempt.push(exempt),
        }
    }
}

/// Complaints about all rules as a form about one of them knows them: `rules.3.duty` is its `duty`. What is about other
/// rules keeps its way.
pub fn about_rule(errors: &FieldErrors, place: usize) -> FieldErrors {
    let own = format!("rules.{place}.");
    errors.iter().fold(FieldErrors::none(), |all, (field, complaint)| {
        let Some(rest) = field.strip_prefix(&own) else {
            return all.and(field, complaint.clone());
        };
        let name = match rest {
            "limit_minutes" => "minutes",
            "most_touches.most" => "most",
            "most_touches.within_days" => "within_days",
            "counter.duty" => "return_duty",
            "counter.limit_minutes" => "return_minutes",
            _ => rest.split('.').next().unwrap_or(rest),
        };
        all.and(name, complaint.clone())
    })
}

/// Complaints about all exempt cells as a form about one of them knows them.
pub fn about_exempt(errors: &FieldErrors) -> FieldErrors {
    errors.iter().fold(FieldErrors::none(), |all, (field, complaint)| {
        let rest = field.strip_prefix("exempt.").and_then(|rest| rest.split('.').nth(1));
        all.and(rest.unwrap_or(field), complaint.clone())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Department::{Marketing, Service};

    fn exempt(reason: &str) -> Exempt {
        Exempt {
            stage: "selecting".parse().unwrap(),
            giving: Service,
            receiving: Marketing,
            reason: reason.to_owned(),
        }
    }

    #[test]
    fn a_new_rule_stands_behind_all_others_under_a_key_of_its_own() {
        let mut rules = RulesOfEngagement::shipped();
        let mut rule = rules.rules[0].clone();
        rule.key = rules.key_for("Follow  up!").unwrap();
        assert_eq!(rule.key.as_str(), "follow_up_2");
        rule.name = "Follow up again".to_owned();
        let place = rules.put(rule.clone());
        assert_eq!((place, rules.rules.last()), (rules.rules.len() - 1, Some(&rule)));
        rules.remove(&rule.key).unwrap();
        assert_eq!(rules, RulesOfEngagement::shipped());
        assert_eq!(rules.remove(&rule.key), Err(FieldErrors::of("rule", Complaint::NoSuch)));
    }

    #[test]
    fn a_changed_rule_stays_where_it_stands() {
        let mut rules = RulesOfEngagement::shipped();
        let mut rule = rules.rules[1].clone();
        rule.limit_minutes += 60;
        assert_eq!(rules.put(rule.clone()), 1);
        assert_eq!(rules.rules[1], rule);
    }

    #[test]
    fn a_cell_is_exempt_once_and_until_it_has_a_rule() {
        let mut rules = RulesOfEngagement::shipped();
        rules.exempt(exempt("Nothing passes there."));
        rules.exempt(exempt("They talk every day."));
        assert_eq!(rules.exempt, [exempt("They talk every day.")]);
        let mut rule = rules.rules[0].clone();
        rule.key = rules.key_for("Handing back").unwrap();
        rule.stages = vec!["selecting".parse().unwrap()];
        (rule.giving, rule.receiving) = (Service, Marketing);
        rules.put(rule);
        assert_eq!(rules.exempt, []);
    }

    #[test]
    fn of_two_rules_for_stages_that_there_are_not_each_can_be_put_right() {
        let stages = crate::journey::Journey::shipped().stages();
        let mut rules = RulesOfEngagement::shipped();
        for place in [0, 1] {
            rules.rules[place].stages.push("gone".parse().unwrap());
        }
        let last = rules.rules[0].stages.len() - 1;
        assert_eq!(
            rules.check_rule_against(0, &stages),
            Err(FieldErrors::of(&format!("rules.0.stages.{last}"), Complaint::NoSuch))
        );
        rules.rules[0].stages.pop();
        assert_eq!(rules.check_rule_against(0, &stages), Ok(()));
    }

    #[test]
    fn complaints_find_their_field() {
        let mut rules = RulesOfEngagement::shipped();
        rules.rules[0].stages.clear();
        rules.rules[0].limit_minutes = 0;
        rules.rules[0].name.clear();
        rules.rules[1].name.clear();
        let errors = about_rule(&rules.check().unwrap_err(), 0);
        let fields: Vec<&str> = errors.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["minutes", "name", "rules.1.name", "stages"]);
        let mut rules = RulesOfEngagement::shipped();
        rules.exempt(exempt(" "));
        let errors = about_exempt(&rules.check().unwrap_err());
        assert_eq!(errors, FieldErrors::of("reason", Complaint::Required));
    }
}
