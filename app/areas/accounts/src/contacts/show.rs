//! One person at an account: what is known, and editing it in place.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_navigate, use_params_map};
use model::{
    Access,
    accounts::contacts::{Contact, edit::EditContact, restore::RestoreContact, show::ShowContact, trash::TrashContact},
    values::ids::ContactId,
};
use ui::{
    Badge, Button, ButtonKind, Icon, Notice, OperationForm, PageHeader, Panel, Tone, busy, loaded, of, reading,
    use_messages, use_revision, use_viewer,
};

use super::ContactFields;

/// The page of one person.
#[component]
pub fn ContactPage() -> impl IntoView {
    let params = use_params_map();
    let revision = use_revision();
    let contact = Resource::new(
        move || {
            (
                params.with(|params| params.get("id").unwrap_or_default()),
                revision.get(),
            )
        },
        |(id, _)| async move {
            match id.parse::<ContactId>() {
                Ok(contact) => ui::call(ShowContact { contact }).await,
                Err(_) => Err(model::Failure::NotFound),
            }
        },
    );
    view! { {loaded(contact, page)} }
}

fn page(contact: Contact) -> AnyView {
    let may_edit = Access::AnyLeg
        .admits(&use_viewer().with_value(model::platform::people::viewer::Viewer::actor))
        .is_ok();
    let role = contact.buying_role;
    let works_at = match (contact.account, contact.account_name.clone()) {
        (Some(id), Some(name)) => view! {
            <p class="muted">"At " <a href=format!("/accounts/{id}")>{name}</a></p>
        }
        .into_any(),
        _ => view! { <p class="muted">"At no account yet"</p> }.into_any(),
    };
    let changed = contact.updated_at;
    let trashed = contact.trashed_at.is_some();
    let id = contact.id;
    let name = contact.name.clone();
    view! {
        <Title text=contact.name.clone() />
        <PageHeader
            title=contact.name.clone()
            beside=move || role.map(|role| view! { <Badge text=role.name() /> })
        >
            {(may_edit && !trashed).then(|| view! { <TrashButton contact=id name=name /> })}
        </PageHeader>
        {works_at}
        {trashed
            .then(|| {
                view! {
                    <Notice tone=Tone::Warn>
                        "This person is in the trash."
                        {may_edit.then(|| view! { <RestoreForm contact=id /> })}
                    </Notice>
                }
            })}
        <Panel title="What we know">
            {if may_edit && !trashed {
                edit_form(contact)
            } else {
                facts(contact)
            }} <p class="muted">"Last changed " {reading::moment(changed)}</p>
        </Panel>
    }
    .into_any()
}

fn edit_form(contact: Contact) -> AnyView {
    let fields = contact.clone();
    view! {
        <OperationForm operation={of::<EditContact>()} class="form">
            <input type="hidden" name="contact" value=contact.id.to_string() />
            <input type="hidden" name="version" value=contact.version.to_string() />
            // What is left empty here is emptied.
            {["email", "phone", "job_title", "buying_role"]
                .map(|field| view! { <input type="hidden" name="clear" value=field /> })}
            <ContactFields stored=fields />
            <Save />
        </OperationForm>
    }
    .into_any()
}

fn facts(contact: Contact) -> AnyView {
    view! {
        <ui::Facts>
            <ui::Fact label="E-mail">{contact.email}</ui::Fact>
            <ui::Fact label="Telephone">{contact.phone}</ui::Fact>
            <ui::Fact label="Job title">{contact.job_title}</ui::Fact>
        </ui::Facts>
    }
    .into_any()
}

#[component]
fn Save() -> impl IntoView {
    view! {
        <div class="actions">
            <Button kind=ButtonKind::Primary submit=true busy=busy()>
                "Save"
            </Button>
        </div>
    }
}

#[component]
fn TrashButton(contact: ContactId, name: String) -> impl IntoView {
    let messages = use_messages();
    let navigate = use_navigate();
    let done = Callback::new(move |_| {
        messages.offer_undo(
            format!("{name} is in the trash."),
            move || view! { <RestoreForm contact=contact /> },
        );
        navigate("/contacts", leptos_router::NavigateOptions::default());
    });
    view! {
        <OperationForm operation={of::<TrashContact>()} then="/contacts" no_summary=true done=done>
            <input type="hidden" name="contact" value=contact.to_string() />
            <Button submit=true icon=Icon::Trash>
                "Move to trash"
            </Button>
        </OperationForm>
    }
}

/// Takes a person out of the trash.
#[component]
pub fn RestoreForm(
    /// Who.
    contact: ContactId,
) -> impl IntoView {
    let messages = use_messages();
    let done = Callback::new(move |_| messages.clear());
    view! {
        <OperationForm
            operation={of::<RestoreContact>()}
            id=format!("restore-{contact}")
            no_summary=true
            done=done
        >
            <input type="hidden" name="contact" value=contact.to_string() />
            <Button submit=true small=true icon=Icon::Undo>
                "Restore"
            </Button>
        </OperationForm>
    }
}
