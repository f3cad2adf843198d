//! Where somebody shows who he is.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::platform::people::sign_in::SignIn;
use ui::{Button, ButtonKind, Notice, OperationForm, TextInput, busy, error_of, of, value_of};

use super::Door;

/// Sign in.
#[component]
pub fn SignInPage() -> impl IntoView {
    let asked = use_query_map()
        .with_untracked(|query| query.get("next"))
        .filter(|next| model::form::own_address(next));
    let sent_here = asked.is_some();
    view! {
        <Door title="Sign in" lead="to the accounts that marketing, sales and service look after together">
            {sent_here.then(|| view! { <Notice>"Sign in to go on to the page that you asked for."</Notice> })}
            <OperationForm
                operation={of::<SignIn>()}
                then=asked.unwrap_or_else(|| "/".to_owned())
                anew=true
                class="stack"
                refused_title="You are not signed in"
            >
                <Fields />
            </OperationForm>
            <p class="muted">
                "Forgotten the password? " <a class="link" href="/forgotten">
                    "Ask for a new one"
                </a>
            </p>
        </Door>
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
        <TextInput
            name="password"
            label="Password"
            kind="password"
            autocomplete="current-password"
            required=true
            error=error_of("password")
        />
        <Button kind=ButtonKind::Primary submit=true busy=busy()>
            "Sign in"
        </Button>
    }
}
