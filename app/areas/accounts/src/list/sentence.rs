//! The conditions of the list as a sentence: "Accounts whose stage is late and whose deal is open".

use leptos::prelude::*;
use model::{
    Department,
    accounts::{
        AccountKind,
        filter::{DealIs, LeadIs, MissingLeg},
        list::ListAccounts,
        people_choices::PersonChoice,
    },
    journey::Phase,
};
use ui::{Checkbox, Choice, FilterChip, FilterSentence, Select, TextInput, department_name, use_stages};

use super::{PATH, asked::Asked, lead, lead_field};
use crate::{
    fields::{choices, key},
    stages::{phase_name, stage_name},
};

/// The fields that the sentence itself holds.
const OWN: [&str; 12] = [
    "kind",
    "stage",
    "phase",
    "stalled",
    "deal",
    "marketing_lead",
    "sales_lead",
    "service_lead",
    "worked_by",
    "missing_leg",
    "country",
    "industry",
];

/// The sentence with a chip for each kind of condition; those without a condition say "any".
pub(super) fn sentence(asked: &Asked, people: &[PersonChoice]) -> AnyView {
    let without = |fields: &[&str]| {
        let nothing: Vec<(&str, &str)> = fields.iter().map(|field| (*field, "")).collect();
        asked.with(&nothing)
    };
    let (kept, list) = (asked.carried(&OWN), &asked.list);
    let stage = stage_chip(list, &without);
    let deal = deal_chip(list, &without);
    let leads = lead_chip(list, people, &without);
    let leg = leg_chip(list, &without);
    let more = more_chips(list, people, &without);
    view! {
        <FilterSentence action=PATH label="Which accounts">
            {kept} "Accounts whose " {stage} " and whose " {deal} " led by " {leads} " and " {leg} {more}
        </FilterSentence>
    }
    .into_any()
}

fn stage_chip(asked: &ListAccounts, without: &impl Fn(&[&str]) -> String) -> AnyView {
    let journey = use_stages();
    let value = match (&asked.stage, asked.phase) {
        (Some(stage), _) => stage_name(&journey, stage),
        (None, Some(phase)) => phase_name(phase).to_lowercase(),
        (None, None) => "any".to_owned(),
    };
    let set = asked.stage.is_some() || asked.phase.is_some();
    let phases = Phase::ON_THE_WAY
        .into_iter()
        .chain([Phase::Detour])
        .map(|phase| Choice::new(phase.key(), phase_name(phase)))
        .collect();
    let href = set.then(|| without(&["stage", "phase"]));
    let phase = asked.phase.map(Phase::key).unwrap_or_default();
    let stage = asked.stage.clone().unwrap_or_default();
    let stages = journey
        .iter()
        .map(|stage| Choice::new(stage.key.as_str(), stage.name.clone()));
    let stages = with_what_is_gone(stages.collect(), &stage, || stage_name(&journey, &stage));
    view! {
        <FilterChip subject="stage" verb="is" value=value on=set without=href>
            <Select
                prefix="only"
                name="phase"
                label="Part of the journey"
                empty="any"
                choices=phases
                value=phase
            />
            <Select
                prefix="only"
                name="stage"
                label="Stage"
                empty="any"
                choices=stages
                value=stage
            />
        </FilterChip>
    }
    .into_any()
}

/// Adds the present answer to the choices if it is none of them any more: another condition that is set must not take
/// this one away.
fn with_what_is_gone(mut choices: Vec<Choice>, value: &str, name: impl FnOnce() -> String) -> Vec<Choice> {
    if !value.is_empty() && choices.iter().all(|choice| choice.value != value) {
        choices.push(Choice::new(value, name()));
    }
    choices
}

fn deal_chip(asked: &ListAccounts, without: &impl Fn(&[&str]) -> String) -> AnyView {
    let (key, value) = match asked.deal {
        Some(DealIs::Open) => ("open", "open"),
        Some(DealIs::None) => ("none", "missing"),
        None => ("", "any"),
    };
    let set = asked.deal.is_some();
    let href = set.then(|| without(&["deal"]));
    view! {
        <FilterChip subject="deal" verb="is" value=value on=set without=href>
            <Select
                prefix="only"
                name="deal"
                label="Deals"
                empty="any"
                choices=vec![Choice::new("open", "At least one is open"), Choice::new("none", "None is open")]
                value=key
            />
        </FilterChip>
    }
    .into_any()
}

fn lead_chip(asked: &ListAccounts, people: &[PersonChoice], without: &impl Fn(&[&str]) -> String) -> AnyView {
    let filter = asked.filter();
    let named: Vec<String> = Department::ALL
        .into_iter()
        .filter_map(|department| {
            let name = match lead(&filter, department)? {
                LeadIs::Nobody => "nobody".to_owned(),
                LeadIs::Person(id) => people
                    .iter()
                    .find(|person| person.person == id)
                    .map_or_else(|| "somebody who left".to_owned(), |person| person.name.clone()),
            };
            Some(format!("{name} in {}", crate::steps::in_sentence(department)))
        })
        .collect();
    let set = !named.is_empty();
    let value = if set { named.join(" and ") } else { "anybody".to_owned() };
    let fields = Department::ALL.map(lead_field);
    let href = set.then(|| without(&fields));
    let selects: Vec<_> = Department::ALL
        .into_iter()
        .map(|department| {
            let choices = [Choice::new("none", "Nobody")].into_iter().chain(
                people
                    .iter()
                    .filter(|person| person.department == department)
                    .map(|person| Choice::new(person.person.to_string(), person.name.clone())),
            );
            let value = lead(&filter, department).map(String::from).unwrap_or_default();
            let choices = with_what_is_gone(choices.collect(), &value, || "Somebody who left".to_owned());
            view! {
                <Select
                    prefix="only"
                    name=lead_field(department)
                    label=department_name(department)
                    empty="anybody"
                    choices=choices
                    value=value
                />
            }
        })
        .collect();
    view! {
        <FilterChip subject=value on=set without=href>
            {selects}
        </FilterChip>
    }
    .into_any()
}

fn leg_chip(asked: &ListAccounts, without: &impl Fn(&[&str]) -> String) -> AnyView {
    let (key, value) = match asked.missing_leg {
        None => ("", "on any legs"),
        Some(MissingLeg::Any) => ("any", "missing a leg"),
        Some(MissingLeg::Marketing) => ("marketing", "missing marketing"),
        Some(MissingLeg::Sales) => ("sales", "missing sales"),
        Some(MissingLeg::Service) => ("service", "missing service"),
    };
    let set = asked.missing_leg.is_some();
    let href = set.then(|| without(&["missing_leg"]));
    view! {
        <FilterChip subject=value on=set without=href>
            <Select
                prefix="only"
                name="missing_leg"
                label="Which leg has no lead?"
                empty="does not matter"
                choices=vec![
                    Choice::new("any", "Any of the three"),
                    Choice::new("marketing", "Marketing"),
                    Choice::new("sales", "Sales"),
                    Choice::new("service", "Service"),
                ]
                value=key
            />
        </FilterChip>
    }
    .into_any()
}

/// Conditions that are said only when they are set, and the chip that sets them.
fn more_chips(asked: &ListAccounts, people: &[PersonChoice], without: &impl Fn(&[&str]) -> String) -> AnyView {
    let worker = asked.worked_by.map(|id| {
        let person = people.iter().find(|person| person.person == id);
        person.map_or_else(|| "somebody who left".to_owned(), |person| person.name.clone())
    });
    let said = [
        worker.map(|name| (format!("worked on by {name}"), without(&["worked_by"]))),
        asked
            .country
            .as_ref()
            .map(|country| (format!("in {country}"), without(&["country"]))),
        asked
            .industry
            .as_ref()
            .map(|industry| (format!("in the industry {industry}"), without(&["industry"]))),
        asked.kind.map(|kind| {
            (
                format!("of the kind {}", kind.name().to_lowercase()),
                without(&["kind"]),
            )
        }),
        asked.stalled.map(|stalled| {
            let words = if stalled { "stalled" } else { "not stalled" };
            (words.to_owned(), without(&["stalled"]))
        }),
    ];
    let chips: Vec<_> = said
        .into_iter()
        .flatten()
        .map(|(words, href)| {
            view! {
                <a class="chip is-on" href=href title="Remove this condition">
                    <b>{words}</b>
                    {ui::Icon::Cross.small()}
                </a>
            }
        })
        .collect();
    let country = asked.country.as_ref().map(ToString::to_string).unwrap_or_default();
    let industry = asked.industry.as_ref().map(ToString::to_string).unwrap_or_default();
    let kind = key(asked.kind, AccountKind::key);
    let stalled = asked.stalled == Some(true);
    let workers = people
        .iter()
        .map(|person| Choice::new(person.person.to_string(), person.name.clone()))
        .collect();
    let worked_by = asked.worked_by.map(|id| id.to_string()).unwrap_or_default();
    view! {
        {chips}
        <FilterChip subject="and" add=true>
            <TextInput
                prefix="only"
                name="country"
                label="Country"
                value=country
            />
            <TextInput
                prefix="only"
                name="industry"
                label="Industry"
                value=industry
            />
            <Select
                prefix="only"
                name="worked_by"
                label="Who works on it, as lead or member of a leg"
                empty="does not matter"
                choices=workers
                value=worked_by
            />
            <Select
                prefix="only"
                name="kind"
                label="What it is to us"
                empty="does not matter"
                choices=choices(AccountKind::ALL, AccountKind::key, AccountKind::name)
                value=kind
            />
            <Checkbox
                prefix="only"
                name="stalled"
                label="Stalled: longer in the stage than usual"
                checked=stalled
            />
        </FilterChip>
    }
    .into_any()
}
