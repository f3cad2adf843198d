//! What can be done with a lead next: one form per step that the rules leave open to whoever looks.

mod forms;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::{
    accounts::{deals::Deal, people_choices::PersonChoice},
    leads::chain::{offers::Offer, show::ShownLead},
};
use ui::{Notice, Panel, Tone};

/// The steps, the one that people look for first open. `do` in the address opens another one.
pub(super) fn next(
    shown: &ShownLead,
    offers: &[Offer],
    people: StoredValue<Vec<PersonChoice>>,
    deals: StoredValue<Vec<Deal>>,
) -> AnyView {
    let asked = use_query_map().with_untracked(|query| query.get("do"));
    let asked = asked.and_then(|key| Offer::from_key(&key));
    let steps: Vec<Offer> = offers.iter().copied().filter(|offer| *offer != Offer::Place).collect();
    let open = asked
        .filter(|asked| steps.contains(asked))
        .or_else(|| steps.first().copied());
    let missing = below(shown, &steps);
    if steps.is_empty() {
        let waits = waits(shown);
        return view! {
            <Panel title="What is next">
                <p class="muted">{waits}</p>
            </Panel>
        }
        .into_any();
    }
    let forms: Vec<_> = steps
        .into_iter()
        .map(|offer| {
            let form = forms::form(offer, shown, people, deals);
            view! {
                <details class="in-place" id=offer.key() open=open == Some(offer)>
                    <summary>{offer.name()}</summary>
                    {form}
                </details>
            }
        })
        .collect();
    view! {
        <Panel title="What is next">
            <div class="stack">{missing} {forms}</div>
        </Panel>
    }
    .into_any()
}

/// Where a lead could be qualified but for the definition: what is missing.
fn below(shown: &ShownLead, steps: &[Offer]) -> Option<AnyView> {
    if shown.at_present.qualified || !steps.contains(&Offer::HandOver) {
        return None;
    }
    let missing: Vec<_> = shown
        .at_present
        .missing()
        .into_iter()
        .map(|asked| view! { <li>{asked.to_owned()}</li> })
        .collect();
    Some(
        view! {
            <Notice tone=Tone::Warn rule="Marketing and sales sign the lead definition.">
                "This lead does not meet the definition yet. What is missing:" <ul>{missing}</ul>
            </Notice>
        }
        .into_any(),
    )
}

/// For whom the lead waits, said to whoever can do nothing.
fn waits(shown: &ShownLead) -> String {
    let lead = &shown.row.lead;
    if lead.closing.is_some() {
        return "The deal is decided and the lead is closed. Sales rates how good it was.".to_owned();
    }
    format!(
        "{} waits for {} of {}.",
        shown.row.contact_name,
        shown.row.owner_name,
        ui::department_name(lead.owner.department).to_lowercase()
    )
}
