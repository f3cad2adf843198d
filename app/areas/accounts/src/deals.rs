//! Deals: opportunities with accounts.

mod list;
mod new;
mod show;

pub use list::DealsPage;
pub use new::NewDealPage;
pub use show::{DealPage, RestoreForm};

use leptos::prelude::*;
use model::accounts::{
    deals::{Deal, DealState},
    people_choices::PersonChoice,
};
use ui::{Badge, Choice, DateInput, Select, TextInput, Tone, department_name, error_of, use_viewer, value_of};

/// How a deal stands, in a word and a tone.
pub fn state_badge(state: DealState) -> AnyView {
    match state {
        DealState::Open => view! { <Badge text="Open" /> }.into_any(),
        DealState::Won => view! { <Badge text="Won" tone=Tone::Good /> }.into_any(),
        DealState::Lost => view! { <Badge text="Lost" tone=Tone::Bad /> }.into_any(),
    }
}

/// The fields of a deal, filled with what is stored.
#[component]
fn DealFields(
    /// Who can be at it.
    people: Vec<PersonChoice>,
    /// What is stored; nothing for a new deal.
    #[prop(optional, into)]
    stored: Option<Deal>,
) -> impl IntoView {
    let deal = stored.as_ref();
    let currency = use_viewer().with_value(|viewer| viewer.organisation.currency.clone());
    let owners: Vec<_> = people
        .into_iter()
        .map(|person| {
            Choice::new(
                person.person.to_string(),
                format!("{}, {}", person.name, department_name(person.department)),
            )
        })
        .collect();
    let owner = deal
        .and_then(|deal| deal.owner.as_ref())
        .map_or_else(String::new, |owner| owner.person.to_string());
    let me = use_viewer().with_value(|viewer| viewer.department.map(|_| viewer.id.to_string()).unwrap_or_default());
    view! {
        <TextInput
            name="name"
            label="What is it about?"
            required=true
            value=value_of("name", deal.map(|deal| deal.name.clone()).unwrap_or_default())
            error=error_of("name")
        />
        <div class="halves">
            <TextInput
                name="amount"
                label=format!("Amount in {currency}")
                inputmode="decimal"
                required=true
                value=value_of("amount", deal.map(|deal| deal.amount.decimal()).unwrap_or_default())
                error=error_of("amount")
            />
            <DateInput
                name="close_on"
                label="Decision expected on"
                optional=true
                value=value_of(
                    "close_on",
                    deal.and_then(|deal| deal.close_on).map(|day| day.to_string()).unwrap_or_default(),
                )
                error=error_of("close_on")
            />
        </div>
        <Select
            name="owner"
            label="Who is at it?"
            choices=owners
            empty="nobody yet"
            optional=true
            value=value_of("owner", if deal.is_some() { owner } else { me })
            error=error_of("owner")
        />
    }
}
