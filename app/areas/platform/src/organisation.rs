//! What all people of the company share.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::platform::{
    organisation::{
        edit::EditOrganisation,
        show::{OrganisationShown, ShowOrganisation},
    },
    people::time_zones::ListTimeZones,
};
use ui::{
    Button, ButtonKind, Notice, OperationForm, PageHeader, Panel, Reads, Skeleton, TIME_ZONES, TextInput, TimeZones,
    Tone, busy, call, error_of, of, seen_version, shown, value_of,
};

use crate::admin::AdminTabs;

/// The organisation's settings.
#[component]
pub fn OrganisationPage() -> impl IntoView {
    let read = Reads::new(|| (), |()| call(ShowOrganisation {}));
    let query = use_query_map();
    view! {
        <Title text="Organisation" />
        <PageHeader title="Organisation" lead="What all people of the company share." />
        <AdminTabs current="/admin/organisation" />
        {move || {
            query
                .with(|query| query.get("saved").is_some())
                .then(|| view! { <Notice tone=Tone::Good announced=true>"Saved."</Notice> })
        }}
        <Suspense fallback=|| view! { <Skeleton /> }>
            {move || Suspend::new(async move { shown(read.await, |found| view! { <Settings found=found /> }.into_any()) })}
        </Suspense>
    }
}

#[component]
fn Settings(found: OrganisationShown) -> impl IntoView {
    view! {
        <Panel title="Settings">
            // Anew: every page shows the company's name and counts in its currency.
            <OperationForm operation={of::<EditOrganisation>()} then="/admin/organisation?saved=1" anew=true class="form">
                <Fields found=found />
            </OperationForm>
        </Panel>
    }
}

#[component]
fn Fields(found: OrganisationShown) -> impl IntoView {
    let zones = Reads::new(|| (), |()| call(ListTimeZones {}));
    let OrganisationShown {
        organisation,
        currency_in_use,
        version,
    } = found;
    let hint = if currency_in_use {
        "Deals are kept in it, so it stands."
    } else {
        "Three letters, such as EUR. It stands once the first deal is kept."
    };
    view! {
        <input type="hidden" name="seen" prop:value=seen_version(version) value=seen_version(version) />
        <TextInput
            name="name"
            label="Name"
            autocomplete="organization"
            required=true
            value=value_of("name", organisation.name)
            error=error_of("name")
        />
        <TextInput
            name="currency"
            label="Currency"
            hint=hint
            readonly=currency_in_use
            required=true
            value=value_of("currency", organisation.currency)
            error=error_of("currency")
        />
        <TextInput
            name="time_zone"
            label="Time zone"
            hint="Deadlines and days without a person's own clock are counted in it."
            list=TIME_ZONES
            required=true
            value=value_of("time_zone", organisation.time_zone)
            error=error_of("time_zone")
        />
        <TimeZones zones=zones />
        <div class="actions">
            <Button kind=ButtonKind::Primary submit=true busy=busy()>
                "Save"
            </Button>
        </div>
    }
}
