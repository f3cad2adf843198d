//! How leads are told in lists and on their page.

use chrono::NaiveDate;
use leptos::prelude::*;
use model::{
    Actor, Department,
    accounts::people_choices::PersonChoice,
    agreement::Now,
    leads::chain::{LeadState, list::LeadRow},
    platform::people::viewer::Viewer,
};
use ui::{Badge, LegAvatar, Tone, reading, use_viewer};

/// Who looks, and the moment with his day: what the rules are asked with.
pub fn looking() -> (Actor, Now) {
    use_viewer().with_value(|viewer| {
        let now = Now {
            at: viewer.now,
            day: viewer.zone.day(viewer.now),
        };
        (Viewer::actor(viewer), now)
    })
}

/// Where a lead stands.
pub fn state_badge(state: LeadState) -> AnyView {
    let tone = match state {
        LeadState::HandedOver => Tone::Warn,
        LeadState::Qualified | LeadState::Accepted | LeadState::Working | LeadState::Converted => Tone::Good,
        LeadState::Captured | LeadState::Nurturing | LeadState::Rejected => Tone::Neutral,
    };
    view! { <Badge text=state.name() tone=tone /> }.into_any()
}

/// Who owns a lead, for which department.
pub fn owner(row: &LeadRow) -> AnyView {
    let (department, name) = (row.lead.owner.department, row.owner_name.clone());
    view! {
        <span class="with-badge">
            <LegAvatar department=department owner=Some(name.clone()) />
            {name}
        </span>
    }
    .into_any()
}

/// How many days the next date has passed; nothing while it lies ahead, or where all is decided.
pub fn days_late(row: &LeadRow) -> Option<i64> {
    let late = (reading::today() - row.lead.next_on).num_days();
    (late > 0 && row.lead.closing.is_none()).then_some(late)
}

/// When somebody does something about a lead next; what has passed is said in words.
pub fn next_date(row: &LeadRow) -> AnyView {
    let day = row.lead.next_on;
    match days_late(row) {
        Some(late) => {
            let days = if late == 1 { "day" } else { "days" };
            let text = format!("{} {days} overdue", reading::number(late));
            view! { <Badge text=text tone=Tone::Bad title=reading::full_day(day) /> }.into_any()
        }
        None if row.lead.closing.is_some() => view! { <span class="muted">"decided"</span> }.into_any(),
        None => view! { <span title=reading::full_day(day)>{reading::near_day(day)}</span> }.into_any(),
    }
}

/// The day that stands in a form for the next date: the one that was said, unless it has passed.
pub fn next_day(said: NaiveDate) -> NaiveDate {
    said.max(reading::today())
}

/// People of some departments as choices, each with the department where it is not the only one.
pub fn people_of(people: &[PersonChoice], departments: &[Department]) -> Vec<ui::Choice> {
    people
        .iter()
        .filter(|person| departments.contains(&person.department))
        .map(|person| {
            let label = match departments {
                [_] => person.name.clone(),
                _ => format!("{}, {}", person.name, ui::department_name(person.department)),
            };
            ui::Choice::new(person.person.to_string(), label)
        })
        .collect()
}
