//! Legs that owe the buyer an act, in the day of whoever leads them.

use leptos::prelude::*;
use model::{Access, Role, journey::missing_legs::MissingLeg, platform::people::viewer::Viewer};
use ui::{LegAvatar, Panel, department_name, reading, use_stages, use_viewer};

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

/// One of them, with the way to the account, and to where the call is logged.
pub(crate) fn row(missing: MissingLeg) -> AnyView {
    let stage = use_stages().name(&missing.stage).to_owned();
    let account = format!("/accounts/{}", missing.account);
    let logs = use_viewer().with_value(|viewer| speaks_for(viewer, &missing));
    let log = logs.then(|| {
        let with = format!(" with {}", missing.account_name);
        view! {
            <a class="nowrap" href=format!("{account}#composer")>
                "Log a call"
                <span class="visually-hidden">{with}</span>
            </a>
        }
    });
    view! {
        <li>
            <LegAvatar department=missing.leg owner=missing.lead_name silent=true />
            <div class="grow">
                <a href=account.clone()>
                    <b>{missing.account_name}</b>
                </a>
                <small>
                    {department_name(missing.leg)} " owes an act in " {stage} " since " {reading::moment(missing.since)}
                </small>
            </div>
            {log}
        </li>
    }
    .into_any()
}

/// What somebody logs counts for the own department; only admins choose another one.
fn speaks_for(viewer: &Viewer, missing: &MissingLeg) -> bool {
    Access::AnyLeg.admits(&viewer.actor()).is_ok()
        && (viewer.role == Role::Admin || viewer.department == Some(missing.leg))
}
