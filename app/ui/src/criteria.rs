//! A rule as a form: groups and conditions in their order, each with its fields and its buttons. Every button sends the
//! same form, so that what was typed elsewhere is kept and nothing needs scripts.

use leptos::prelude::*;
use model::criteria::builder::{Builder, Input, InputKind, Row, What};

use crate::{
    Button, ButtonKind, CheckboxGroup, Choice, Icon, Select, TextArea, TextInput, busy,
    field::FieldError,
    form::{error_at, error_where, value_of, values_of},
};

/// The fields and buttons of a rule, inside an `<OperationForm>` whose operation takes `rule`, `step` and the fields.
#[component]
pub fn CriteriaBuilder(
    /// The rule.
    builder: Builder,
    /// What is said where there is no rule.
    #[prop(into)]
    nothing: String,
    /// The words on the button that saves the form without a step.
    #[prop(default = "Save criteria")]
    save: &'static str,
) -> impl IntoView {
    let Builder {
        path,
        sentence,
        rule,
        rows,
        kinds,
    } = builder;
    let kinds: Vec<Choice> = kinds
        .into_iter()
        .map(|kind| Choice::new(kind.value, kind.label))
        .collect();
    let kinds = StoredValue::new(kinds);
    let bare = rows
        .first()
        .is_none_or(|root| matches!(root.what, What::Condition | What::Not));
    let begins = bare.then(|| adder(&path, "Add a condition", kinds));
    let lines: Vec<_> = rows.into_iter().map(|row| line(row, kinds)).collect();
    let said = match sentence {
        Some(sentence) => view! { <p class="rule-sentence">{sentence} "."</p> }.into_any(),
        None => view! { <p class="muted">{nothing}</p> }.into_any(),
    };
    let any = rule.is_some();
    view! {
        {said}
        {rule.map(|rule| view! { <input type="hidden" name="rule" value=rule /> })}
        // Stands first, so that the enter key saves and takes no other step.
        <div class="row">
            {any
                .then(|| {
                    view! {
                        <Button kind=ButtonKind::Primary submit=true busy=busy()>
                            {save}
                        </Button>
                    }
                })}
        </div>
        <ol class="rule">{lines}</ol>
        {begins}
    }
}

fn adder(path: &str, label: &str, kinds: StoredValue<Vec<Choice>>) -> AnyView {
    let name = [path, ".add"].concat();
    view! {
        <div class="row rule-add">
            <Select
                name=name.clone()
                label=label
                choices=kinds.get_value()
                value=value_of(&name, "")
                error=error_at(name.clone())
            />
            {step("add", path, Icon::Plus, "Add")}
        </div>
    }
    .into_any()
}

fn step(verb: &str, path: &str, icon: Icon, words: &'static str) -> AnyView {
    let value = [verb, " ", path].concat();
    view! {
        <Button kind=ButtonKind::Quiet small=true icon=icon submit=true name="step" value=value busy=busy()>
            {words}
        </Button>
    }
    .into_any()
}

fn line(row: Row, kinds: StoredValue<Vec<Choice>>) -> AnyView {
    let Row {
        path,
        depth,
        what,
        words,
        inputs,
    } = row;
    let group = matches!(what, What::All | What::Any);
    let (own, named) = (
        path.clone(),
        inputs.iter().map(|input| input.name.clone()).collect::<Vec<_>>(),
    );
    let whole = error_where(move |field| {
        let about_row = match what {
            What::Condition => field
                .strip_prefix(&own)
                .is_some_and(|rest| rest.starts_with(".condition")),
            _ => field
                .strip_prefix(&own)
                .is_some_and(|rest| matches!(rest, "" | ".all" | ".any" | ".depth" | ".conditions")),
        };
        about_row && !named.iter().any(|name| is_at(field, name))
    });
    let fields: Vec<_> = inputs.into_iter().map(input).collect();
    let add = group.then(|| adder(&path, "Add to this group", kinds));
    let turn = match what {
        What::All => Some("Make it one of these"),
        What::Any => Some("Make it all of these"),
        What::Not | What::Condition => None,
    };
    view! {
        <li class=["rule-row depth-", &depth.min(8).to_string()].concat()>
            <fieldset>
                <legend id=path.clone()>{words}</legend>
                <FieldError id=path.clone() error=whole />
                <div class="rule-fields">{fields}</div>
                <div class="row">
                    {turn.map(|words| step("turn", &path, Icon::Undo, words))}
                    {group.then(|| step("ungroup", &path, Icon::Undo, "Dissolve the group"))}
                    {(what != What::Not).then(|| step("group", &path, Icon::Plus, "Put into a group"))}
                    {step("negate", &path, Icon::Cross, if what == What::Not { "Not negated" } else { "Negate" })}
                    {step("remove", &path, Icon::Trash, "Remove")}
                </div>
                {add}
            </fieldset>
        </li>
    }
    .into_any()
}

/// Whether a complaint about `field` belongs to the field with this name.
fn is_at(field: &str, name: &str) -> bool {
    field
        .strip_prefix(name)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn input(input: Input) -> AnyView {
    let Input {
        name,
        label,
        kind,
        values,
        choices,
    } = input;
    let choices: Vec<Choice> = choices
        .into_iter()
        .map(|choice| Choice::new(choice.value, choice.label))
        .collect();
    let error = error_at(name.clone());
    let one = || value_of(&name, values.first().cloned().unwrap_or_default());
    match kind {
        InputKind::Several => {
            let values = values_of(&name, values);
            view! { <CheckboxGroup name=name label=label choices=choices values=values error=error inline=true /> }
                .into_any()
        }
        InputKind::One => {
            let value = one();
            view! { <Select name=name label=label choices=choices value=value error=error /> }.into_any()
        }
        InputKind::Lines => {
            let value = value_of(&name, values.join("\n"));
            view! { <TextArea name=name label=label rows=2 value=value error=error /> }.into_any()
        }
        InputKind::Number | InputKind::Amount | InputKind::Line => {
            let mode = match kind {
                InputKind::Number => "numeric",
                InputKind::Amount => "decimal",
                _ => "text",
            };
            let value = one();
            view! { <TextInput name=name label=label inputmode=mode value=value error=error /> }.into_any()
        }
    }
}
