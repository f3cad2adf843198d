//! Legs that owe the buyer an act, in the day of whoever leads them.

use leptos::prelude::*;
use model::journey::missing_legs::MissingLeg;
use ui::{LegAvatar, Panel, department_name, reading, use_stages};

/// The panel; nothing where nobody owes anything.
pub(crate) fn owing(legs: Vec<MissingLeg>, all: Option<AnyView>) -> Option<AnyView> {
    if legs.is_empty() {
        return None;
    }
    let rows: Vec<_> = legs.into_iter().map(row).collect();
    Some(
        view! {
            <Panel title="Legs that owe an act" flush=true action=move || all>
                <ul class="list padded">{rows}</ul>
            </Panel>
        }
        .into_any(),
    )
}

/// One of them, with the way to the account, where the call is logged.
pub(crate) fn row(missing: MissingLeg) -> AnyView {
    let stages = use_stages();
    let words = format!(
        "{} owes an act in {} since {}",
        department_name(missing.leg),
        stages.name(&missing.stage),
        reading::near_day(missing.since.date_naive()),
    );
    view! {
        <li>
            <LegAvatar department=missing.leg owner=missing.lead_name />
            <div class="grow">
                <a href=format!("/accounts/{}", missing.account)>
                    <b>{missing.account_name}</b>
                </a>
                <small>{words}</small>
            </div>
        </li>
    }
    .into_any()
}
