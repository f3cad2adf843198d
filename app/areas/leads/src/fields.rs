//! The fields that several steps of a lead ask for.

use chrono::NaiveDate;
use leptos::prelude::*;
use model::{
    Department,
    accounts::people_choices::PersonChoice,
    leads::chain::{Quality, RejectReason},
    values::Version,
};
use ui::{
    CheckboxGroup, Choice, DateInput, Select, TextArea, error_of, form::values_of, reading, seen_version, use_viewer,
    value_of,
};

use crate::words::people_of;

/// Which lead a form is about, and which version of it the person was looking at.
#[component]
pub fn Which(
    /// The lead's id.
    #[prop(into)]
    lead: String,
    /// The version that is shown.
    version: Version,
) -> impl IntoView {
    let seen = seen_version(version);
    view! {
        <input type="hidden" name="lead" value=lead />
        <input type="hidden" name="seen" value=move || seen.get() prop:value=move || seen.get() />
    }
}

/// When somebody does something about the lead next.
#[component]
pub fn NextOn(
    /// Set before the name to make the id.
    #[prop(into)]
    prefix: String,
    /// What is asked.
    #[prop(into)]
    label: String,
    /// The day that is suggested.
    day: NaiveDate,
) -> impl IntoView {
    view! {
        <DateInput
            prefix=prefix
            name="next_on"
            label=label
            required=true
            min=reading::today().to_string()
            value=value_of("next_on", day.to_string())
            error=error_of("next_on")
        />
    }
}

/// Who of marketing or service stays in touch; whoever looks, where he can be it.
#[component]
pub fn StaysInTouch(
    /// Set before the name to make the id.
    #[prop(into)]
    prefix: String,
    /// Everybody who can be chosen.
    people: Vec<PersonChoice>,
) -> impl IntoView {
    let choices = people_of(&people, &[Department::Marketing, Department::Service]);
    let me = use_viewer().with_value(|viewer| viewer.id.to_string());
    let own = choices.iter().any(|choice| choice.value == me);
    let suggested = if own { me } else { String::new() };
    view! {
        <Select
            prefix=prefix
            name="to"
            label="Who stays in touch?"
            hint="Somebody of marketing or service: no lead is without an owner."
            choices=choices
            empty="choose a person"
            required=true
            value=value_of("to", suggested)
            error=error_of("to")
        />
    }
}

/// Why sales gives a lead back, who stays in touch, and when.
#[component]
pub fn RejectFields(
    /// Set before the names to make the ids.
    #[prop(into)]
    prefix: String,
    /// Everybody who can be chosen.
    people: Vec<PersonChoice>,
    /// The day of the next touch that is suggested.
    day: NaiveDate,
) -> impl IntoView {
    let reasons = RejectReason::ALL
        .iter()
        .map(|reason| Choice::new(reason.key(), reason.name()))
        .collect();
    view! {
        <CheckboxGroup
            prefix=prefix.clone()
            name="reasons"
            label="Why?"
            choices=reasons
            values=values_of("reasons", Vec::new())
            error=error_of("reasons")
        />
        <TextArea
            prefix=prefix.clone()
            name="note"
            label="In your own words"
            hint="What would have to be different? Whoever stays in touch reads it."
            rows=2
            optional=true
            value=value_of("note", "")
            error=error_of("note")
        />
        <StaysInTouch prefix=prefix.clone() people=people />
        <NextOn prefix=prefix label="Next touch on" day=day />
    }
}

/// How good the lead was, from 1 to 5.
#[component]
pub fn QualityField(
    /// Set before the name to make the id.
    #[prop(into)]
    prefix: String,
    /// Need not be answered.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let choices = (1..=Quality::MOST)
        .map(|number| {
            let words = match number {
                1 => "1, wasted time",
                2 => "2",
                3 => "3, as usual",
                4 => "4",
                _ => "5, what leads should be",
            };
            Choice::new(number.to_string(), words)
        })
        .collect();
    view! {
        <Select
            prefix=prefix
            name="quality"
            label="How good was this lead?"
            hint="Sales says so, looking back."
            choices=choices
            empty="choose a number"
            optional=optional
            value=value_of("quality", "")
            error=error_of("quality")
        />
    }
}
