//! The catalogue of pains and of the crises that make them urgent, which managers keep.

mod crises;
mod pains;

use accounts::following::following;
use leptos::prelude::*;
use leptos_meta::Title;
use model::{
    Access, Complaint, Failure,
    leads::pains::catalogue::{Catalogue, list::ListPains},
};
use ui::{Button, ButtonKind, FormState, PageHeader, Reads, busy, failure, loaded};

use crate::words::looking;

/// Everything that evidence and triggers may name. Its forms are built anew only when the catalogue has changed, so that
/// what somebody types stays while others work.
#[component]
pub fn CataloguePage() -> impl IntoView {
    let catalogue = Reads::new(|| (), |()| ui::call(ListPains {}));
    view! {
        <Title text="Pains and crises" />
        <PageHeader
            title="Pains and crises"
            lead="What hurts at companies, and what makes it urgent. Managers keep the catalogue; what was written down stays as it was."
        />
        {loaded(catalogue, kept)}
    }
}

fn kept(catalogue: Catalogue) -> AnyView {
    let live = following(catalogue, || ui::call(ListPains {}));
    let changed = Memo::new(move |_| live.get());
    let (actor, _) = looking();
    let keeps = Access::Managers.admits(&actor).is_ok();
    (move || {
        let catalogue = changed.get();
        let names = StoredValue::new(catalogue.clone());
        view! {
            <div class="stack">
                {pains::panel(catalogue.pains, keeps)} {crises::panel(catalogue.crises, names, keeps)}
            </div>
        }
    })
    .into_any()
}

#[component]
fn Send(words: &'static str) -> impl IntoView {
    view! {
        <div class="actions">
            <Button kind=ButtonKind::Primary small=true submit=true busy=busy()>
                {words}
            </Button>
        </div>
    }
}

/// The name of the hidden fields that an edit may not empty.
fn required(fields: &'static [&'static str]) -> Vec<AnyView> {
    let fields = fields.iter().copied();
    fields
        .map(|field| view! { <input type="hidden" name="_required" value=field /> }.into_any())
        .collect()
}

/// What is wrong with a new key. One of another form is no choice that is missing, but one that cannot be written so.
fn key_error() -> Signal<Option<String>> {
    let Some(state) = use_context::<FormState>() else {
        return Signal::stored(None);
    };
    Signal::derive(move || {
        state.failure.with(|found| match found {
            Some(Failure::Invalid(errors)) => errors.get("key").map(|complaint| match complaint {
                Complaint::NotAChoice => {
                    "Begin with a small letter, then small letters, digits and underscores.".to_owned()
                }
                other => failure::complaint(other),
            }),
            _ => None,
        })
    })
}
