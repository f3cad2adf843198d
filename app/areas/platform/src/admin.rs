//! What runs the installation: the ways to people, settings, the log and the queue.

use leptos::prelude::*;
use leptos_meta::Title;
use model::{Access, Failure};
use ui::{Icon, PageHeader, Tab, Tabs, shown, use_viewer};

/// The places of administration: address, name, sign, what one does there.
const PLACES: [(&str, &str, Icon, &str); 5] = [
    (
        "/admin/people",
        "People",
        Icon::Users,
        "Invite colleagues, change department and role, deactivate.",
    ),
    (
        "/admin/organisation",
        "Organisation",
        Icon::Accounts,
        "The company's name, its currency and its time zone.",
    ),
    (
        "/admin/audit",
        "Audit log",
        Icon::History,
        "Who did what and when, with the values before and after.",
    ),
    (
        "/admin/jobs",
        "Jobs",
        Icon::Clock,
        "Mail, imports and sweeps: what waits, what failed and why.",
    ),
    (
        "/admin/components",
        "Components",
        Icon::Board,
        "Every part of the pages on one sheet.",
    ),
];

/// The way between the places of administration.
#[component]
pub fn AdminTabs(
    /// The address of the place that is shown.
    current: &'static str,
) -> impl IntoView {
    let tabs = PLACES
        .into_iter()
        .map(|(href, label, _, _)| Tab::new(label, href, href == current))
        .collect();
    view! { <Tabs label="Administration" tabs=tabs /> }
}

/// All places of administration.
#[component]
pub fn AdminPage() -> impl IntoView {
    let actor = use_viewer().with_value(model::platform::people::viewer::Viewer::actor);
    let admitted = Access::Admins.admits(&actor).map_err(Failure::from);
    shown(admitted, |()| {
        let places: Vec<_> = PLACES
            .into_iter()
            .map(|(href, label, icon, text)| {
                view! {
                    <li>
                        <a class="card" href=href>
                            {icon.view()}
                            <b>{label}</b>
                            <span>{text}</span>
                        </a>
                    </li>
                }
            })
            .collect();
        view! {
            <Title text="Admin" />
            <PageHeader title="Admin" lead="What runs this installation." />
            <ul class="places">{places}</ul>
        }
        .into_any()
    })
}
