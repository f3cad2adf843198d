//! How the product speaks to somebody, and what lets him and his programs in.

mod tokens;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{
    platform::people::{
        change_password::ChangePassword, edit_profile::EditProfile, sign_out::SignOut, time_zones::ListTimeZones,
    },
    values::{
        Locale, Money, Theme,
        locale::{DayStyle, Decimals},
    },
};
use ui::{
    Button, ButtonKind, Choice, Field, Icon, Notice, OperationForm, PageHeader, Reads, SegmentedField, Select,
    TIME_ZONES, TextInput, TimeZones, Tone, busy, call, error_of, of, use_viewer, value_of,
};

/// The own profile.
#[component]
pub fn ProfilePage() -> impl IntoView {
    let (name, role, department) =
        use_viewer().with_value(|viewer| (viewer.name.clone(), viewer.role, viewer.department));
    let is = match department {
        Some(department) => format!(
            "{} of {}",
            crate::words::role_name(role),
            ui::department_name(department).to_lowercase()
        ),
        None => crate::words::role_name(role).to_owned(),
    };
    view! {
        <Title text="Profile" />
        <PageHeader title=name lead=is />
        <Saved />
        <div class="settings">
            <section aria-labelledby="about-you">
                <header>
                    <h2 id="about-you">"You"</h2>
                    <p>"Your name as colleagues see it, and how you read numbers, days and pages."</p>
                </header>
                // Anew: every number and day on every page changes.
                <OperationForm operation={of::<EditProfile>()} then="/profile?saved=profile" anew=true class="form">
                    <You />
                </OperationForm>
            </section>
            <section aria-labelledby="your-password">
                <header>
                    <h2 id="your-password">"Password"</h2>
                    <p>"Changing it signs you out everywhere else."</p>
                </header>
                <OperationForm
                    operation={of::<ChangePassword>()}
                    then="/profile?saved=password"
                    reset=true
                    class="form"
                    refused_title="The password was not changed"
                >
                    <Passwords />
                </OperationForm>
            </section>
            <section aria-labelledby="your-tokens" id="tokens">
                <header>
                    <h2 id="your-tokens">"API tokens"</h2>
                    <p>
                        "A program with a token may do what you may, through the "
                        <a class="link" href="/api/v1/openapi.json" rel="external">
                            "REST API"
                        </a> "."
                    </p>
                </header>
                <tokens::Tokens />
            </section>
            <section aria-labelledby="your-sessions">
                <header>
                    <h2 id="your-sessions">"Sessions"</h2>
                    <p>"A browser stays signed in for 14 days after its last use. API tokens are not affected."</p>
                </header>
                <OperationForm operation={of::<SignOut>()} id="sign-out-everywhere" then="/sign-in" anew=true class="form">
                    <input type="hidden" name="everywhere" value="true" />
                    <div class="actions">
                        <Button icon=Icon::SignOut submit=true>
                            "Sign out everywhere"
                        </Button>
                    </div>
                </OperationForm>
            </section>
        </div>
    }
}

/// What was saved just before.
#[component]
fn Saved() -> impl IntoView {
    let query = use_query_map();
    move || {
        let saved = query.with(|query| query.get("saved"))?;
        let text = match saved.as_str() {
            "profile" => "Saved. All pages follow it.",
            "password" => "The password is changed. You are signed out everywhere else.",
            _ => return None,
        };
        Some(view! {
            <Notice tone=Tone::Good announced=true>
                {text}
            </Notice>
        })
    }
}

#[component]
fn You() -> impl IntoView {
    let zones = Reads::new(|| (), |()| call(ListTimeZones {}));
    let viewer = use_viewer().get_value();
    let today = viewer.zone.day(viewer.now);
    let example = |locale: Locale| {
        let money = viewer.organisation.currency.parse().map_or_else(
            |_| locale.integer(1_234),
            |currency| locale.money(Money::new(123_450, currency), Decimals::Always),
        );
        format!("{}: {money}, {}", locale.name(), locale.day(today, DayStyle::Digits))
    };
    let locales = Locale::ALL
        .map(|locale| Choice::new(locale.key(), example(locale)))
        .to_vec();
    let themes = Theme::ALL
        .map(|theme| {
            let label = match theme {
                Theme::System => "As the device",
                Theme::Light => "Light",
                Theme::Dark => "Dark",
            };
            Choice::new(theme.key(), label)
        })
        .to_vec();
    view! {
        <TextInput
            name="name"
            label="Name"
            autocomplete="name"
            required=true
            value=value_of("name", viewer.name)
            error=error_of("name")
        />
        <Select
            name="locale"
            label="Numbers and days"
            choices=locales
            value=value_of("locale", viewer.locale.key())
            error=error_of("locale")
        />
        <TextInput
            name="time_zone"
            label="Time zone"
            list=TIME_ZONES
            required=true
            value=value_of("time_zone", viewer.zone.name())
            error=error_of("time_zone")
        />
        <TimeZones zones=zones />
        <Field id="theme-system" label="Theme">
            <SegmentedField name="theme" label="Theme" choices=themes value=value_of("theme", viewer.theme.key()) />
        </Field>
        <div class="actions">
            <Button kind=ButtonKind::Primary submit=true busy=busy()>
                "Save"
            </Button>
        </div>
    }
}

#[component]
fn Passwords() -> impl IntoView {
    view! {
        <TextInput
            name="present"
            label="Present password"
            kind="password"
            autocomplete="current-password"
            required=true
            error=error_of("present")
        />
        <TextInput
            name="password"
            label="New password"
            kind="password"
            autocomplete="new-password"
            hint="At least 12 characters. Several words are easy to keep in mind."
            required=true
            error=error_of("password")
        />
        <div class="actions">
            <Button submit=true busy=busy()>
                "Change password"
            </Button>
        </div>
    }
}
