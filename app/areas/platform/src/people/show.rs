//! One person, for admins.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use model::{
    Failure,
    platform::people::{
        PersonState,
        deactivate::DeactivatePerson,
        invite::LinkMade,
        invite_again::InviteAgain,
        offer_new_password::OfferNewPassword,
        reactivate::ReactivatePerson,
        show::{PersonShown, ShowPerson},
    },
};
use ui::{
    Button, ButtonKind, Fact, Facts, Icon, LegTag, LinkButton, Moment, Notice, OperationForm, PageHeader, Panel, Reads,
    Skeleton, busy, call, done_of, of, outcome_of, shown, steady, use_revision,
};

use super::{
    edit::EditForm,
    link::{LinkToPassOn, until},
};
use crate::{
    admin::AdminTabs,
    words::{StateBadge, role_name},
};

/// What a person is, and what can be done about it.
#[component]
pub fn PersonPage() -> impl IntoView {
    let params = use_params_map();
    let revision = use_revision();
    let person = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let read = Reads::new(move || (person.get(), revision.get()), |(person, _)| show(&person));
    // Read once and again after saving: what others do meanwhile must not take away what is being typed.
    let saves = RwSignal::new(0_u32);
    let form = Reads::new(move || (person.get(), saves.get()), |(person, _)| show(&person));
    // Here, because what follows is made anew when the person changes.
    let invitation = outcome_of::<InviteAgain>();
    let new_password = outcome_of::<OfferNewPassword>();
    let link = move |made: RwSignal<Option<LinkMade>>, label| {
        let own = made.get().filter(|made| made.person.to_string() == person.get());
        own.map(|made| {
            view! {
                <Panel title="Link">
                    <div class="form">
                        <LinkToPassOn made=made label=label />
                    </div>
                </Panel>
            }
        })
    };
    view! {
        <Transition fallback=|| view! { <Skeleton lines=6 /> }>
            {
                let read = steady(read);
                move || read.get().map(|read| shown(read, |found| view! { <Head found=found /> }.into_any()))
            }
        </Transition>
        {move || link(invitation, "Link of the invitation")}
        {move || link(new_password, "Link to choose a new password")}
        <div class="two">
            <Transition>
                {
                    let form = steady(form);
                    move || {
                        let found = form.get()?.ok()?;
                        let saved = Callback::new(move |()| saves.update(|saves| *saves += 1));
                        Some(view! {
                            <Panel title="Name, department and role">
                                <EditForm person=found.person saved=saved />
                            </Panel>
                        })
                    }
                }
            </Transition>
            <Transition>
                {
                    let read = steady(read);
                    move || {
                        let found = read.get()?.ok()?;
                        Some(view! { <Side found=found invitation=invitation new_password=new_password /> })
                    }
                }
            </Transition>
        </div>
    }
}

fn show(person: &str) -> impl Future<Output = Result<PersonShown, Failure>> + Send + use<> {
    let asked = person.parse().map(|person| call(ShowPerson { person }));
    async move {
        match asked {
            Ok(answer) => answer.await,
            Err(_) => Err(Failure::NotFound),
        }
    }
}

#[component]
fn Head(found: PersonShown) -> impl IntoView {
    let state = found.person.state;
    let name = found.person.name.clone();
    view! {
        <Title text=name.clone() />
        <PageHeader title=name beside=move || view! { <StateBadge state=state /> }>
            <LinkButton href=["/admin/audit?person=", &found.person.id.to_string()].concat() icon=Icon::History>
                "What they did"
            </LinkButton>
        </PageHeader>
        <AdminTabs current="/admin/people" />
    }
}

#[component]
fn Side(
    found: PersonShown,
    invitation: RwSignal<Option<LinkMade>>,
    new_password: RwSignal<Option<LinkMade>>,
) -> impl IntoView {
    let PersonShown {
        person,
        last_admin,
        invitation_ends_at,
    } = found;
    let id = person.id.to_string();
    view! {
        <div class="stack">
            <Panel title="Person">
                <Facts>
                    <Fact label="E-mail">{person.email.clone()}</Fact>
                    <Fact label="Department">
                        {match person.department {
                            Some(department) => view! { <LegTag department=department /> }.into_any(),
                            None => "None".into_any(),
                        }}
                    </Fact>
                    <Fact label="Role">{role_name(person.role)}</Fact>
                    <Fact label="Added">
                        <Moment at=person.created_at />
                    </Fact>
                    <Fact label="Last signed in">
                        {match person.signed_in_at {
                            Some(at) => view! { <Moment at=at /> }.into_any(),
                            None => "never".into_any(),
                        }}
                    </Fact>
                </Facts>
            </Panel>
            <Panel title="Getting in">
                <div class="stack">
                    {match person.state {
                        PersonState::Invited => {
                            let words = match invitation_ends_at {
                                Some(at) => {
                                    format!(
                                        "Has not chosen a password yet. The invitation can be used until {}.",
                                        until(at),
                                    )
                                }
                                None => "Has not chosen a password, and the invitation has run out.".to_owned(),
                            };
                            view! {
                                <p>{words}</p>
                                <InviteAgainForm id=id.clone() made=invitation />
                                <DeactivateForm id=id />
                            }
                                .into_any()
                        }
                        PersonState::Active if last_admin => {
                            view! {
                                <Notice>
                                    "This is the last admin: role and sign-in stay until somebody else is an admin too."
                                </Notice>
                                <NewPasswordForm id=id made=new_password />
                            }
                                .into_any()
                        }
                        PersonState::Active => {
                            view! {
                                <NewPasswordForm id=id.clone() made=new_password />
                                <p class="muted">
                                    "Deactivating ends all sessions and API tokens at once. What the person did stays, and it can be undone."
                                </p>
                                <DeactivateForm id=id />
                            }
                                .into_any()
                        }
                        PersonState::Deactivated => {
                            view! {
                                <p>"Cannot sign in. What the person did stays."</p>
                                <OperationForm operation={of::<ReactivatePerson>()}>
                                    <input type="hidden" name="person" value=id />
                                    <Submit words="Reactivate" />
                                </OperationForm>
                            }
                                .into_any()
                        }
                    }}
                </div>
            </Panel>
        </div>
    }
}

/// A button that knows whether its form is being sent.
#[component]
fn Submit(words: &'static str, #[prop(optional)] kind: ButtonKind) -> impl IntoView {
    view! {
        <Button kind=kind submit=true busy=busy()>
            {words}
        </Button>
    }
}

#[component]
fn DeactivateForm(id: String) -> impl IntoView {
    view! {
        <OperationForm operation={of::<DeactivatePerson>()} refused_title="Not deactivated">
            <input type="hidden" name="person" value=id />
            <Submit words="Deactivate" />
        </OperationForm>
    }
}

#[component]
fn InviteAgainForm(id: String, made: RwSignal<Option<LinkMade>>) -> impl IntoView {
    view! {
        <OperationForm operation={of::<InviteAgain>()} done={done_of::<InviteAgain>(move |answer| made.set(Some(answer)))}>
            <input type="hidden" name="person" value=id />
            <Submit words="Invite again" />
        </OperationForm>
        <p class="muted">"Older links stop working."</p>
    }
}

#[component]
fn NewPasswordForm(id: String, made: RwSignal<Option<LinkMade>>) -> impl IntoView {
    view! {
        <OperationForm operation={of::<OfferNewPassword>()} done={done_of::<OfferNewPassword>(move |answer| made.set(Some(answer)))}>
            <input type="hidden" name="person" value=id />
            <Submit words="Make a link for a new password" />
        </OperationForm>
        <p class="muted">"For somebody who has forgotten the password and gets no mail."</p>
    }
}
