//! The pages in front of the door: set-up, sign-in.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::platform::people::{set_up::SetUp, sign_in::SignIn};
use ui::{BrandMark, Button, OperationForm, TextInput, busy, error_of, of, value_of};

/// Where somebody shows who he is.
#[component]
pub fn SignInPage() -> impl IntoView {
    let query = use_query_map();
    let next = query
        .with_untracked(|query| query.get("next"))
        .filter(|next| model::form::own_address(next))
        .unwrap_or_else(|| "/".to_owned());
    view! {
        <Title text="Sign in" />
        <main class="door" id="main">
            <BrandMark />
            <h1>"Sign in"</h1>
            <OperationForm operation={of::<SignIn>()} then=next anew=true class="stack">
                <SignInFields />
            </OperationForm>
        </main>
    }
}

#[component]
fn SignInFields() -> impl IntoView {
    view! {
        <TextInput name="email" label="E-mail" kind="email" autocomplete="username" required=true value=value_of("email", "") error=error_of("email") />
        <TextInput name="password" label="Password" kind="password" autocomplete="current-password" required=true error=error_of("password") />
        <Button kind=ui::ButtonKind::Primary submit=true busy=busy()>"Sign in"</Button>
    }
}

/// The first visit to a new installation.
#[component]
pub fn SetUpPage() -> impl IntoView {
    view! {
        <Title text="Set up" />
        <main class="door" id="main">
            <BrandMark />
            <h1>"Set up Tridem"</h1>
            <OperationForm operation={of::<SetUp>()} then="/" anew=true class="stack">
                <SetUpFields />
            </OperationForm>
        </main>
    }
}

#[component]
fn SetUpFields() -> impl IntoView {
    view! {
        <TextInput name="organisation" label="Company" required=true value=value_of("organisation", "") error=error_of("organisation") />
        <TextInput name="currency" label="Currency" hint="Deals are kept in it." required=true value=value_of("currency", "EUR") error=error_of("currency") />
        <TextInput name="time_zone" label="Time zone" required=true value=value_of("time_zone", "Europe/Vienna") error=error_of("time_zone") />
        <TextInput name="name" label="Your name" autocomplete="name" required=true value=value_of("name", "") error=error_of("name") />
        <TextInput name="email" label="Your e-mail" kind="email" autocomplete="username" required=true value=value_of("email", "") error=error_of("email") />
        <TextInput name="password" label="Password" kind="password" autocomplete="new-password" hint="At least 12 characters." required=true error=error_of("password") />
        <Button kind=ui::ButtonKind::Primary submit=true busy=busy()>"Set up"</Button>
    }
}
