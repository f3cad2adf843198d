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
enum Part {
    Timeline,
    People,
    Deals,
    Facts,
    Journey,
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
        let here = part.get();
        let (deals, contacts) = live.with(|full| (full.deal_count, full.contact_count));
        let tabs = vec![
            Tab::new("Timeline", format!("/accounts/{id}"), here == Part::Timeline),
            Tab::new("People", format!("/accounts/{id}?tab=people"), here == Part::People).with_count(contacts),
            Tab::new("Deals", format!("/accounts/{id}?tab=deals"), here == Part::Deals).with_count(deals),
            Tab::new("Journey", format!("/accounts/{id}?tab=journey"), here == Part::Journey),
            Tab::new("Facts", format!("/accounts/{id}?tab=facts"), here == Part::Facts),
        ];
        view! { <Tabs label="Parts of the record" tabs=tabs inset=true /> }
    };
    let choices = StoredValue::new(people);
    view! {
        <Title text=named(live, |full| &full.account.name) />
        {header::header(live, choices, works)}
        <div class="two">
            <section class="card" aria-label="Account record">
                {tabs}
                {move || match part.get() {
                    Part::Timeline => {
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
