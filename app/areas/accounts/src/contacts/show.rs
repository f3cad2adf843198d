//! One person at an account: what is known, and editing it in place.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use model::{
    Access, Failure,
    accounts::contacts::{
        Contact, Influence, Seniority, Track, WinState, edit::EditContact, restore::RestoreContact, show::ShowContact,
        trash::TrashContact,
    },
    values::ids::ContactId,
};
use ui::{
    Badge, Button, ButtonKind, Icon, LinkButton, Notice, OperationForm, PageHeader, Panel, Reads, Tone, busy, done_of,
    loaded, of, reading, use_messages, use_viewer, when_done,
};

use super::ContactFields;
use crate::{
    fields::{SeenVersion, emptied},
    following::{following, named},
};

/// The page of one person. Its form is built once, so that what somebody types stays while others work; who saves
/// second is told.
#[component]
pub fn ContactPage() -> impl IntoView {
    let params = use_params_map();
    let contact = Reads::new(
        move || params.with(|params| params.get("id").unwrap_or_default()),
        |id| {
            let contact = id
                .parse::<ContactId>()
                .ok()
                .map(|contact| ui::call(ShowContact { contact }));
            async move { contact.ok_or(Failure::NotFound)?.await }
        },
    );
    loaded(contact, |contact| view! { <Record contact=contact /> }.into_any())
}

#[component]
fn Record(contact: Contact) -> impl IntoView {
    let id = contact.id;
    let built = RwSignal::new(contact.clone());
    let live = following(contact, move || ui::call(ShowContact { contact: id }));
    let may_edit = Access::AnyLeg
        .admits(&use_viewer().with_value(model::platform::people::viewer::Viewer::actor))
        .is_ok();
    let trashed = Memo::new(move |_| live.with(|contact| contact.trashed_at.is_some()));
    view! {
        <Title text=named(live, |contact| &contact.name) />
        {move || head(live.get(), may_edit)}
        <div class="stack below-head">
            <Panel title="What we know">
                {move || {
                    if may_edit && !trashed.get() { edit_form(built) } else { facts(live.get()) }
                }}
                <p class="muted">
                    "Last changed " {move || live.with(|contact| reading::moment(contact.updated_at))}
                </p>
            </Panel>
        </div>
    }
}

fn head(contact: Contact, may_edit: bool) -> AnyView {
    let role = contact.buying_role;
    let track = contact.track;
    let works_at = match (contact.account, contact.account_name.clone()) {
        (Some(id), Some(name)) => view! {
            <p class="muted">"At " <a href=format!("/accounts/{id}")>{name}</a></p>
        }
        .into_any(),
        _ => view! { <p class="muted">"At no account yet"</p> }.into_any(),
    };
    let trashed = contact.trashed_at.is_some();
    let id = contact.id;
    let name = contact.name.clone();
    view! {
        <PageHeader
            title=contact.name.clone()
            beside=move || {
                (
                    role.map(|role| view! { <Badge text=role.name() /> }),
                    (track == Track::Relationship).then(|| view! { <Badge text="Relationship track" plain=true /> }),
                )
            }
        >
            <LinkButton href=format!("/leads?contact={id}") icon=Icon::Leads>
                "Leads"
            </LinkButton>
            {(may_edit && !trashed)
                .then(|| {
                    view! {
                        <LinkButton href=format!("/leads/new?contact={id}")>"Capture as a lead"</LinkButton>
                        <TrashButton contact=id name=name />
                    }
                })}
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
    }
    .into_any()
}

/// Built anew after one's own edit only.
fn edit_form(built: RwSignal<Contact>) -> AnyView {
    let contact = built.get();
    let done = done_of::<EditContact>(move |contact| built.set(contact));
    view! {
        <OperationForm operation={of::<EditContact>()} class="form" done=done>
            <input type="hidden" name="contact" value=contact.id.to_string() />
            {emptied(
                &["email", "phone", "job_title", "buying_role", "seniority", "influence", "win", "win_state"],
                &["name"],
            )}
            <StoredFields contact=contact />
            <Save />
        </OperationForm>
    }
    .into_any()
}

#[component]
fn StoredFields(contact: Contact) -> impl IntoView {
    view! {
        <SeenVersion stored=contact.version />
        <ContactFields stored=contact />
    }
}

fn facts(contact: Contact) -> AnyView {
    view! {
        <ui::Facts>
            <ui::Fact label="E-mail">{contact.email}</ui::Fact>
            <ui::Fact label="Telephone">{contact.phone}</ui::Fact>
            <ui::Fact label="Job title">{contact.job_title}</ui::Fact>
            <ui::Fact label="Seniority">{contact.seniority.map(Seniority::name)}</ui::Fact>
            <ui::Fact label="Influence">{contact.influence.map(Influence::name)}</ui::Fact>
            <ui::Fact label="Hopes to win">{contact.win}</ui::Fact>
            <ui::Fact label="What became of it">{contact.win_state.map(WinState::name)}</ui::Fact>
            <ui::Fact label="Track">{contact.track.name()}</ui::Fact>
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
    let done = when_done(move || {
        messages.offer_undo(
            format!("{name} is in the trash."),
            move || view! { <RestoreForm contact=contact /> },
        );
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
    let done = when_done(move || messages.clear());
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
