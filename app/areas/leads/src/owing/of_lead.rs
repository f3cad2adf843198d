//! What is owed about one lead, in both directions.

use accounts::following::following;
use leptos::prelude::*;
use model::{
    leads::obligations::of_lead::{OwedAboutLead, OwedLine},
    values::ids::LeadId,
};
use ui::{LegAvatar, Panel, agreement::titled, reading};

use super::clock::clock;
use crate::parts::{ENGAGEMENT, OWED};

/// The panel. What somebody has to do stands above what is settled; it is ended where all obligations are.
pub(crate) fn of_lead(lead: LeadId, first: Vec<OwedLine>) -> AnyView {
    let live = following(first, move || ui::call(OwedAboutLead { lead }));
    let href = format!("{OWED}?lead={lead}");
    let all = move || view! { <a href=href>"Keep or end it"</a> };
    let content = move || {
        let lines = live.get();
        if lines.is_empty() {
            return view! {
                <p class="quiet-line">
                    "Nothing. " <a href=ENGAGEMENT>"Rules of engagement"</a>
                    " open obligations when a lead of an account is handed over, accepted or rejected."
                </p>
            }
            .into_any();
        }
        let lines: Vec<_> = lines.into_iter().map(line).collect();
        view! { <ul class="list padded owed">{lines}</ul> }.into_any()
    };
    view! {
        <Panel title="What is owed" note="between departments, in business time" id="owed" flush=true action=all>
            {content}
        </Panel>
    }
    .into_any()
}

fn line(line: OwedLine) -> AnyView {
    let void = line.why_void.map(|why| view! { <small>{why} "."</small> });
    view! {
        <li>
            <LegAvatar department=line.leg owner=line.person_name />
            <div class="grow">
                <b>{titled(&line.what)}</b>
                <small>{line.terms} ". Opened " {reading::moment(line.opened_at)} "."</small>
                {void}
            </div>
            {clock(&line.clock)}
        </li>
    }
    .into_any()
}
