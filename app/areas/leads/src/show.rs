//! One lead: where it stands on the chain, what is next, and what decided about it.

mod head;
mod history;
mod next;
mod place;
mod why;

use accounts::following::{following, named};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use model::{
    Failure,
    accounts::{
        deals::{Deal, DealState, list::ListDeals},
        people_choices::{PeopleChoices, PersonChoice},
    },
    leads::{
        chain::{
            Judged, LeadState,
            offers::Offer,
            show::{ShowLead, ShownLead},
        },
        obligations::of_lead::{OwedAboutLead, OwedLine},
    },
    values::ids::{LeadId, PersonId},
};
use ui::{Reads, loaded};

use crate::{owing, words::looking};

/// The page of one lead. Its forms are built anew only when the lead has changed, so that what somebody types stays
/// while others work.
#[component]
pub fn LeadPage() -> impl IntoView {
    let params = use_params_map();
    let what = Reads::new(
        move || params.with(|params| params.get("id").unwrap_or_default()),
        |id| async move {
            let lead: LeadId = id.parse().map_err(|_unknown| Failure::NotFound)?;
            let people = ui::call(PeopleChoices {});
            let owed = ui::call(OwedAboutLead { lead });
            let shown = ui::call(ShowLead { lead }).await?;
            let deals = open_deals(&shown).await?;
            Ok((shown, people.await?, deals, owed.await?))
        },
    );
    loaded(what, |(shown, people, deals, owed)| {
        view! { <Record shown=shown people=people deals=deals owed=owed /> }.into_any()
    })
}

/// The open deals that the lead can become.
async fn open_deals(shown: &ShownLead) -> Result<Vec<Deal>, Failure> {
    let lead = &shown.row.lead;
    let becomes_one = matches!(
        lead.state,
        LeadState::HandedOver | LeadState::Accepted | LeadState::Working
    );
    match lead.account.filter(|_| becomes_one) {
        Some(account) => {
            let asked = ListDeals {
                account: Some(account),
                state: Some(DealState::Open),
                ..ListDeals::default()
            };
            Ok(ui::call(asked).await?.items)
        }
        None => Ok(Vec::new()),
    }
}

#[component]
fn Record(shown: ShownLead, people: Vec<PersonChoice>, deals: Vec<Deal>, owed: Vec<OwedLine>) -> impl IntoView {
    let id = shown.row.lead.id;
    let live = following(shown, move || ui::call(ShowLead { lead: id }));
    let people = StoredValue::new(people);
    let deals = StoredValue::new(deals);
    let (actor, now) = looking();
    let open = Memo::new(move |_| {
        live.with(|shown| {
            let judged = Judged {
                version: None,
                qualified: shown.at_present.qualified,
                snapshot: shown.at_present.snapshot.clone(),
            };
            let offers = shown.row.lead.offers(Some(&judged), &actor, now);
            (shown.row.version, offers)
        })
    });
    view! {
        <Title text=named(live, |shown| &shown.row.contact_name) />
        <header class="record">{move || live.with(head::head)}</header>
        <div class="two">
            <div class="stack">
                {move || {
                    let may_pass = open.with(|(_, offers)| offers.contains(&Offer::HandOver));
                    may_pass.then(|| live.with(next::below)).flatten()
                }}
                {move || next::next(&live.get_untracked(), &open.get().1, people, deals)}
                {owing::of_lead(id, owed)}
                {move || live.with(why::definition)}
                {move || live.with(|shown| history::steps(shown, people))}
            </div>
            <div class="stack">
                {move || live.with(|shown| why::facts(shown, people))}
                {move || live.with(why::scores)}
                {move || live.with(|shown| history::hand_overs(shown, people))}
                {move || open.with(|(version, offers)| offers.contains(&Offer::Place).then(|| place::place(id, *version)))}
            </div>
        </div>
    }
}

/// The name of somebody, where he works for a department at present.
fn name_of(people: StoredValue<Vec<PersonChoice>>, person: PersonId) -> String {
    people.with_value(|people| {
        let found = people.iter().find(|one| one.person == person);
        found.map_or_else(|| "Somebody".to_owned(), |one| one.name.clone())
    })
}
