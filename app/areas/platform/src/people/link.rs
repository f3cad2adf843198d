//! A link that lets somebody in, to be passed on.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use model::{platform::people::invite::LinkMade, values::locale::DayStyle};
use ui::{CopyField, Notice, Tone, use_viewer};

/// The only time that the link is seen.
#[component]
pub(super) fn LinkToPassOn(
    /// As it was made.
    made: LinkMade,
    /// What it is for.
    label: &'static str,
) -> impl IntoView {
    let mailed = made.mailed;
    view! {
        <Notice tone=Tone::Good announced=true>
            {if mailed {
                "A mail with this link is on its way. You can also pass it on yourself."
            } else {
                "This installation sends no mail: pass the link on yourself. It is shown only now."
            }} " It works once, until " {until(made.ends_at)} "."
        </Notice>
        <CopyField name="link" label=label value=made.link hint="Whoever has the link can choose the password." />
    }
}

/// A deadline on the reader's clock: `29 Nov 2026, 06:43`.
pub(super) fn until(at: DateTime<Utc>) -> String {
    use_viewer().with_value(|viewer| viewer.locale.moment(viewer.zone.local(at), DayStyle::Full))
}
