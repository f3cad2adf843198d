//! The time zones that a field offers.

use leptos::prelude::*;

use crate::Reads;

/// Id of the list of time zones that fields refer to.
pub const TIME_ZONES: &str = "time-zones";

/// The names that a field for a time zone offers.
#[component]
pub fn TimeZones(
    /// As the server lists them.
    zones: Reads<Vec<String>>,
) -> impl IntoView {
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let names = zones.await.unwrap_or_default();
                let options: Vec<_> = names.into_iter().map(|name| view! { <option value=name></option> }).collect();
                view! { <datalist id=TIME_ZONES>{options}</datalist> }
            })}
        </Suspense>
    }
}
