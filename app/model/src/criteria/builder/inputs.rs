//! The fields of each kind of condition.

use serde::Serialize;

use super::{About, Choice, Input, InputKind};
use crate::{
    Department,
    accounts::{
        contacts::BuyingRole,
        deals::DealState,
        signals::{SignalKind, SourceType},
        touches::TouchKind,
    },
    criteria::{
        AmountLimit, Condition, Limit, PainTest, TextTest,
        describe::words::{decided, role, signal, source, touch},
    },
    leads::pains::evidence::EvidenceSource,
    values::Money,
};

/// The fields of a condition that stands at a path.
pub(super) fn of(condition: &Condition, path: &str, about: About<'_>) -> Vec<Input> {
    let mut inputs = Inputs {
        path: [path, ".", condition.key()].concat(),
        about,
        all: Vec::new(),
    };
    match condition {
        Condition::Industry(test) | Condition::Country(test) | Condition::City(test) => inputs.text_test(test),
        Condition::Employees(limit)
        | Condition::DaysInStage(limit)
        | Condition::Fit(limit)
        | Condition::Engagement(limit) => inputs.limit("", *limit),
        Condition::AnnualRevenue(limit) => inputs.amount("", *limit),
        Condition::Leads(test) => {
            inputs.legs(Some(&test.legs));
            let named = [
                Choice::of("true", "Each has a lead"),
                Choice::of("false", "None has a lead"),
            ];
            inputs.push(
                "named",
                "Lead",
                InputKind::One,
                vec![test.named.to_string()],
                named.into(),
            );
        }
        Condition::Signals(asked) => {
            let kinds = SignalKind::ALL.map(|kind| Choice::of(kind.key(), signal(kind).1));
            inputs.several("kinds", "Only these kinds", asked.kinds.as_ref(), kinds.into());
            let sources = SourceType::ALL.map(|kind| Choice::of(kind.key(), source(kind)));
            inputs.several("sources", "Only from these", asked.sources.as_ref(), sources.into());
            let topic = asked.topic.iter().cloned().collect();
            inputs.push("topic", "About a topic with", InputKind::Line, topic, Vec::new());
            inputs.window(asked.within_days);
            inputs.limit("count.", asked.count);
        }
        Condition::Touches(asked) => {
            let kinds = TouchKind::ALL.map(|kind| Choice::of(kind.key(), touch(kind).1));
            inputs.several("kinds", "Only these kinds", asked.kinds.as_ref(), kinds.into());
            inputs.legs(asked.legs.as_ref());
            inputs.window(asked.within_days);
            inputs.limit("count.", asked.count);
        }
        Condition::Contacts(asked) => {
            let roles = BuyingRole::ALL.iter();
            let roles = roles.map(|kind| Choice::of(&text_of(kind), role(*kind).1));
            inputs.several("roles", "Only these roles", asked.roles.as_ref(), roles.collect());
            inputs.limit("count.", asked.count);
        }
        Condition::Deals(asked) => {
            inputs.state(asked.state);
            inputs.window(asked.within_days);
            inputs.limit("count.", asked.count);
        }
        Condition::DealAmount(asked) => {
            inputs.state(asked.state);
            inputs.window(asked.within_days);
            inputs.amount("amount.", asked.amount);
        }
        Condition::Stage(test) => {
            let stages = about.stages.iter().map(|(key, name)| Choice::of(key, name));
            inputs.several("one_of", "One of these stages", Some(&test.one_of), stages.collect());
        }
        Condition::Pain(asked) => inputs.pain(asked),
        Condition::Trigger(asked) => {
            let crises = about.crises.iter().map(|(key, name)| Choice::of(key, name));
            inputs.several("crises", "Only these crises", asked.crises.as_ref(), crises.collect());
            inputs.pains("Only what makes these urgent", asked.pains.as_ref());
        }
    }
    inputs.all
}

/// The text of a choice as it is stored.
fn text_of(choice: &impl Serialize) -> String {
    let json = serde_json::to_value(choice).unwrap_or_default();
    json.as_str().unwrap_or_default().to_owned()
}

struct Inputs<'a> {
    path: String,
    about: About<'a>,
    all: Vec<Input>,
}

impl Inputs<'_> {
    fn push(&mut self, name: &str, label: &str, kind: InputKind, values: Vec<String>, choices: Vec<Choice>) {
        self.all.push(Input {
            name: [&self.path, ".", name].concat(),
            label: label.to_owned(),
            kind,
            values,
            choices,
        });
    }

    fn several<T: Serialize>(&mut self, name: &str, label: &str, chosen: Option<&Vec<T>>, choices: Vec<Choice>) {
        let values = chosen.into_iter().flatten().map(text_of).collect();
        self.push(name, label, InputKind::Several, values, choices);
    }

    fn pains(&mut self, label: &str, chosen: Option<&Vec<String>>) {
        let pains = self.about.pains.iter().map(|(key, name)| Choice::of(key, name));
        self.several("pains", label, chosen, pains.collect());
    }

    fn pain(&mut self, asked: &PainTest) {
        self.pains("Only these pains", asked.pains.as_ref());
        let severity = asked.severity_at_least.map(|severity| severity.to_string());
        let severity = severity.into_iter().collect();
        self.push(
            "severity_at_least",
            "Severity at least",
            InputKind::Number,
            severity,
            Vec::new(),
        );
        let sources = EvidenceSource::ALL
            .iter()
            .map(|kind| Choice::of(kind.key(), kind.name()));
        self.several("sources", "Only from these", asked.sources.as_ref(), sources.collect());
        self.window(asked.within_days);
        let urgent = [
            Choice::of("false", "Urgent or not"),
            Choice::of("true", "Made urgent by an unexpired trigger"),
        ];
        self.push(
            "urgent",
            "Urgency",
            InputKind::One,
            vec![asked.urgent.to_string()],
            urgent.into(),
        );
    }

    fn legs(&mut self, legs: Option<&Vec<Department>>) {
        let all = Department::ALL.map(|leg| Choice::of(leg.key(), leg.key()));
        self.several("legs", "Only these legs", legs, all.into());
    }

    fn state(&mut self, state: Option<DealState>) {
        let mut states = vec![Choice::of("", "In any state")];
        states.extend(DealState::ALL.map(|state| Choice::of(state.key(), decided(state))));
        let value = state.map(|state| state.key().to_owned());
        self.push("state", "Deals", InputKind::One, value.into_iter().collect(), states);
    }

    fn window(&mut self, days: Option<u16>) {
        let value = days.map(|days| days.to_string()).into_iter().collect();
        self.push("within_days", "Within days", InputKind::Number, value, Vec::new());
    }

    fn limit(&mut self, inside: &str, limit: Limit) {
        for (name, label, value) in [
            ("at_least", "At least", limit.at_least),
            ("at_most", "At most", limit.at_most),
        ] {
            let value = value.map(|value| value.to_string()).into_iter().collect();
            self.push(&[inside, name].concat(), label, InputKind::Number, value, Vec::new());
        }
    }

    fn amount(&mut self, inside: &str, limit: AmountLimit) {
        let currency = self.about.currency;
        for (name, label, value) in [
            ("at_least_minor", "At least", limit.at_least_minor),
            ("at_most_minor", "At most", limit.at_most_minor),
        ] {
            let value = value.map(|minor| Money::new(minor, currency).decimal());
            let label = [label, " ", currency.code()].concat();
            let value = value.into_iter().collect();
            self.push(&[inside, name].concat(), &label, InputKind::Amount, value, Vec::new());
        }
    }

    fn text_test(&mut self, test: &TextTest) {
        let tests = [
            Choice::of("known", "Is known"),
            Choice::of("one_of", "Is one of these"),
            Choice::of("contains", "Contains"),
        ];
        let (chosen, lines) = match test {
            TextTest::Known => ("known", Vec::new()),
            TextTest::OneOf(texts) => ("one_of", texts.clone()),
            TextTest::Contains(part) => ("contains", vec![part.clone()]),
        };
        self.push("test", "Test", InputKind::One, vec![chosen.to_owned()], tests.into());
        self.push("texts", "Texts, one a line", InputKind::Lines, lines, Vec::new());
    }
}
