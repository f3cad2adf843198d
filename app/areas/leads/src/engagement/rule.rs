//! One rule of a draft, written by a form.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::{
    Department, Failure,
    agreements::Standing,
    leads::engagement::{Duty, Precondition, Rule, Side, Trigger, show::Engagement, write_rule::WriteRule},
};
use ui::{
    Button, ButtonKind, CheckboxGroup, Choice, LinkButton, Notice, OperationForm, PageHeader, Panel, Reads, Select,
    TextInput, Tone, busy, department_name, error_of, form::values_of, loaded, of, use_revision, use_stages, value_of,
};

use super::{
    VERSIONS,
    edit::{may_change, of_draft},
    of_version,
};

/// The page on which one rule is written. Its address names the rule; without one it is a new rule.
#[component]
pub(super) fn RulePage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let revision = use_revision();
    let asked = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let rule = Memo::new(move |_| query.with(|query| query.get("rule")));
    let read = Reads::new(
        move || (asked.get(), rule.get(), revision.get()),
        |(asked, rule, _)| async move {
            let (said, standing) = of_version(asked).await?;
            let rule = rule.map(|key| found(said, &key)).transpose()?;
            Ok((rule, standing))
        },
    );
    loaded(read, |(rule, standing)| page(rule, &standing))
}

fn found(said: Engagement, key: &str) -> Result<Rule, Failure> {
    let found = said.rules.into_iter().find(|said| said.rule.key.as_str() == key);
    found.map(|said| said.rule).ok_or(Failure::NotFound)
}

fn page(rule: Option<Rule>, standing: &Standing) -> AnyView {
    let back = format!("{VERSIONS}/{}/edit", standing.version);
    let title = rule
        .as_ref()
        .map_or_else(|| "A new rule".to_owned(), |rule| rule.name.clone());
    let content = if may_change(standing.state) {
        let of_draft = of_draft(standing);
        let key = rule.as_ref().map(|rule| rule.key.to_string()).unwrap_or_default();
        view! {
            <OperationForm
                operation={of::<WriteRule>()}
                class="stack"
                then=back.clone()
                refused_title="This rule cannot be saved yet"
            >
                {of_draft}
                <input type="hidden" name="rule" value=key />
                <Fields rule=rule />
            </OperationForm>
        }
        .into_any()
    } else {
        view! { <Notice tone=Tone::Evidence>"Only a draft is changed, by managers and admins."</Notice> }.into_any()
    };
    view! {
        <Title text=title.clone() />
        <PageHeader title=title>
            <LinkButton href=back>"All rules of the draft"</LinkButton>
        </PageHeader>
        <div class="below-head">{content}</div>
    }
    .into_any()
}

fn legs() -> Vec<Choice> {
    let all = Department::ALL.into_iter();
    all.map(|leg| Choice::new(leg.key(), department_name(leg))).collect()
}

fn duties() -> Vec<Choice> {
    let all = Duty::ALL.iter();
    all.map(|duty| Choice::new(duty.key(), duty.name())).collect()
}

fn number(number: Option<u32>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

#[component]
fn Fields(rule: Option<Rule>) -> impl IntoView {
    view! { {when_and_where(rule.as_ref())} {owed(rule.as_ref())} {in_return(rule.as_ref())} <Save /> }
}

fn when_and_where(rule: Option<&Rule>) -> AnyView {
    let name = rule.map(|rule| rule.name.clone()).unwrap_or_default();
    let stages = use_stages();
    let choices = stages
        .iter()
        .map(|stage| Choice::new(stage.key.as_str(), stage.name.clone()))
        .collect();
    let holds_in = rule.map(|rule| rule.stages.iter().map(ToString::to_string).collect::<Vec<_>>());
    let trigger = rule.map_or(Trigger::LeadHandedOver, |rule| rule.trigger);
    let triggers = Trigger::ALL.iter();
    let triggers = triggers
        .map(|trigger| Choice::new(trigger.key(), trigger.name()))
        .collect();
    view! {
        <Panel title="When">
            <div class="stack">
                <TextInput name="name" label="Name" required=true value=value_of("name", name) error=error_of("name") />
                <Select
                    name="trigger"
                    label="It is set off when"
                    choices=triggers
                    value=value_of("trigger", trigger.key())
                    error=error_of("trigger")
                />
                <CheckboxGroup
                    name="stages"
                    label="While the account is in"
                    choices=choices
                    values=values_of("stages", holds_in.unwrap_or_default())
                    error=error_of("stages")
                />
            </div>
        </Panel>
    }
    .into_any()
}

fn owed(rule: Option<&Rule>) -> AnyView {
    let asked = Precondition::ALL.iter();
    let asked = asked.map(|asked| Choice::new(asked.key(), asked.name())).collect();
    let limit = rule.map(|rule| rule.limit_minutes);
    let touches = rule.and_then(|rule| rule.most_touches);
    let (giving, receiving) = rule.map_or((Department::Marketing, Department::Sales), |rule| {
        (rule.giving, rule.receiving)
    });
    let duty = rule.map_or(Duty::Touch, |rule| rule.duty);
    let provided = rule.and_then(|rule| rule.precondition);
    view! {
        <Panel title="Who owes what">
            <div class="stack">
                <Select
                    name="giving"
                    label="The leg that gives"
                    choices=legs()
                    value=value_of("giving", giving.key())
                    error=error_of("giving")
                />
                <Select
                    name="precondition"
                    label="It answers for it that"
                    empty="Nothing is asked"
                    hint="Where this does not hold, the receiving leg owes nothing."
                    choices=asked
                    value=value_of("precondition", provided.map_or("", Precondition::key))
                    error=error_of("precondition")
                />
                <Select
                    name="receiving"
                    label="The leg that receives"
                    choices=legs()
                    value=value_of("receiving", receiving.key())
                    error=error_of("receiving")
                />
                <Select
                    name="duty"
                    label="It owes"
                    choices=duties()
                    value=value_of("duty", duty.key())
                    error=error_of("duty")
                />
                {within([("hours", "Within hours of business time"), ("minutes", "and minutes")], limit)}
                <div class="halves">
                    {count("most", "No more touches than", number(touches.map(|limit| limit.most.into())))}
                    {count("within_days", "within days", number(touches.map(|limit| limit.within_days.into())))}
                </div>
            </div>
        </Panel>
    }
    .into_any()
}

fn in_return(rule: Option<&Rule>) -> AnyView {
    let counter = rule.and_then(|rule| rule.counter);
    let sides = Side::ALL.iter();
    let sides = sides.map(|side| Choice::new(side.key(), side.name())).collect();
    view! {
        <Panel title="In return" note="optional">
            <div class="stack">
                <Select
                    name="return_by"
                    label="In return"
                    empty="Nobody owes anything"
                    choices=sides
                    value=value_of("return_by", counter.map_or("", |counter| counter.by.key()))
                    error=error_of("return_by")
                />
                <Select
                    name="return_duty"
                    label="owes"
                    empty="Nothing"
                    choices=duties()
                    value=value_of("return_duty", counter.map_or("", |counter| counter.duty.key()))
                    error=error_of("return_duty")
                />
                {within(
                    [("return_hours", "within hours of business time"), ("return_minutes", "and minutes of it")],
                    counter.map(|counter| counter.limit_minutes),
                )}
            </div>
        </Panel>
    }
    .into_any()
}

/// A limit in business time.
fn within(fields: [(&'static str, &'static str); 2], limit: Option<u32>) -> AnyView {
    let [(hours, of_hours), (minutes, of_minutes)] = fields;
    let part = |part: u32| (part > 0).then_some(part);
    view! {
        <div class="halves">
            {count(hours, of_hours, number(limit.and_then(|limit| part(limit / 60))))}
            {count(minutes, of_minutes, number(limit.and_then(|limit| part(limit % 60))))}
        </div>
    }
    .into_any()
}

fn count(name: &'static str, label: &'static str, stored: String) -> AnyView {
    view! {
        <TextInput
            name=name
            label=label
            inputmode="numeric"
            optional=true
            value=value_of(name, stored)
            error=error_of(name)
        />
    }
    .into_any()
}

#[component]
fn Save() -> impl IntoView {
    view! {
        <div class="row">
            <Button kind=ButtonKind::Primary submit=true busy=busy()>
                "Save the rule"
            </Button>
        </div>
    }
}
