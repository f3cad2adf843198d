//! Leads that wait for the person who looks, each number with the list of exactly these leads.

use leptos::prelude::*;
use model::{
    journey::today::show::Whose,
    leads::chain::{
        LeadState,
        count::{CountLeads, LeadCounts},
    },
};
use ui::{Panel, Reads, loaded, reading, use_revision, use_viewer};

/// Leads of the person, or of the department where that is whose day it is. Read apart: the day does not wait for it.
pub(super) fn waiting(whose: Whose) -> Option<AnyView> {
    let (person, department) = use_viewer().with_value(|viewer| (viewer.id, viewer.department));
    let department = department?;
    let asked = CountLeads {
        owner: (whose == Whose::Mine).then_some(person),
        department: (whose == Whose::Leg).then_some(department),
    };
    let of = match whose {
        Whose::Mine => format!("owner={person}"),
        Whose::Leg => format!("department={}", department.key()),
        Whose::Everybody => String::new(),
    };
    let revision = use_revision();
    let read = Reads::new(move || revision.get(), move |_| ui::call(asked));
    Some(loaded(read, move |counts| list(&counts, &of)))
}

fn list(counts: &LeadCounts, of: &str) -> AnyView {
    let lines = [
        (
            counts.of(None, true),
            "lead is overdue",
            "leads are overdue",
            "all=true&overdue=true",
        ),
        (
            counts.of(Some(LeadState::HandedOver), false),
            "lead waits for an answer of sales",
            "leads wait for an answer of sales",
            "state=handed_over",
        ),
        (
            counts.of(Some(LeadState::Captured), false),
            "lead waits to be qualified",
            "leads wait to be qualified",
            "state=captured",
        ),
    ];
    let lines: Vec<_> = lines
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many, query)| {
            let words = if count == 1 { one } else { many };
            let said = [&reading::number(i64::from(count)), " ", words].concat();
            let href = ["/leads?", query, "&", of].concat();
            view! {
                <li>
                    <a href=href>{said}</a>
                </li>
            }
        })
        .collect();
    if lines.is_empty() {
        return ().into_any();
    }
    view! {
        <Panel title="Leads">
            <ul class="list">{lines}</ul>
        </Panel>
    }
    .into_any()
}
