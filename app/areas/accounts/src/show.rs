//! The page of one account: where the buyer is, who rides along, what is next, and what happened.

mod beside;
mod composer;
mod family;
mod header;
mod journey;
mod known;
mod legs;
mod members;
mod participation;
mod parts;
mod timeline;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::{
    Access, Failure,
    accounts::{
        people_choices::{PeopleChoices, PersonChoice},
        show::{AccountInFull, ShowAccount},
    },
    values::ids::AccountId,
};
use ui::{Reads, Tab, Tabs, loaded, use_viewer};

use crate::following::{following, named};

/// Opens the page. The browser loads the program behind it when the first account is opened.
#[lazy(record)]
pub fn page() -> AnyView {
    view! { <AccountPage /> }.into_any()
}

/// The page of one account.
///
/// Its frame with the forms is built once per account, so that what somebody types stays while others work on the same
/// account; what is shown follows them.
#[component]
fn AccountPage() -> impl IntoView {
    let params = use_params_map();
    let what = Reads::new(
        move || params.with(|params| params.get("id").unwrap_or_default()),
        |id| {
            let full = id
                .parse::<AccountId>()
                .ok()
                .map(|account| ui::call(ShowAccount { account }));
            let people = ui::call(PeopleChoices {});
            async move { Ok((full.ok_or(Failure::NotFound)?.await?, people.await?)) }
        },
    );
    loaded(what, |(full, people)| {
        view! { <Record full=full people=people /> }.into_any()
    })
}

/// The parts of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What happened.
    Timeline,
    /// Everybody whom we know there.
    People,
    /// Everything that could be or was sold.
    Deals,
    /// Its way along the journey.
    Journey,
    /// What hurts there, on a page of the leads.
    Pains,
    /// What the departments know.
    Facts,
}

/// Links to the parts of the record of an account; people and deals counted, where their numbers are known.
pub fn tabs(account: AccountId, here: Part, counts: Option<(u64, u64)>) -> AnyView {
    let tab = |label: &str, rest: &str, part: Part| Tab::new(label, format!("/accounts/{account}{rest}"), here == part);
    let counted = |tab: Tab, count: Option<u64>| match count {
        Some(count) => tab.with_count(count),
        None => tab,
    };
    let tabs = vec![
        tab("Timeline", "", Part::Timeline),
        counted(
            tab("People", "?tab=people", Part::People),
            counts.map(|(people, _)| people),
        ),
        counted(tab("Deals", "?tab=deals", Part::Deals), counts.map(|(_, deals)| deals)),
        tab("Journey", "?tab=journey", Part::Journey),
        tab("Pains", "/pains", Part::Pains),
        tab("Facts", "?tab=facts", Part::Facts),
        Tab::new("Leads", format!("/leads?account={account}"), false),
    ];
    view! { <Tabs label="Parts of the record" tabs=tabs inset=true /> }.into_any()
}

#[component]
fn Record(full: AccountInFull, people: Vec<PersonChoice>) -> impl IntoView {
    let query = use_query_map();
    let id = full.account.id;
    let live = following(full, move || ui::call(ShowAccount { account: id }));
    let part = Memo::new(move |_| {
        query.with(|query| match query.get("tab").as_deref() {
            Some("people") => Part::People,
            Some("deals") => Part::Deals,
            Some("facts") => Part::Facts,
            Some("journey") => Part::Journey,
            _ => Part::Timeline,
        })
    });
    let may_work = Access::AnyLeg
        .admits(&use_viewer().with_value(model::platform::people::viewer::Viewer::actor))
        .is_ok();
    let works = Memo::new(move |_| may_work && live.with(|full| full.account.trashed_at.is_none()));
    let tabs = move || {
        tabs(
            id,
            part.get(),
            Some(live.with(|full| (full.contact_count, full.deal_count))),
        )
    };
    let choices = StoredValue::new(people);
    view! {
        <Title text=named(live, |full| &full.account.name) />
        {header::header(live, choices, works)}
        <div class="two">
            <section class="card" aria-label="Account record">
                {tabs}
                {move || match part.get() {
                    Part::Timeline | Part::Pains => {
                        view! {
                            {works.get().then(|| composer::composer(id, live))}
                            {timeline::timeline(id, live)}
                        }
                            .into_any()
                    }
                    Part::People => parts::people(id, works.get()),
                    Part::Deals => parts::deals(id, works.get()),
                    Part::Journey => journey::journey(id),
                    Part::Facts => known::known(id, works.get()),
                }}
            </section>
            <div class="stack">{beside::beside(live, choices, works)} {family::family(id, works)}</div>
        </div>
    }
}
