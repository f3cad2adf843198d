//! What lies behind the links in mails: an invitation, a new password.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_location, use_params_map};
use model::{
    Failure, Refusal,
    platform::{
        links::LinkPurpose,
        people::{
            accept_invitation::AcceptInvitation,
            reset_password::ResetPassword,
            show_link::{LinkShown, ShowLink},
            sign_out::SignOut,
        },
    },
};
use ui::{
    Button, ButtonKind, ErrorPage, LinkButton, Notice, OperationForm, Reads, TextInput, Tone, answer_with, busy, call,
    error_of, failure, of, use_viewer,
};

use super::Door;

/// An invited person chooses a password.
#[component]
pub fn InvitationPage() -> impl IntoView {
    behind(LinkPurpose::Invitation)
}

/// Somebody who has forgotten the password chooses another one.
#[component]
pub fn NewPasswordPage() -> impl IntoView {
    behind(LinkPurpose::NewPassword)
}

fn behind(purpose: LinkPurpose) -> AnyView {
    let secret = use_params_map().with_untracked(|params| params.get("secret").unwrap_or_default());
    let link = StoredValue::new(secret);
    let read = Reads::new(
        move || link.get_value(),
        move |secret| {
            let operation = secret.try_into().map(|link| ShowLink { link, purpose });
            let asked = operation.map(call);
            async move {
                match asked {
                    Ok(answer) => answer.await,
                    Err(_) => Err(Failure::Refused(Refusal::LinkNotValid)),
                }
            }
        },
    );
    let title = match purpose {
        LinkPurpose::Invitation => "Welcome to Tridem",
        LinkPurpose::NewPassword => "Choose a new password",
    };
    view! {
        // Not in a transition: the link is read once.
        <Suspense>
            {move || Suspend::new(async move {
                match read.await {
                    Ok(found) => {
                        let lead = lead(purpose, &found);
                        view! {
                            <Door title=title lead=lead>
                                <ChooseForm purpose=purpose link=link.get_value() email=found.email />
                            </Door>
                        }
                            .into_any()
                    }
                    Err(refusal) => {
                        answer_with(refusal.status());
                        view! {
                            <Door title=title lead="">
                                <Closed purpose=purpose refusal=refusal />
                            </Door>
                        }
                            .into_any()
                    }
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn lead(purpose: LinkPurpose, found: &LinkShown) -> String {
    match purpose {
        LinkPurpose::Invitation => format!(
            "{}, choose a password to look after accounts together with your colleagues at {}.",
            found.name, found.organisation
        ),
        LinkPurpose::NewPassword => format!("{}, everywhere else you are signed out then.", found.name),
    }
}

#[component]
fn ChooseForm(purpose: LinkPurpose, link: String, email: String) -> impl IntoView {
    match purpose {
        LinkPurpose::Invitation => view! {
            <OperationForm
                operation={of::<AcceptInvitation>()}
                then="/"
                anew=true
                class="stack"
                refused_title="You are not in yet"
            >
                <Fields link=link email=email words="Choose password and go in" />
            </OperationForm>
        }
        .into_any(),
        LinkPurpose::NewPassword => view! {
            <OperationForm
                operation={of::<ResetPassword>()}
                then="/"
                anew=true
                class="stack"
                refused_title="The password was not changed"
            >
                <Fields link=link email=email words="Change password and sign in" />
            </OperationForm>
        }
        .into_any(),
    }
}

#[component]
fn Fields(link: String, email: String, words: &'static str) -> impl IntoView {
    view! {
        <input type="hidden" name="link" value=link />
        // For the browser, which keeps passwords by address.
        <TextInput name="_email" label="Work e-mail" kind="email" autocomplete="username" readonly=true value=email />
        <TextInput
            name="password"
            label="Password"
            kind="password"
            autocomplete="new-password"
            hint="At least 12 characters. Several words are easy to keep in mind."
            required=true
            error=error_of("password")
        />
        <Button kind=ButtonKind::Primary submit=true busy=busy()>
            {words}
        </Button>
    }
}

/// Somebody who is signed in follows such a link: it may be for somebody else.
#[component]
pub fn SignedInPage() -> impl IntoView {
    let name = use_viewer().with_value(|viewer| viewer.name.clone());
    let here = use_location().pathname.get_untracked();
    view! {
        <Title text="Signed in already" />
        <ErrorPage
            title="You are signed in already"
            text=format!("This link lets somebody choose a password, and you are {name}. If it is for somebody else, sign out first.")
        >
            <OperationForm operation={of::<SignOut>()} id="sign-out-first" then=here anew=true>
                <Button kind=ButtonKind::Primary submit=true>
                    "Sign out and open the link"
                </Button>
            </OperationForm>
            <LinkButton href="/">"Go to the start"</LinkButton>
        </ErrorPage>
    }
}

/// The link no longer works: why, and the way to another one.
#[component]
fn Closed(purpose: LinkPurpose, refusal: Failure) -> impl IntoView {
    view! {
        <Notice tone=Tone::Bad>{failure::sentence(&refusal)}</Notice>
        {match purpose {
            LinkPurpose::Invitation => {
                view! {
                    <p class="muted">
                        "Whoever invited you can send another invitation. If you have chosen a password before, sign in with it."
                    </p>
                    <LinkButton href="/sign-in" kind=ButtonKind::Primary>
                        "Sign in"
                    </LinkButton>
                }
                    .into_any()
            }
            LinkPurpose::NewPassword => {
                view! {
                    <LinkButton href="/forgotten" kind=ButtonKind::Primary>
                        "Ask for a new link"
                    </LinkButton>
                    <LinkButton href="/sign-in">"Sign in"</LinkButton>
                }
                    .into_any()
            }
        }}
    }
}
