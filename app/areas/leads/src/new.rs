//! Somebody gives a name: a lead is captured.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{
    Department,
    accounts::{
        contacts::{Contact, show::ShowContact},
        people_choices::{PeopleChoices, PersonChoice},
    },
    leads::chain::capture::CaptureLead,
    values::ids::ContactId,
};
use ui::{
    Button, ButtonKind, DateInput, LinkButton, OperationForm, PageHeader, Panel, Reads, Select, TextInput, busy,
    error_of, loaded, of, reading, use_viewer, value_of,
};

use crate::words::people_of;

/// The form that captures a lead, of somebody new or of a person who is known already.
#[component]
pub fn NewLeadPage() -> impl IntoView {
    let query = use_query_map();
    let what = Reads::new(
        move || query.with(|query| query.get("contact").unwrap_or_default()),
        |contact| {
            let known = contact
                .parse::<ContactId>()
                .ok()
                .map(|contact| ui::call(ShowContact { contact }));
            let people = ui::call(PeopleChoices {});
            async move {
                let known = match known {
                    Some(known) => Some(known.await?),
                    None => None,
                };
                Ok((known, people.await?))
            }
        },
    );
    view! {
        <Title text="New lead" />
        <PageHeader
            title="New lead"
            lead="A person who showed interest. The account is found by the domain of the e-mail address or by the company."
        />
        {loaded(
            what,
            |(known, people)| {
                view! {
                    <OperationForm operation={of::<CaptureLead>()} then="/leads/{lead.id}" class="stack">
                        <Fields known=known people=people />
                    </OperationForm>
                }
                    .into_any()
            },
        )}
    }
}

#[component]
fn Fields(#[prop(into)] known: Option<Contact>, people: Vec<PersonChoice>) -> impl IntoView {
    let who = match known {
        Some(contact) => known_person(contact),
        None => view! { <NewPerson /> }.into_any(),
    };
    view! {
        <Panel title="Who is it?">
            <div class="form">{who}</div>
        </Panel>
        <Panel title="Who does something about it, and when?">
            <div class="form">
                <Owner people=people />
            </div>
        </Panel>
        <div class="row">
            <Button kind=ButtonKind::Primary submit=true busy=busy()>
                "Capture lead"
            </Button>
            <LinkButton href="/leads">"Cancel"</LinkButton>
        </div>
    }
}

fn known_person(contact: Contact) -> AnyView {
    let all = format!("/leads?contact={}&all=true", contact.id);
    let at = contact
        .account_name
        .map(|account| view! { <p class="muted">{format!("At {account}")}</p> });
    view! {
        <input type="hidden" name="contact" value=contact.id.to_string() />
        <p>
            <b>{contact.name}</b>
        </p>
        {at}
        <p class="muted">
            "A person is one lead at a time. " <a href=all>"Look whether there is one"</a> "."
        </p>
    }
    .into_any()
}

#[component]
fn NewPerson() -> impl IntoView {
    view! {
        <TextInput name="name" label="Name" required=true value=value_of("name", "") error=error_of("name") />
        <TextInput
            name="email"
            label="E-mail"
            kind="email"
            hint="Whoever is known by this address stays the same person."
            optional=true
            value=value_of("email", "")
            error=error_of("email")
        />
        <div class="halves">
            <TextInput
                name="company"
                label="Company"
                optional=true
                value=value_of("company", "")
                error=error_of("company")
            />
            <TextInput
                name="country"
                label="Country"
                optional=true
                value=value_of("country", "")
                error=error_of("country")
            />
        </div>
        <TextInput
            name="website"
            label="Web domain of the company"
            optional=true
            value=value_of("website", "")
            error=error_of("website")
        />
    }
}

#[component]
fn Owner(people: Vec<PersonChoice>) -> impl IntoView {
    let me = use_viewer().with_value(|viewer| viewer.department.map(|_| viewer.id.to_string()));
    let choices = people_of(&people, &Department::ALL);
    let owner = match me {
        Some(me) => view! {
            <Select
                name="owner"
                label="Owner"
                choices=choices
                value=value_of("owner", me)
                error=error_of("owner")
            />
        }
        .into_any(),
        // Who works for no department owns no lead.
        None => view! {
            <Select
                name="owner"
                label="Owner"
                choices=choices
                empty="whoever of sales it is routed to"
                optional=true
                value=value_of("owner", "")
                error=error_of("owner")
            />
        }
        .into_any(),
    };
    view! {
        {owner}
        <DateInput
            name="next_on"
            label="Next date"
            hint="In two days unless said."
            optional=true
            min=reading::today().to_string()
            value=value_of("next_on", "")
            error=error_of("next_on")
        />
    }
}
