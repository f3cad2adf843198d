//! Somebody has forgotten the password.

use leptos::prelude::*;
use model::platform::people::ask_password_reset::AskPasswordReset;
use ui::{
    Button, ButtonKind, LinkButton, Notice, OperationForm, TextInput, Tone, busy, done_of, error_of, of, outcome_of,
    value_of,
};

use super::Door;

/// Asks for a link to choose a new password.
#[component]
pub fn ForgottenPage() -> impl IntoView {
    let asked = outcome_of::<AskPasswordReset>();
    view! {
        <Door title="New password" lead="We send a link to your address. It works once, for two hours.">
            <Show
                when=move || asked.get().is_none()
                fallback=move || view! { <Asked by_mail=asked.get().is_some_and(|asked| asked.by_mail) /> }
            >
                <OperationForm
                    operation={of::<AskPasswordReset>()}
                    done={done_of::<AskPasswordReset>(move |answer| asked.set(Some(answer)))}
                    class="stack"
                    refused_title="The link was not sent"
                >
                    <Fields />
                </OperationForm>
            </Show>
            <p class="muted">
                <a class="link" href="/sign-in">
                    "Back to signing in"
                </a>
            </p>
        </Door>
    }
}

/// The same words for every address: they tell nobody who works here.
#[component]
fn Asked(by_mail: bool) -> impl IntoView {
    if by_mail {
        view! {
            <Notice tone=Tone::Good announced=true>
                "If somebody here signs in with this address, a mail with a link is on its way. Look into the spam folder too."
            </Notice>
        }
        .into_any()
    } else {
        view! {
            <Notice tone=Tone::Warn announced=true>
                "This installation sends no mail. Ask an admin for a link to choose a new password: there is a button for it under Admin, People."
            </Notice>
            <LinkButton href="/sign-in">"Sign in"</LinkButton>
        }
        .into_any()
    }
}

#[component]
fn Fields() -> impl IntoView {
    view! {
        <TextInput
            name="email"
            label="Work e-mail"
            kind="email"
            inputmode="email"
            autocomplete="username"
            required=true
            value=value_of("email", "")
            error=error_of("email")
        />
        <Button kind=ButtonKind::Primary submit=true busy=busy()>
            "Send the link"
        </Button>
    }
}
