//! A link that lets somebody in, to be passed on.

use leptos::prelude::*;
use model::platform::people::invite::LinkMade;
use ui::{CopyField, Moment, Notice, Tone};

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
            }} " It works once, until " <Moment at=made.ends_at /> "."
        </Notice>
        <CopyField name="link" label=label value=made.link hint="Whoever has the link can choose the password." />
    }
}
