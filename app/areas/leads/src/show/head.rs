//! The head of a lead: who it is, where it stands, who owns it, and what is due when.

use leptos::prelude::*;
use model::{
    accounts::contacts::Track,
    leads::chain::{LeadState, show::ShownLead},
};
use ui::{Badge, StageBand, StagePhase, StageStep, Tone, reading};

use crate::words::{next_date, owner, state_badge};

/// Everything above the fold.
pub(super) fn head(shown: &ShownLead) -> AnyView {
    let row = &shown.row;
    let account = match (row.lead.account, row.account_name.clone()) {
        (Some(account), Some(name)) => view! { "At " <a href=format!("/accounts/{account}")>{name}</a> }.into_any(),
        _ => "At no account yet".into_any(),
    };
    let relationship =
        (row.lead.track == Track::Relationship).then(|| view! { <Badge text="Relationship track" plain=true /> });
    let rated = row
        .lead
        .quality
        .map(|quality| view! { <Badge text=format!("Quality {} of 5", quality.get()) plain=true /> });
    let decided = row.lead.closing.as_ref().map(|closing| {
        if closing.won {
            view! { <Badge text="Deal won" tone=Tone::Good /> }.into_any()
        } else {
            view! { <Badge text="Deal lost" tone=Tone::Bad /> }.into_any()
        }
    });
    let lost = row.lead.closing.as_ref().and_then(|closing| closing.reason.clone());
    let person = format!("/contacts/{}", row.lead.contact);
    view! {
        <div class="title">
            <h1>{row.contact_name.clone()}</h1>
            {state_badge(row.lead.state)}
            {relationship}
            {decided}
            {rated}
            <p>
                {account} " · " <a href=person>"the person"</a> " · captured " {reading::moment(row.captured_at)}
            </p>
        </div>
        {band(shown)}
        <dl class="lead-vitals">
            <div>
                <dt>"Owner"</dt>
                <dd>{owner(row)}</dd>
            </div>
            <div>
                <dt>"Next date"</dt>
                <dd>{next_date(row)}</dd>
            </div>
            <div>
                <dt>"In this state since"</dt>
                <dd>{reading::moment(row.lead.since)}</dd>
            </div>
            {lost
                .map(|reason| {
                    view! {
                        <div>
                            <dt>"Lost because"</dt>
                            <dd>{reason.to_string()}</dd>
                        </div>
                    }
                })}
        </dl>
    }
    .into_any()
}

/// The chain of states. Nurturing is a loop beside the way: it stands there for those that went through it.
fn band(shown: &ShownLead) -> AnyView {
    let here = shown.row.lead.state;
    let entered = |state: LeadState| {
        shown
            .steps
            .iter()
            .rev()
            .find(|step| step.to == state)
            .map(|step| step.at)
    };
    let nurtured = entered(LeadState::Nurturing).is_some();
    let phases = [
        (
            "Before sales",
            vec![LeadState::Captured, LeadState::Nurturing, LeadState::Qualified],
        ),
        (
            "With sales",
            vec![LeadState::HandedOver, LeadState::Accepted, LeadState::Working],
        ),
        ("Deal", vec![LeadState::Converted]),
    ]
    .map(|(name, states)| {
        let states = states
            .into_iter()
            .filter(|state| nurtured || *state != LeadState::Nurturing);
        (name, states.collect::<Vec<_>>())
    });
    let all: Vec<LeadState> = phases.iter().flat_map(|(_, states)| states.iter().copied()).collect();
    let current = all.iter().position(|state| *state == here).unwrap_or_default();
    let when = |state: LeadState| {
        let place = all.iter().position(|one| *one == state)?;
        match entered(state) {
            _ if place > current => None,
            Some(at) => Some(reading::day_of(at)),
            None => Some("left out".to_owned()),
        }
    };
    let phases = phases
        .iter()
        .map(|(name, states)| StagePhase {
            name: (*name).to_owned(),
            stages: states
                .iter()
                .map(|state| StageStep {
                    name: state.name().to_owned(),
                    when: when(*state),
                })
                .collect(),
        })
        .collect();
    view! { <StageBand phases=phases current=current label="Chain of the lead" /> }.into_any()
}
