//! People at accounts.

mod list;
mod new;
mod show;

pub use list::ContactsPage;
pub use new::NewContactPage;
pub use show::{ContactPage, RestoreForm};

use leptos::prelude::*;
use model::accounts::contacts::{BuyingRole, Contact};
use ui::{Choice, Select, TextInput, error_of, value_of};

/// The fields of a contact, filled with what is stored.
#[component]
fn ContactFields(
    /// What is stored; nothing for a new contact.
    #[prop(optional, into)]
    stored: Option<Contact>,
) -> impl IntoView {
    let text = |value: Option<&Option<String>>| value.cloned().flatten().unwrap_or_default();
    let contact = stored.as_ref();
    let roles: Vec<_> = BuyingRole::ALL
        .into_iter()
        .map(|role| Choice::new(role.key(), role.name()))
        .collect();
    let role = contact
        .and_then(|contact| contact.buying_role)
        .map(BuyingRole::key)
        .unwrap_or_default();
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
                name="buying_role"
                label="Buying role"
                hint="The part this person plays when the account buys."
                choices=roles
                empty="not known yet"
                optional=true
                value=value_of("buying_role", role)
                error=error_of("buying_role")
            />
        </div>
    }
}
