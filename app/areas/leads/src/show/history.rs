//! What a lead went through: its steps, and what became of each hand-over.

use leptos::prelude::*;
use model::{
    accounts::people_choices::PersonChoice,
    leads::chain::{RejectReason, Step, gate::HandOver, show::ShownLead},
};
use ui::{Badge, Panel, Tone, reading};

use super::name_of;

type People = StoredValue<Vec<PersonChoice>>;

/// Every step, the newest first.
pub(super) fn steps(shown: &ShownLead, people: People) -> AnyView {
    let rows: Vec<_> = shown.steps.iter().rev().map(|step| row(step, people)).collect();
    view! {
        <Panel title="Every step" flush=true>
            <ul class="list padded">{rows}</ul>
        </Panel>
    }
    .into_any()
}

fn row(step: &Step, people: People) -> AnyView {
    let way = match step.from {
        Some(from) => format!("{} to {}", from.name(), step.to.name()),
        None => step.to.name().to_owned(),
    };
    let by = step
        .by
        .map_or_else(|| "Tridem".to_owned(), |person| name_of(people, person));
    let reasons: Vec<&str> = step.reasons.iter().copied().map(RejectReason::name).collect();
    let why = (!reasons.is_empty()).then(|| reasons.join(", "));
    let note = step.note.as_ref().map(|note| format!("“{}”", note.as_str()));
    let owner = format!(
        "{} owns it, next date {}",
        name_of(people, step.owner.person),
        reading::full_day(step.next_on)
    );
    let about = [Some(by), why, note, Some(owner)]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ");
    view! {
        <li>
            <div class="grow">
                <b>{way}</b>
                <small>{about}</small>
            </div>
            <span class="muted nowrap">{reading::moment(step.at)}</span>
        </li>
    }
    .into_any()
}

/// Each hand-over to sales, with why it passed below the definition.
pub(super) fn hand_overs(shown: &ShownLead, people: People) -> Option<AnyView> {
    let all = &shown.row.lead.hand_overs;
    if all.is_empty() {
        return None;
    }
    let rows: Vec<_> = all.iter().rev().map(|one| hand_over(one, people)).collect();
    Some(
        view! {
            <Panel title="Hand-overs" flush=true>
                <ul class="list padded">{rows}</ul>
            </Panel>
        }
        .into_any(),
    )
}

fn hand_over(one: &HandOver, people: People) -> AnyView {
    let met = if one.judged.qualified {
        view! { <Badge text="Met the definition" tone=Tone::Good /> }.into_any()
    } else {
        view! { <Badge text="Below the definition" tone=Tone::Warn /> }.into_any()
    };
    let to = format!("To {}", name_of(people, one.to.person));
    let why = one
        .override_reason
        .as_ref()
        .map(|reason| format!(" · “{}”", reason.as_str()));
    view! {
        <li>
            <div class="grow">
                <b>{to}</b>
                <small>{one.outcome.name()} {why}</small>
                {met}
            </div>
            <span class="muted nowrap">{reading::moment(one.at)}</span>
        </li>
    }
    .into_any()
}
