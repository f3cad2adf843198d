//! What makes rules of engagement ones that departments can sign.

use std::collections::BTreeSet;

use super::{Cell, Precondition, Rule, RulesOfEngagement};
use crate::{Complaint, FieldErrors, journey::Stages, values::text::checked};

impl RulesOfEngagement {
    /// The most rules.
    pub const MOST_RULES: usize = 100;
    /// The most stages of one rule.
    pub const MOST_STAGES: usize = 30;
    /// The longest limit, in minutes of business time: more than a year of work around the clock.
    pub const LONGEST_LIMIT: u32 = 527_040;
    /// The most touches that a rule may allow.
    pub const MOST_TOUCHES: u16 = 1_000;
    /// The longest window in which touches are counted, in days.
    pub const LONGEST_WINDOW: u16 = 365;
    /// The most characters of a name.
    pub const NAME_LIMIT: u32 = 60;
    /// The most characters of a reason.
    pub const REASON_LIMIT: u32 = 500;

    /// Complains about everything that keeps departments from signing it. A field is named by its way through the rules:
    /// `rules.3.limit_minutes`.
    pub fn check(&self) -> Result<(), FieldErrors> {
        let mut errors = FieldErrors::none();
        errors.require(!self.rules.is_empty(), "rules", Complaint::Required);
        let few = self.rules.len() <= Self::MOST_RULES;
        errors.require(few, "rules", Complaint::AtMost(100));
        let (mut keys, mut names, mut clocks) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for (place, rule) in self.rules.iter().enumerate() {
            let field = |name: &str| format!("rules.{place}.{name}");
            errors.require(keys.insert(&rule.key), &field("key"), Complaint::Taken);
            let name = rule.name.trim().to_lowercase();
            errors.require(names.insert(name), &field("name"), Complaint::Taken);
            about_rule(&mut errors, rule, &field);
            // The same duty for the same reason would be owed twice, and be late twice.
            let once = rule.cells().all(|cell| clocks.insert((cell, rule.trigger, rule.duty)));
            errors.require(once, &field("duty"), Complaint::Taken);
        }
        self.about_exempt(&mut errors);
        errors.into_result()
    }

    fn about_exempt(&self, errors: &mut FieldErrors) {
        let ruled: BTreeSet<Cell> = self.rules.iter().flat_map(Rule::cells).collect();
        let mut seen = BTreeSet::new();
        for (place, exempt) in self.exempt.iter().enumerate() {
            let field = |name: &str| format!("exempt.{place}.{name}");
            let cell = exempt.cell();
            errors.require(cell.giving != cell.receiving, &field("receiving"), Complaint::SameLeg);
            let free = !ruled.contains(&cell) && seen.insert(cell);
            errors.require(free, &field("stage"), Complaint::Taken);
            about_text(errors, &exempt.reason, Self::REASON_LIMIT, true, &field("reason"));
        }
    }

    /// Complains about stages that the journey does not have.
    pub fn check_against(&self, stages: &Stages) -> Result<(), FieldErrors> {
        let mut errors = FieldErrors::none();
        for (place, rule) in self.rules.iter().enumerate() {
            for (nth, stage) in rule.stages.iter().enumerate() {
                let field = format!("rules.{place}.stages.{nth}");
                errors.require(stages.has(stage.as_str()), &field, Complaint::NoSuch);
            }
        }
        for (place, exempt) in self.exempt.iter().enumerate() {
            let known = stages.has(exempt.stage.as_str());
            errors.require(known, &format!("exempt.{place}.stage"), Complaint::NoSuch);
        }
        errors.into_result()
    }
}

fn about_rule(errors: &mut FieldErrors, rule: &Rule, field: &impl Fn(&str) -> String) {
    about_text(errors, &rule.name, RulesOfEngagement::NAME_LIMIT, false, &field("name"));
    errors.require(!rule.stages.is_empty(), &field("stages"), Complaint::Required);
    let few = rule.stages.len() <= RulesOfEngagement::MOST_STAGES;
    errors.require(few, &field("stages"), Complaint::AtMost(30));
    let mut stages = BTreeSet::new();
    for (nth, stage) in rule.stages.iter().enumerate() {
        let once = stages.insert(stage);
        errors.require(once, &field(&format!("stages.{nth}")), Complaint::Taken);
    }
    let apart = rule.giving != rule.receiving;
    errors.require(apart, &field("receiving"), Complaint::SameLeg);
    let lead = rule.trigger.brings_lead();
    errors.require(lead || !rule.duty.needs_lead(), &field("duty"), Complaint::NeedsALead);
    let asks_lead = rule.precondition.is_some_and(Precondition::needs_lead);
    errors.require(lead || !asks_lead, &field("precondition"), Complaint::NeedsALead);
    let longest = RulesOfEngagement::LONGEST_LIMIT;
    about_number(errors, rule.limit_minutes, longest, &field("limit_minutes"));
    if let Some(counter) = rule.counter {
        about_number(errors, counter.limit_minutes, longest, &field("counter.limit_minutes"));
        let fine = lead || !counter.duty.needs_lead();
        errors.require(fine, &field("counter.duty"), Complaint::NeedsALead);
    }
    if let Some(limit) = rule.most_touches {
        let (most, longest) = (RulesOfEngagement::MOST_TOUCHES, RulesOfEngagement::LONGEST_WINDOW);
        about_number(errors, limit.most.into(), most.into(), &field("most_touches.most"));
        let days = u32::from(limit.within_days);
        about_number(errors, days, longest.into(), &field("most_touches.within_days"));
    }
}

fn about_text(errors: &mut FieldErrors, text: &str, limit: u32, lines: bool, field: &str) {
    if let Err(complaint) = checked(text, limit, lines) {
        errors.require(false, field, complaint);
    }
}

fn about_number(errors: &mut FieldErrors, number: u32, most: u32, field: &str) {
    errors.require(number >= 1, field, Complaint::AtLeast(1));
    errors.require(number <= most, field, Complaint::AtMost(most.into()));
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::{
        Department::{Marketing, Sales, Service},
        journey::Journey,
        leads::engagement::{Duty, Exempt, TouchLimit, Trigger},
    };

    fn exempt(stage: &str, giving: crate::Department, receiving: crate::Department) -> Exempt {
        Exempt {
            stage: stage.parse().unwrap(),
            giving,
            receiving,
            reason: "Nothing passes between them there.".to_owned(),
        }
    }

    #[test]
    fn the_shipped_rules_can_be_signed() {
        let rules = RulesOfEngagement::shipped();
        assert_eq!(rules.check(), Ok(()));
        assert_eq!(rules.check_against(&Journey::shipped().stages()), Ok(()));
    }

    // Rule 0 follows up leads, rule 3 takes them back, rule 4 begins when a stage is entered.
    #[rstest]
    #[case("rules", Complaint::Required, |it: &mut RulesOfEngagement| it.rules.clear())]
    #[case("rules.1.key", Complaint::Taken, |it: &mut RulesOfEngagement| it.rules[1].key = it.rules[0].key.clone())]
    #[case("rules.1.name", Complaint::Taken, |it: &mut RulesOfEngagement| {
        it.rules[1].name = it.rules[0].name.to_uppercase();
    })]
    #[case("rules.0.name", Complaint::TooLong(60), |it: &mut RulesOfEngagement| it.rules[0].name = "x".repeat(61))]
    #[case("rules.0.stages", Complaint::Required, |it: &mut RulesOfEngagement| it.rules[0].stages.clear())]
    #[case("rules.0.receiving", Complaint::SameLeg, |it: &mut RulesOfEngagement| {
        it.rules[0].receiving = it.rules[0].giving;
    })]
    #[case("rules.4.duty", Complaint::NeedsALead, |it: &mut RulesOfEngagement| it.rules[4].duty = Duty::Answer)]
    #[case("rules.4.precondition", Complaint::NeedsALead, |it: &mut RulesOfEngagement| {
        it.rules[4].precondition = Some(Precondition::MeetsDefinition);
    })]
    #[case("rules.1.duty", Complaint::Taken, |it: &mut RulesOfEngagement| it.rules[1].duty = it.rules[0].duty)]
    #[case("rules.0.limit_minutes", Complaint::AtLeast(1), |it: &mut RulesOfEngagement| it.rules[0].limit_minutes = 0)]
    #[case("rules.0.limit_minutes", Complaint::AtMost(527_040), |it: &mut RulesOfEngagement| {
        it.rules[0].limit_minutes = 527_041;
    })]
    #[case("rules.0.counter.limit_minutes", Complaint::AtLeast(1), |it: &mut RulesOfEngagement| {
        it.rules[0].counter.as_mut().unwrap().limit_minutes = 0;
    })]
    #[case("rules.8.counter.duty", Complaint::NeedsALead, |it: &mut RulesOfEngagement| {
        it.rules[8].counter.as_mut().unwrap().duty = Duty::Answer;
    })]
    #[case("rules.0.most_touches.most", Complaint::AtLeast(1), |it: &mut RulesOfEngagement| {
        it.rules[0].most_touches = Some(TouchLimit { most: 0, within_days: 14 });
    })]
    #[case("rules.0.most_touches.within_days", Complaint::AtMost(365), |it: &mut RulesOfEngagement| {
        it.rules[0].most_touches = Some(TouchLimit { most: 1, within_days: 366 });
    })]
    #[case("exempt.0.receiving", Complaint::SameLeg, |it: &mut RulesOfEngagement| {
        it.exempt = vec![exempt("advocating", Sales, Sales)];
    })]
    #[case("exempt.1.stage", Complaint::Taken, |it: &mut RulesOfEngagement| {
        it.exempt = vec![exempt("selecting", Service, Marketing), exempt("selecting", Service, Marketing)];
    })]
    #[case("exempt.0.stage", Complaint::Taken, |it: &mut RulesOfEngagement| {
        it.exempt = vec![exempt("exploring", Marketing, Sales)];
    })]
    #[case("exempt.0.reason", Complaint::Required, |it: &mut RulesOfEngagement| {
        it.exempt = vec![exempt("selecting", Service, Marketing)];
        it.exempt[0].reason.clear();
    })]
    fn one_mistake_is_named_by_its_place(
        #[case] field: &str,
        #[case] expected: Complaint,
        #[case] change: fn(&mut RulesOfEngagement),
    ) {
        let mut rules = RulesOfEngagement::shipped();
        change(&mut rules);
        assert_eq!(rules.check(), Err(FieldErrors::of(field, expected)));
    }

    #[test]
    fn one_stage_stands_in_a_rule_once() {
        let mut rules = RulesOfEngagement::shipped();
        let first = rules.rules[0].stages[0].clone();
        rules.rules[0].stages.push(first);
        let errors = rules.check().unwrap_err();
        assert_eq!(errors.get("rules.0.stages.4"), Some(&Complaint::Taken));
    }

    #[test]
    fn there_are_not_too_many_rules() {
        let mut rules = RulesOfEngagement::shipped();
        let pattern = rules.rules[0].clone();
        rules.rules = (0..101)
            .map(|number| Rule {
                key: format!("rule_{number}").parse().unwrap(),
                name: format!("Rule {number}"),
                stages: vec![format!("stage_{number}").parse().unwrap()],
                ..pattern.clone()
            })
            .collect();
        assert_eq!(rules.check(), Err(FieldErrors::of("rules", Complaint::AtMost(100))));
    }

    #[test]
    fn rules_hold_in_stages_that_there_are() {
        let mut rules = RulesOfEngagement::shipped();
        rules.rules[0].stages[1] = "nowhere".parse().unwrap();
        rules.exempt = vec![exempt("elsewhere", Sales, Service)];
        assert_eq!(rules.check(), Ok(()));
        let expected = FieldErrors::of("rules.0.stages.1", Complaint::NoSuch).and("exempt.0.stage", Complaint::NoSuch);
        assert_eq!(rules.check_against(&Journey::shipped().stages()), Err(expected));
    }

    #[test]
    fn rules_are_read_as_they_were_written() {
        let mut rules = RulesOfEngagement::shipped();
        rules.exempt = vec![exempt("selecting", Service, Marketing)];
        let json = serde_json::to_value(&rules).unwrap();
        assert_eq!(json["exempt"][0]["stage"], "selecting");
        assert_eq!(json["rules"][0]["trigger"], Trigger::LeadHandedOver.key());
        assert_eq!(
            serde_json::from_value::<RulesOfEngagement>(json.clone()).unwrap(),
            rules
        );
        assert_eq!(crate::reading::from_json(json), Ok(rules));
    }
}
