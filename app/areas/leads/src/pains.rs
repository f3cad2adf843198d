//! What hurts at an account, as a part of its record: the words about each pain side by side, what makes them urgent, and
//! whether the company is ready to buy.

mod heard;
mod noting;
mod triggers;

use accounts::show::{Part, tabs};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use model::{
    Access, Failure,
    accounts::contacts::{Contact, list::ListContacts},
    journey::board::card::ShowCard,
    leads::pains::{
        catalogue::{Catalogue, list::ListPains},
        readiness::Readiness,
        show::{AccountPains, ShowPains},
    },
    values::ids::AccountId,
};
use ui::{
    Badge, Empty, Icon, LinkButton, PageHeader, Reads, ReceiptButton, ReceiptDrawer, ReceiptOf, Tone, loaded, reading,
    receipt_view, use_revision,
};

use crate::words::looking;

const DRAWER: &str = "readiness";

/// The page. Its forms are built once; what is shown follows what others do.
#[component]
pub fn PainsPage() -> impl IntoView {
    let params = use_params_map();
    let what = Reads::new(
        move || params.with(|params| params.get("id").unwrap_or_default()),
        |id| async move {
            let account: AccountId = id.parse().map_err(|_unknown| Failure::NotFound)?;
            let name = ui::call(ShowCard { account }).await?.name;
            let catalogue = ui::call(ListPains {}).await?;
            let contacts = ListContacts {
                account: Some(account),
                ..ListContacts::default()
            };
            Ok((account, name, catalogue, ui::call(contacts).await?.items))
        },
    );
    loaded(what, |(account, name, catalogue, contacts)| {
        view! { <Record account=account name=name catalogue=catalogue contacts=contacts /> }.into_any()
    })
}

#[component]
fn Record(account: AccountId, name: String, catalogue: Catalogue, contacts: Vec<Contact>) -> impl IntoView {
    let revision = use_revision();
    let pains = Reads::new(move || revision.get(), move |_| ui::call(ShowPains { account }));
    let (actor, _) = looking();
    let works = Access::AnyLeg.admits(&actor).is_ok();
    let catalogue = StoredValue::new(catalogue);
    let contacts = StoredValue::new(contacts);
    let about = name.clone();
    view! {
        <Title text=format!("Pains of {name}") />
        <PageHeader title=format!("Pains of {name}")>
            <LinkButton href=format!("/leads?account={account}")>"Leads there"</LinkButton>
            <LinkButton href="/leads/pains">"Catalogue"</LinkButton>
        </PageHeader>
        {loaded(pains, move |pains: AccountPains| readiness(&pains, &about))}
        <div class="two">
            <section class="card" aria-label="Pains">
                {tabs(account, Part::Pains, None)}
                {works.then(|| noting::evidence(account, catalogue, contacts))}
                {loaded(pains, move |pains: AccountPains| all(pains, works))}
            </section>
            <div class="stack">
                {loaded(pains, move |pains: AccountPains| triggers::befell(pains.triggers, catalogue, works))}
                {works.then(|| noting::trigger(account, catalogue))}
            </div>
        </div>
    }
}

/// Buy now or later, why, and until when it stands.
fn readiness(pains: &AccountPains, name: &str) -> AnyView {
    let (tone, why) = match pains.readiness {
        Readiness::BuyNow => (Tone::Good, "It hurts, and something made it urgent."),
        Readiness::Later => (Tone::Neutral, "Nothing that hurts was made urgent."),
    };
    let until = pains
        .next_change
        .map(|at| format!(" Time alone may change it on {}.", reading::day_of(at)));
    let view = receipt_view(
        &pains.receipt,
        ReceiptOf {
            title: pains.readiness.name().to_owned(),
            about: format!("Readiness of {name} to buy"),
            version: "how readiness is found".to_owned(),
            rule_href: None,
            rows_href: format!("/accounts/{}/pains", pains.account),
        },
    );
    let said = format!("Readiness of {name}");
    view! {
        <p class="row">
            <Badge text=pains.readiness.name() tone=tone />
            <span>{why} {until}</span>
            <ReceiptButton value="Why" about=said drawer=DRAWER />
        </p>
        <ReceiptDrawer id=DRAWER receipt=view />
    }
    .into_any()
}

fn all(pains: AccountPains, works: bool) -> AnyView {
    if pains.pains.is_empty() {
        return view! {
            <Empty
                icon=Icon::Half
                title="No pain is known"
                text="What keeps them awake? Note what was said, who said it and how much it hurts: it says why they would buy."
            />
        }
        .into_any();
    }
    let rows: Vec<_> = pains.pains.into_iter().map(|pain| heard::pain(pain, works)).collect();
    view! { <ul class="topics">{rows}</ul> }.into_any()
}
