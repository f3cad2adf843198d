//! Saying at which account the person of a lead works.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::{
    leads::chain::place::PlaceLead,
    platform::search::find::{Find, Found, FoundAccount},
    values::{Version, ids::LeadId, text::SearchText},
};
use ui::{Button, Icon, OperationForm, Panel, Reads, TextInput, busy, loaded, of};

use crate::fields::Which;

/// Finds an account by name, and puts the lead there.
pub(super) fn place(lead: LeadId, version: Version) -> AnyView {
    let query = use_query_map();
    let sought = Memo::new(move |_| query.with(|query| query.get("account").unwrap_or_default()));
    let found = Reads::new(
        move || sought.get(),
        |q| async move {
            match q.parse::<SearchText>() {
                Ok(q) => ui::call(Find { q }).await,
                Err(_) => Ok(Found::default()),
            }
        },
    );
    view! {
        <Panel title="At another account?">
            <form method="get" action=format!("/leads/{lead}") class="row" role="search" aria-label="Find an account">
                <TextInput prefix="place" name="account" label="Name or web domain" kind="search" value=sought />
                <Button submit=true icon=Icon::Search>
                    "Find"
                </Button>
            </form>
            {loaded(
                found,
                move |found| {
                    let nothing = found.accounts.is_empty() && !sought.get_untracked().trim().is_empty();
                    let rows: Vec<_> = found.accounts.into_iter().map(|account| one(lead, version, account)).collect();
                    view! {
                        {nothing.then(|| view! { <p class="muted">"No account is called so."</p> })}
                        <ul class="list">{rows}</ul>
                    }
                        .into_any()
                },
            )}
        </Panel>
    }
    .into_any()
}

fn one(lead: LeadId, version: Version, account: FoundAccount) -> AnyView {
    let id = account.account.to_string();
    let said = format!("It is at {}", account.name);
    view! {
        <li>
            <div class="grow">
                <b>{account.name}</b>
                <small>{account.domain}</small>
            </div>
            <OperationForm
                operation={of::<PlaceLead>()}
                id=format!("place-{id}")
                no_summary=true
                then=format!("/leads/{lead}")
            >
                <Which lead=lead.to_string() version=version />
                <input type="hidden" name="account" value=id />
                <Here said=said />
            </OperationForm>
        </li>
    }
    .into_any()
}

#[component]
fn Here(said: String) -> impl IntoView {
    view! {
        <Button small=true submit=true busy=busy() label=said>
            "It is here"
        </Button>
    }
}
