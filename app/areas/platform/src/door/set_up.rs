//! The first visit to a new installation.

use leptos::prelude::*;
use model::platform::people::{set_up::SetUp, time_zones::ListTimeZones};
use ui::{
    Button, ButtonKind, OperationForm, Reads, TIME_ZONES, TextInput, TimeZones, busy, call, error_of, of, value_of,
};

use super::Door;

/// Names the company and makes the first admin.
#[component]
pub fn SetUpPage() -> impl IntoView {
    view! {
        <Door title="Set up Tridem" lead="Nobody has used this installation yet. You become its first admin.">
            <OperationForm operation={of::<SetUp>()} then="/" anew=true class="stack" refused_title="Not set up yet">
                <Fields />
            </OperationForm>
        </Door>
    }
}

#[component]
fn Fields() -> impl IntoView {
    let zones = Reads::new(|| (), |()| call(ListTimeZones {}));
    view! {
        <TextInput
            name="organisation"
            label="Company"
            autocomplete="organization"
            required=true
            value=value_of("organisation", "")
            error=error_of("organisation")
        />
        <div class="halves">
            <TextInput
                name="currency"
                label="Currency"
                hint="Deals are kept in it."
                required=true
                value=value_of("currency", "EUR")
                error=error_of("currency")
            />
            <TextInput
                name="time_zone"
                label="Time zone"
                hint="Days are counted in it."
                list=TIME_ZONES
                required=true
                value=value_of("time_zone", "Europe/Berlin")
                error=error_of("time_zone")
            />
        </div>
        <TimeZones zones=zones />
        <TextInput
            name="name"
            label="Your name"
            autocomplete="name"
            required=true
            value=value_of("name", "")
            error=error_of("name")
        />
        <TextInput
            name="email"
            label="Your work e-mail"
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
            autocomplete="new-password"
            hint="At least 12 characters. Several words are easy to keep in mind."
            required=true
            error=error_of("password")
        />
        <Button kind=ButtonKind::Primary submit=true busy=busy()>
            "Set up"
        </Button>
    }
}
