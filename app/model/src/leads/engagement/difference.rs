//! What one version of the rules changes of another, in words for those who sign it.

use super::{Cell, Exempt, Precondition, Rule, RulesOfEngagement};
use crate::{criteria::list, journey::StageKey};

impl RulesOfEngagement {
    /// What the other rules change of these, a line for each change; nothing when both are the same. Rules are the same
    /// when their keys are, and each key stands there once (see [`RulesOfEngagement::check`]).
    pub fn difference(&self, other: &Self) -> Vec<String> {
        let mut lines = Vec::new();
        for rule in &other.rules {
            match self.rule(&rule.key) {
                Some(before) => Change {
                    name: &before.name,
                    lines: &mut lines,
                }
                .of(before, rule),
                None => lines.push(format!("New rule: {}; {}", rule.name, rule.duty_in_words())),
            }
        }
        let removed = self.rules.iter().filter(|rule| other.rule(&rule.key).is_none());
        lines.extend(removed.map(|rule| format!("Rule removed: {}", rule.name)));
        if kept(self, other).ne(kept(other, self)) {
            lines.push("The rules stand in another order".to_owned());
        }
        self.exempt_differently(other, &mut lines);
        lines
    }

    fn exempt_differently(&self, other: &Self, lines: &mut Vec<String>) {
        let told = lines.len();
        for exempt in &other.exempt {
            match find(&self.exempt, &exempt.cell()) {
                None => lines.push(format!("No rule needed {}: {}", place(exempt), exempt.reason)),
                Some(before) if before.reason != exempt.reason => {
                    lines.push(format!("Why no rule is needed {}: {}", place(exempt), exempt.reason));
                }
                Some(_) => {}
            }
        }
        let gone = self
            .exempt
            .iter()
            .filter(|exempt| find(&other.exempt, &exempt.cell()).is_none());
        lines.extend(gone.map(|exempt| format!("A rule is needed again {}", place(exempt))));
        if self.exempt != other.exempt && lines.len() == told {
            lines.push("What needs no rule stands in another order".to_owned());
        }
    }
}

/// Rules that both have, in the order of the first.
fn kept<'a>(one: &'a RulesOfEngagement, other: &'a RulesOfEngagement) -> impl Iterator<Item = &'a str> + use<'a> {
    let rules = one.rules.iter().filter(|rule| other.rule(&rule.key).is_some());
    rules.map(|rule| rule.key.as_str())
}

fn find<'a>(exempt: &'a [Exempt], cell: &Cell) -> Option<&'a Exempt> {
    exempt.iter().find(|exempt| exempt.cell() == *cell)
}

fn place(exempt: &Exempt) -> String {
    let stage = words(&exempt.stage);
    format!("in {stage} from {} to {}", exempt.giving.key(), exempt.receiving.key())
}

/// A version is compared without the journey at hand, so stages go by their keys.
fn words(stage: &StageKey) -> String {
    stage.as_str().replace('_', " ")
}

fn stages(stages: &[StageKey]) -> String {
    let words: Vec<String> = stages.iter().map(words).collect();
    list(&words, "and")
}

/// What changes of one rule.
struct Change<'a> {
    /// What the rule was called until now.
    name: &'a str,
    lines: &'a mut Vec<String>,
}

impl Change<'_> {
    fn say(&mut self, what: &str) {
        self.lines.push(format!("{}: {what}", self.name));
    }

    fn value<T: PartialEq>(&mut self, what: &str, before: &T, after: &T, word: impl Fn(&T) -> String) {
        if before != after {
            self.say(&format!("{what} {} → {}", word(before), word(after)));
        }
    }

    fn of(mut self, before: &Rule, after: &Rule) {
        // Taken apart, so that a new field is not forgotten here.
        let Rule {
            key: _,
            name,
            stages: in_stages,
            giving,
            receiving,
            trigger,
            precondition,
            duty,
            limit_minutes,
            most_touches,
            counter,
        } = before;
        if *name != after.name {
            self.say(&format!("now called “{}”", after.name));
        }
        self.value("holds in", in_stages, &after.stages, |keys| stages(keys));
        let legs = |(giving, receiving): &(crate::Department, crate::Department)| {
            format!("{} to {}", giving.key(), receiving.key())
        };
        self.value("from", &(*giving, *receiving), &(after.giving, after.receiving), legs);
        self.value("set off when", trigger, &after.trigger, |trigger| {
            trigger.name().to_lowercase()
        });
        self.value("provided that", precondition, &after.precondition, |asked| {
            asked.map_or("nothing is asked", Precondition::clause).to_owned()
        });
        let owed = (*duty, *limit_minutes);
        if owed != (after.duty, after.limit_minutes) {
            self.say(&format!("{} → {}", before.duty_in_words(), after.duty_in_words()));
        }
        self.value("touches allowed", most_touches, &after.most_touches, |limit| {
            limit.map_or_else(|| "any number".to_owned(), super::TouchLimit::in_words)
        });
        if *counter != after.counter {
            let words = |rule: &Rule| {
                rule.counter
                    .map_or_else(|| "nothing".to_owned(), |counter| rule.counter_in_words(counter))
            };
            self.say(&format!("in return {} → {}", words(before), words(after)));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        Department::{self, Marketing, Sales, Service},
        leads::engagement::{Counter, Duty, Side, TouchLimit, Trigger},
    };

    fn change(change: impl FnOnce(&mut RulesOfEngagement)) -> Vec<String> {
        let before = RulesOfEngagement::shipped();
        let mut after = before.clone();
        change(&mut after);
        before.difference(&after)
    }

    #[test]
    fn each_change_of_a_rule_is_said_in_words() {
        let lines = change(|rules| {
            let rule = &mut rules.rules[0];
            rule.name = "Call a lead".to_owned();
            rule.stages.truncate(2);
            rule.receiving = Service;
            rule.trigger = Trigger::LeadAccepted;
            rule.precondition = None;
            rule.limit_minutes = 60;
            rule.most_touches = None;
            rule.counter = None;
        });
        assert_eq!(
            lines,
            [
                "Follow up a lead: now called “Call a lead”",
                "Follow up a lead: holds in exploring, committing to solution, justifying and selecting → exploring and \
                 committing to solution",
                "Follow up a lead: from marketing to sales → marketing to service",
                "Follow up a lead: set off when a lead is handed over → a lead is accepted",
                "Follow up a lead: provided that the lead meets the definition in force → nothing is asked",
                "Follow up a lead: sales turns to the buyer in person within 4 hours of business time → service turns to \
                 the buyer in person within 1 hour of business time",
                "Follow up a lead: touches allowed 6 touches within 14 days → any number",
                "Follow up a lead: in return marketing plans the next touch within 16 hours of business time → nothing",
            ]
        );
    }

    #[test]
    fn rules_and_exempt_cells_come_and_go() {
        let exempt = |reason: &str| Exempt {
            stage: "selecting".parse().unwrap(),
            giving: Service,
            receiving: Marketing,
            reason: reason.to_owned(),
        };
        let lines = change(|rules| {
            let mut new = rules.rules[0].clone();
            new.key = "again".parse().unwrap();
            new.name = "Call again".to_owned();
            rules.rules.remove(1);
            rules.rules.swap(3, 4);
            rules.rules.push(new);
            rules.exempt.push(exempt("Nothing passes there."));
        });
        assert_eq!(
            lines,
            [
                "New rule: Call again; sales turns to the buyer in person within 4 hours of business time",
                "Rule removed: Answer a lead",
                "The rules stand in another order",
                "No rule needed in selecting from service to marketing: Nothing passes there.",
            ]
        );
        let mut before = RulesOfEngagement::shipped();
        before.exempt = vec![exempt("Nothing passes there.")];
        let mut after = before.clone();
        after.exempt = vec![exempt("They talk every day.")];
        assert_eq!(
            before.difference(&after),
            ["Why no rule is needed in selecting from service to marketing: They talk every day."]
        );
        after.exempt.clear();
        assert_eq!(
            before.difference(&after),
            ["A rule is needed again in selecting from service to marketing"]
        );
    }

    fn some_leg() -> impl Strategy<Value = Department> {
        prop_oneof![Just(Marketing), Just(Sales), Just(Service)]
    }

    fn some_rule() -> impl Strategy<Value = Rule> {
        let touches = (1_u16..3, 1_u16..3).prop_map(|(most, within_days)| TouchLimit { most, within_days });
        let duty = || proptest::sample::select(Duty::ALL);
        let counter =
            (proptest::sample::select(Side::ALL), duty(), 1_u32..3).prop_map(|(by, duty, limit_minutes)| Counter {
                by,
                duty,
                limit_minutes,
            });
        let first = (
            "[ab]",
            proptest::collection::vec("[st]", 1..3),
            some_leg(),
            some_leg(),
            proptest::sample::select(Trigger::ALL),
        );
        let rest = (
            proptest::option::of(proptest::sample::select(Precondition::ALL)),
            duty(),
            1_u32..3,
            proptest::option::of(touches),
            proptest::option::of(counter),
        );
        (first, rest).prop_map(|((name, stages, giving, receiving, trigger), rest)| {
            let (precondition, duty, limit_minutes, most_touches, counter) = rest;
            Rule {
                key: "x".parse().unwrap(),
                name,
                stages: stages.iter().map(|key| key.parse().unwrap()).collect(),
                giving,
                receiving,
                trigger,
                precondition,
                duty,
                limit_minutes,
                most_touches,
                counter,
            }
        })
    }

    fn some_rules() -> impl Strategy<Value = RulesOfEngagement> {
        let keys = Just(vec!["x", "y", "z"]).prop_shuffle();
        let exempt = proptest::collection::btree_map("[st]", "[ab]", 0..3);
        let order = any::<bool>();
        (keys, proptest::collection::vec(some_rule(), 0..=3), exempt, order).prop_map(
            |(keys, mut rules, exempt, order)| {
                for (key, rule) in keys.into_iter().zip(&mut rules) {
                    rule.key = key.parse().unwrap();
                }
                let mut exempt: Vec<Exempt> = exempt
                    .into_iter()
                    .map(|(stage, reason)| Exempt {
                        stage: stage.parse().unwrap(),
                        giving: Marketing,
                        receiving: Sales,
                        reason,
                    })
                    .collect();
                if order {
                    exempt.reverse();
                }
                RulesOfEngagement { rules, exempt }
            },
        )
    }

    proptest! {
        #[test]
        fn equal_rules_differ_in_nothing_and_others_in_something(one in some_rules(), other in some_rules()) {
            prop_assert_eq!(one.difference(&one.clone()), Vec::<String>::new());
            prop_assert_eq!(one.difference(&other).is_empty(), one == other);
        }

        #[test]
        fn one_changed_rule_is_always_told(mut rule in some_rule(), place in 0_usize..15) {
            let before = RulesOfEngagement::shipped();
            let mut after = before.clone();
            rule.key = after.rules[place].key.clone();
            after.rules[place] = rule;
            prop_assert!(!before.difference(&after).is_empty());
        }
    }
}
