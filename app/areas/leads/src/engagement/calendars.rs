//! When the people of each department are there.

use leptos::prelude::*;
use leptos_meta::Title;
use model::{
    Department,
    access::{Action, may},
    business_time::minutes_in_words,
    leads::calendars::{DepartmentCalendar, Due, list::ListCalendars},
    platform::people::viewer::Viewer,
};
use ui::{LinkButton, Moment, PageHeader, Panel, Reads, department_name, loaded, reading, use_revision, use_viewer};

use crate::parts::{CALENDARS, parts};

/// The page.
#[component]
pub(super) fn CalendarsPage() -> impl IntoView {
    let revision = use_revision();
    let read = Reads::new(move || revision.get(), |_| ui::call(ListCalendars {}));
    view! {
        <Title text="Business calendars" />
        <PageHeader
            title="Business calendars"
            lead="Limits are counted in business time: only while the people who owe something are there. Nights, lunch and holidays do not count."
        />
        {parts(CALENDARS)}
        {loaded(
            read,
            |known| {
                let panels: Vec<_> = known
                    .calendars
                    .into_iter()
                    .map(|calendar| {
                        let due = known.due.iter().filter(|due| due.department == calendar.department).collect();
                        panel(&calendar, due)
                    })
                    .collect();
                view! { <div class="stack below-head">{panels}</div> }.into_any()
            },
        )}
    }
}

/// Whether the reader may say when the people of a department are there.
pub(super) fn may_edit(department: Department) -> bool {
    let actor = use_viewer().with_value(Viewer::actor);
    may(&actor, Action::EditCalendar { department })
}

fn panel(calendar: &DepartmentCalendar, due: Vec<&Due>) -> AnyView {
    let department = calendar.department;
    let change = move || {
        may_edit(department).then(|| {
            let href = format!("{CALENDARS}/{}", department.key());
            let label = format!(
                "Change it: the calendar of {}",
                department_name(department).to_lowercase()
            );
            view! {
                <LinkButton href=href small=true label=label>
                    "Change it"
                </LinkButton>
            }
        })
    };
    let changed = calendar.updated_at.map_or_else(
        || "What it began with; nobody has said anything else yet.".into_any(),
        |at| view! { "Changed " <Moment at=at /> "." }.into_any(),
    );
    let due: Vec<_> = due
        .into_iter()
        .map(|due| {
            let limit = minutes_in_words(due.limit_minutes);
            let end = reading::exactly(due.at);
            view! {
                <dt>{limit}</dt>
                <dd>{end}</dd>
            }
        })
        .collect();
    let says = calendar.says.clone();
    view! {
        <Panel title=department_name(department) note=calendar.calendar.name.clone() action=change>
            <div class="stack">
                <p>{says}</p>
                <p class="muted">"What begins now ends"</p>
                <dl class="limits">{due}</dl>
                <p class="muted">{changed}</p>
            </div>
        </Panel>
    }
    .into_any()
}
