//! A rule as a form: what stands on the screen while somebody builds it. Every rule language that people write by hand
//! uses this one, whatever the rule is for.
//!
//! A field of the form is named by the path that [`Criterion::check`] complains about, such as
//! `entry.all.1.condition.signals.within_days`; so each complaint finds its field by itself.

mod inputs;
mod kinds;
mod read;
mod sent;
mod step;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use self::{
    kinds::{GROUPS, KINDS, Kind},
    read::{Texts, Typed},
    sent::Sent,
    step::Step,
};
use super::Criterion;
use crate::values::Currency;

/// What a rule needs to know of its surroundings to be shown.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// The currency in which amounts are written.
    pub currency: Currency,
    /// Key and name of the stages that may be asked for; none where asking for a stage makes no sense.
    pub stages: &'a [(String, String)],
    /// Key and name of the pains that may be asked for; none where nobody keeps evidence.
    pub pains: &'a [(String, String)],
    /// Key and name of the crises that may be asked for.
    pub crises: &'a [(String, String)],
    /// Whether the rule is about a lead, which has scores.
    pub scores: bool,
}

impl About<'_> {
    /// Surroundings in which neither stages nor pains nor scores may be asked for.
    pub const fn an_account(currency: Currency) -> Self {
        Self {
            currency,
            stages: &[],
            pains: &[],
            crises: &[],
            scores: false,
        }
    }
}

/// A rule on the screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Builder {
    /// Where the rule stands in what it belongs to: the first part of every field's name.
    pub path: String,
    /// The rule in words; nothing where there is none.
    pub sentence: Option<String>,
    /// The rule in JSON, sent along with every step; what was typed into fields goes before it.
    pub rule: Option<String>,
    /// Its groups and conditions from the outside in, in their order.
    pub rows: Vec<Row>,
    /// What can be added.
    pub kinds: Vec<Choice>,
}

/// A group or a condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = CriterionRow)]
pub struct Row {
    /// Where it stands.
    pub path: String,
    /// In how many groups it stands.
    pub depth: u8,
    /// What it is.
    pub what: What,
    /// What a condition asks, in words; of a group what holds it together.
    pub words: String,
    /// The fields of a condition.
    pub inputs: Vec<Input>,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CriterionRowKind)]
pub enum What {
    /// All of what stands in it.
    All,
    /// One of what stands in it.
    Any,
    /// Not what stands in it.
    Not,
    /// One question.
    Condition,
}

/// One field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = CriterionInput)]
pub struct Input {
    /// Its name in the form.
    pub name: String,
    /// What is asked.
    pub label: String,
    /// How it is answered.
    pub kind: InputKind,
    /// What stands in it.
    pub values: Vec<String>,
    /// The answers to choose from.
    pub choices: Vec<Choice>,
}

/// How a field is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CriterionInputKind)]
pub enum InputKind {
    /// By any number of choices.
    Several,
    /// By one choice.
    One,
    /// By a whole number.
    Number,
    /// By an amount of money.
    Amount,
    /// By one line.
    Line,
    /// By several lines, each an answer.
    Lines,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = CriterionChoice)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// What people read.
    pub label: String,
}

impl Choice {
    pub(super) fn of(value: &str, label: &str) -> Self {
        Self {
            value: value.to_owned(),
            label: label.to_owned(),
        }
    }
}

impl Builder {
    /// A rule that stands at a path, or the place for one.
    pub fn of(rule: Option<&Criterion>, path: &str, about: About<'_>) -> Self {
        let mut rows = Vec::new();
        if let Some(rule) = rule {
            lay_out(rule, path.to_owned(), 0, about, &mut rows);
        }
        let kinds = KINDS.iter().filter(|kind| kind.fits(about));
        Self {
            path: path.to_owned(),
            sentence: rule.map(|rule| rule.describe_in(Some(about.currency))),
            rule: rule.and_then(|rule| serde_json::to_string(rule).ok()),
            rows,
            kinds: kinds
                .map(|kind| Choice::of(kind.key, kind.name))
                .chain(GROUPS.map(|(key, name)| Choice::of(key, name)))
                .collect(),
        }
    }
}

fn lay_out(rule: &Criterion, path: String, depth: u8, about: About<'_>, rows: &mut Vec<Row>) {
    let (what, words, inputs) = match rule {
        Criterion::All(_) => (What::All, "All of these".to_owned(), Vec::new()),
        Criterion::Any(_) => (What::Any, "One of these".to_owned(), Vec::new()),
        Criterion::Not(_) => (What::Not, "Not this".to_owned(), Vec::new()),
        Criterion::Condition(condition) => (
            What::Condition,
            condition.describe_in(false, Some(about.currency)),
            inputs::of(condition, &[&path, ".condition"].concat(), about),
        ),
    };
    rows.push(Row {
        path: path.clone(),
        depth,
        what,
        words,
        inputs,
    });
    match rule {
        Criterion::All(parts) | Criterion::Any(parts) => {
            let group = if what == What::All { "all" } else { "any" };
            for (place, part) in parts.iter().enumerate() {
                lay_out(part, format!("{path}.{group}.{place}"), depth + 1, about, rows);
            }
        }
        Criterion::Not(part) => lay_out(part, [&path, ".not"].concat(), depth + 1, about, rows),
        Criterion::Condition(_) => {}
    }
}
