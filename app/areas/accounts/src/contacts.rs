//! People at accounts.

mod list;
mod new;
mod show;

pub use list::ContactsPage;
pub use new::NewContactPage;
pub use show::{ContactPage, RestoreForm};

use leptos::prelude::*;
use model::accounts::contacts::{BuyingRole, Contact, Influence, Seniority, Track, WinState};
use ui::{Select, TextInput, error_of, value_of};

use crate::fields::{choices, key};

/// The fields of a contact, filled with what is stored.
#[component]
fn ContactFields(
    /// What is stored; nothing for a new contact.
    #[prop(optional, into)]
    stored: Option<Contact>,
) -> impl IntoView {
    let text = |value: Option<&Option<String>>| value.cloned().flatten().unwrap_or_default();
    let contact = stored.as_ref();
    view! {
        <TextInput
            name="name"
            label="Name"
            required=true
            value=value_of("name", contact.map(|contact| contact.name.clone()).unwrap_or_default())
            error=error_of("name")
        />
        <div class="halves">
            <TextInput
                name="email"
                label="E-mail"
                kind="email"
                optional=true
                value=value_of("email", text(contact.map(|contact| &contact.email)))
                error=error_of("email")
            />
            <TextInput
                name="phone"
                label="Telephone"
                kind="tel"
                optional=true
                value=value_of("phone", text(contact.map(|contact| &contact.phone)))
                error=error_of("phone")
            />
        </div>
        <div class="halves">
            <TextInput
                name="job_title"
                label="Job title"
                optional=true
                value=value_of("job_title", text(contact.map(|contact| &contact.job_title)))
                error=error_of("job_title")
            />
            <Select
                name="seniority"
                label="Seniority"
                choices=choices(Seniority::ALL, Seniority::key, Seniority::name)
                empty="not known yet"
                optional=true
                value=value_of("seniority", key(contact.and_then(|contact| contact.seniority), Seniority::key))
                error=error_of("seniority")
            />
        </div>
        <div class="halves">
            <Select
                name="buying_role"
                label="Buying role"
                hint="The part this person plays when the account buys."
                choices=choices(BuyingRole::ALL, BuyingRole::key, BuyingRole::name)
                empty="not known yet"
                optional=true
                value=value_of("buying_role", key(contact.and_then(|contact| contact.buying_role), BuyingRole::key))
                error=error_of("buying_role")
            />
            <Select
                name="influence"
                label="Influence"
                hint="How much the others listen when the account decides."
                choices=choices(Influence::ALL, Influence::key, Influence::name)
                empty="not known yet"
                optional=true
                value=value_of("influence", key(contact.and_then(|contact| contact.influence), Influence::key))
                error=error_of("influence")
            />
        </div>
        <div class="halves">
            <TextInput
                name="win"
                label="What this person hopes to win"
                hint="In the person’s own words: fewer night shifts, a plant that runs."
                optional=true
                value=value_of("win", text(contact.map(|contact| &contact.win)))
                error=error_of("win")
            />
            <Select
                name="win_state"
                label="What became of it"
                choices=choices(WinState::ALL, WinState::key, WinState::name)
                empty="not known yet"
                optional=true
                value=value_of("win_state", key(contact.and_then(|contact| contact.win_state), WinState::key))
                error=error_of("win_state")
            />
        </div>
        <Select
            name="track"
            label="Track"
            hint="Somebody with neither budget nor need stays on the relationship track and is never disqualified by a rule."
            choices=choices(Track::ALL, Track::key, Track::name)
            value=value_of("track", contact.map_or(Track::Buying, |contact| contact.track).key().to_owned())
            error=error_of("track")
        />
    }
}
