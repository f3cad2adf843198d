//! What one version of the journey changes of another, in words for those who sign it.

use std::collections::BTreeSet;

use super::{AgreedStage, Journey, Owed, StageKey};
use crate::{Department, criteria::Criterion};

impl Journey {
    /// What the other journey changes of this one, a line for each change; nothing when both are the same. Stages are
    /// the same when their keys are, and each journey has each key once (see [`Journey::check`]).
    pub fn difference(&self, other: &Self) -> Vec<String> {
        let mut lines = Vec::new();
        for agreed in &other.stages {
            match self.stage(agreed.stage.key.as_str()) {
                Some(before) => Change {
                    journeys: (self, other),
                    name: &before.stage.name,
                    lines: &mut lines,
                }
                .of(before, agreed),
                None => lines.push(format!(
                    "New stage: {}, {}",
                    agreed.stage.name,
                    other.where_stands(&agreed.stage.key)
                )),
            }
        }
        let moved = self.moved(other);
        lines.extend(moved.map(|agreed| {
            format!(
                "Moved {}: now {}",
                agreed.stage.name,
                other.where_stands(&agreed.stage.key)
            )
        }));
        let removed = self
            .stages
            .iter()
            .filter(|agreed| other.stage(agreed.stage.key.as_str()).is_none());
        lines.extend(removed.map(|agreed| format!("Stage removed: {}", agreed.stage.name)));
        lines.extend(self.mapped(other));
        lines
    }

    /// What the other journey says differently about accounts in stages that it does not have.
    fn mapped(&self, other: &Self) -> Vec<String> {
        let keys: BTreeSet<&StageKey> = self.mapping.keys().chain(other.mapping.keys()).collect();
        let changed = keys
            .into_iter()
            .filter(|key| self.mapping.get(*key) != other.mapping.get(*key));
        changed
            .map(|key| {
                let left = self.name_of(Some(key));
                match other.mapping.get(key) {
                    Some(to) => format!("Accounts held in {left} go to {}", other.name_of(Some(to))),
                    None => format!("Accounts held in {left} go where the criteria put them"),
                }
            })
            .collect()
    }

    /// Where a stage stands, by the name of the one before it.
    fn where_stands(&self, key: &StageKey) -> String {
        let before = self
            .stages
            .iter()
            .zip(self.stages.iter().skip(1))
            .find(|(_, agreed)| agreed.stage.key == *key);
        before.map_or_else(
            || "first of all".to_owned(),
            |(before, _)| format!("after {}", before.stage.name),
        )
    }

    /// The stages of the other journey that stand elsewhere than here, as few as explain its order.
    fn moved<'a>(&self, other: &'a Self) -> impl Iterator<Item = &'a AgreedStage> + use<'a> {
        let place = |agreed: &AgreedStage| self.stages.iter().position(|own| own.stage.key == agreed.stage.key);
        let kept: Vec<(usize, &AgreedStage)> = other
            .stages
            .iter()
            .filter_map(|agreed| Some((place(agreed)?, agreed)))
            .collect();
        let staying = longest_rising(kept.iter().map(|(place, _)| *place));
        kept.into_iter()
            .filter(move |(place, _)| !staying.contains(place))
            .map(|(_, agreed)| agreed)
    }

    fn name_of(&self, key: Option<&StageKey>) -> String {
        key.map_or_else(
            || "nothing".to_owned(),
            |key| {
                self.stage(key.as_str())
                    .map_or_else(|| key.to_string(), |agreed| agreed.stage.name.clone())
            },
        )
    }
}

/// The most numbers of a list that rise from left to right.
fn longest_rising(numbers: impl Iterator<Item = usize>) -> BTreeSet<usize> {
    let mut runs: Vec<BTreeSet<usize>> = Vec::new();
    for number in numbers {
        let mut run = runs
            .iter()
            .filter(|run| run.last().is_none_or(|last| *last < number))
            .max_by_key(|run| run.len())
            .cloned()
            .unwrap_or_default();
        run.insert(number);
        runs.push(run);
    }
    runs.into_iter().max_by_key(BTreeSet::len).unwrap_or_default()
}

/// What changes of one stage.
struct Change<'a> {
    journeys: (&'a Journey, &'a Journey),
    /// What the stage was called until now.
    name: &'a str,
    lines: &'a mut Vec<String>,
}

impl Change<'_> {
    fn say(&mut self, what: &str) {
        self.lines.push(format!("{}: {what}", self.name));
    }

    /// A short value; nothing is said of one that stays.
    fn value<T: PartialEq>(&mut self, what: &str, before: &T, after: &T, word: impl Fn(&T) -> String) {
        if before != after {
            self.say(&format!("{what} {} → {}", word(before), word(after)));
        }
    }

    fn of(mut self, before: &AgreedStage, after: &AgreedStage) {
        // Taken apart, so that a new field is not forgotten here.
        let AgreedStage {
            stage,
            definition,
            questions,
            entry,
            anticipates,
            awareness,
            funnel,
        } = before;
        let quoted = |text: &String| format!("“{text}”");
        if stage.name != after.stage.name {
            self.say(&format!("now called {}", quoted(&after.stage.name)));
        }
        self.value("the buyer is", &stage.buyer, &after.stage.buyer, quoted);
        self.value("phase", &stage.phase, &after.stage.phase, |phase| {
            phase.name().to_lowercase()
        });
        self.value(
            "accountable",
            &stage.accountable,
            &after.stage.accountable,
            |leg: &Option<Department>| leg.map_or("nobody", Department::key).to_owned(),
        );
        self.norm(stage.norm_days, after.stage.norm_days);
        self.value("owed acts", &stage.owes, &after.stage.owes, |owes| owed(owes));
        if *definition != after.definition {
            self.say("its definition reads differently");
        }
        self.entry(entry.as_ref(), after.entry.as_ref());
        self.questions(questions, &after.questions);
        self.next(anticipates.as_ref(), after.anticipates.as_ref());
        self.value("from awareness to action", awareness, &after.awareness, |step| {
            step.map_or("nothing", super::Aida::name).to_owned()
        });
        self.value("from inquiry to won", funnel, &after.funnel, |step| {
            step.map_or("nothing", super::Funnel::name).to_owned()
        });
    }

    fn norm(&mut self, before: Option<u16>, after: Option<u16>) {
        match (before, after) {
            (Some(before), Some(after)) if before != after => {
                self.say(&format!("usual time {before} → {}", days(after)));
            }
            (None, Some(after)) => self.say(&format!("usual time is now {}", days(after))),
            (Some(_), None) => self.say("no usual time any more"),
            _ => {}
        }
    }

    fn entry(&mut self, before: Option<&Criterion>, after: Option<&Criterion>) {
        if before == after {
            return;
        }
        match after {
            None => self.say("entered by hand only"),
            Some(after) => {
                let words = after.describe();
                if before.is_some_and(|before| before.describe() == words) {
                    // Written another way, and no other rule to whoever reads it.
                    self.say("its entry criteria are written another way");
                } else {
                    self.say(&format!("entered with {words}"));
                }
            }
        }
    }

    fn questions(&mut self, before: &[String], after: &[String]) {
        let gone = before.iter().filter(|question| !after.contains(question));
        let new = after.iter().filter(|question| !before.contains(question));
        let told = self.lines.len();
        for question in gone {
            self.say(&format!("the buyer no longer asks “{question}”"));
        }
        for question in new {
            self.say(&format!("the buyer also asks “{question}”"));
        }
        if before != after && self.lines.len() == told {
            self.say("the buyer asks his questions in another order");
        }
    }

    fn next(&mut self, before: Option<&StageKey>, after: Option<&StageKey>) {
        if before == after {
            return;
        }
        let (old, new) = self.journeys;
        self.say(&format!(
            "usually leads to {} → {}",
            old.name_of(before),
            new.name_of(after)
        ));
    }
}

fn days(days: u16) -> String {
    if days == 1 {
        "1 day".to_owned()
    } else {
        format!("{days} days")
    }
}

fn owed(owes: &[Owed]) -> String {
    if owes.is_empty() {
        return "none".to_owned();
    }
    let each: Vec<String> = owes
        .iter()
        .map(|owed| format!("{} within {}", owed.leg.key(), days(owed.within_days)))
        .collect();
    each.join(", ")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::criteria::{Condition, Limit};
    use crate::journey::{Aida, Funnel, Phase, Stage};

    fn change(change: impl FnOnce(&mut Journey)) -> Vec<String> {
        let before = Journey::shipped();
        let mut after = before.clone();
        change(&mut after);
        before.difference(&after)
    }

    #[test]
    fn each_change_is_said_in_words() {
        let lines = change(|journey| {
            let selecting = &mut journey.stages[5];
            selecting.stage.norm_days = Some(30);
            selecting.stage.name = "Choosing".to_owned();
            selecting.stage.owes[1].within_days = 7;
            selecting.questions.swap(0, 1);
            selecting.anticipates = None;
            selecting.awareness = None;
            selecting.funnel = Some(Funnel::Sal);
            selecting.definition.push('!');
            journey.stages[9].stage.norm_days = Some(1);
            journey.stages[10].stage.accountable = Some(Department::Marketing);
        });
        assert_eq!(
            lines,
            [
                "Selecting: now called “Choosing”",
                "Selecting: usual time 25 → 30 days",
                "Selecting: owed acts marketing within 21 days, sales within 14 days, service within 30 days → \
                 marketing within 21 days, sales within 7 days, service within 30 days",
                "Selecting: its definition reads differently",
                "Selecting: the buyer asks his questions in another order",
                "Selecting: usually leads to Onboarding → nothing",
                "Selecting: from awareness to action Action → nothing",
                "Selecting: from inquiry to won SQL → SAL",
                "Advocating: usual time is now 1 day",
                "Dormant: accountable nobody → marketing",
            ]
        );
    }

    #[test]
    fn stages_come_go_and_move() {
        let lines = change(|journey| {
            let mut pilot = journey.stages[4].clone();
            pilot.stage.key = "pilot".parse().unwrap();
            pilot.stage.name = "Pilot".to_owned();
            journey.stages.insert(5, pilot);
            journey.stages.pop();
            let loosening = journey.stages.remove(0);
            journey.stages.insert(1, loosening);
            let lost = journey.stages.pop().unwrap();
            journey.stages.insert(11, lost);
        });
        assert_eq!(
            lines,
            [
                "New stage: Pilot, after Justifying the decision",
                "Moved Committing to change: now first of all",
                "Moved Lost: now after Advocating",
                "Stage removed: Churned",
            ]
        );
    }

    fn some_owed() -> impl Strategy<Value = Vec<Owed>> {
        let leg = prop_oneof![
            Just(Department::Marketing),
            Just(Department::Sales),
            Just(Department::Service)
        ];
        let owed = (leg, 1_u16..4).prop_map(|(leg, within_days)| Owed { leg, within_days });
        proptest::collection::vec(owed, 0..2)
    }

    fn some_stage() -> impl Strategy<Value = AgreedStage> {
        let text = || "[ab]{1}";
        let leg = prop_oneof![
            Just(None),
            Just(Some(Department::Sales)),
            Just(Some(Department::Service))
        ];
        let phase = prop_oneof![Just(Phase::Early), Just(Phase::Customer)];
        let slim = (text(), text(), phase, leg, proptest::option::of(1_u16..3), some_owed());
        let rest = (
            text(),
            proptest::collection::vec("[ab]", 0..3),
            proptest::option::of((1_u32..4).prop_map(|least| Condition::Employees(Limit::at_least(least)).into())),
            proptest::option::of("[xyz]"),
            prop_oneof![Just(None), Just(Some(Aida::Interest))],
            prop_oneof![Just(None), Just(Some(Funnel::Mql))],
        );
        (slim, rest).prop_map(|((name, buyer, phase, accountable, norm_days, owes), rest)| {
            let (definition, questions, entry, anticipates, awareness, funnel) = rest;
            AgreedStage {
                stage: Stage {
                    key: "x".parse().unwrap(),
                    name,
                    buyer,
                    phase,
                    accountable,
                    norm_days,
                    owes,
                },
                definition,
                questions,
                entry,
                anticipates: anticipates.map(|key| key.parse().unwrap()),
                awareness,
                funnel,
            }
        })
    }

    fn some_journey() -> impl Strategy<Value = Journey> {
        let keys = Just(vec!["x", "y", "z"]).prop_shuffle();
        (keys, proptest::collection::vec(some_stage(), 0..=3)).prop_map(|(keys, mut stages)| {
            for (key, agreed) in keys.into_iter().zip(&mut stages) {
                agreed.stage.key = key.parse().unwrap();
            }
            Journey {
                stages,
                mapping: BTreeMap::new(),
            }
        })
    }

    proptest! {
        #[test]
        fn equal_journeys_differ_in_nothing_and_others_in_something(one in some_journey(), other in some_journey()) {
            prop_assert_eq!(one.difference(&one.clone()), Vec::<String>::new());
            prop_assert_eq!(one.difference(&other).is_empty(), one == other);
        }

        #[test]
        fn one_changed_stage_is_always_told(agreed in some_stage(), place in 0_usize..14) {
            let before = Journey::shipped();
            let mut after = before.clone();
            let key = after.stages[place].stage.key.clone();
            after.stages[place] = agreed;
            after.stages[place].stage.key = key;
            prop_assert!(!before.difference(&after).is_empty());
        }

        #[test]
        fn a_new_order_is_always_told(order in Just((0..14).collect::<Vec<usize>>()).prop_shuffle()) {
            let before = Journey::shipped();
            let after = Journey {
                stages: order.iter().map(|place| before.stages[*place].clone()).collect(),
                mapping: BTreeMap::new(),
            };
            prop_assert_eq!(before.difference(&after).is_empty(), order.is_sorted());
        }
    }
}
