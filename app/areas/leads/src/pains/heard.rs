//! The words about one pain, side by side where they contradict each other.

use leptos::prelude::*;
use model::{
    access::{Action, may},
    leads::pains::{
        evidence::{settle::SettlePain, unsettle::UnsettlePain, withdraw::WithdrawEvidence},
        show::{AccountPain, Heard},
    },
};
use ui::{
    Badge, Button, ButtonKind, Icon, LegAvatar, OperationForm, Severity, Tone, department_name, of, reading,
    use_messages, when_done,
};

use crate::words::looking;

/// One pain with everything that is said about it.
pub(super) fn pain(pain: AccountPain, works: bool) -> AnyView {
    let contested = pain.contested;
    let evidence: Vec<_> = pain
        .evidence
        .into_iter()
        .map(|one| heard(one, contested, works))
        .collect();
    view! {
        <li>
            <h3>
                {pain.name} " " <Severity value=pain.severity.get() />
                {pain.urgent.then(|| view! { " " <Badge text="Urgent" tone=Tone::Good /> })}
                {contested.then(|| view! { " " <Badge text="Words contradict each other" tone=Tone::Warn /> })}
            </h3>
            {contested
                .then(|| {
                    view! {
                        <p class="muted">"Until somebody says which one holds, the severest counts."</p>
                    }
                })}
            <ul class="said">{evidence}</ul>
        </li>
    }
    .into_any()
}

fn heard(one: Heard, contested: bool, works: bool) -> AnyView {
    let evidence = one.evidence;
    let by = evidence
        .author
        .map_or_else(|| department_name(evidence.department).to_owned(), |author| author.name);
    let about = [
        evidence.source.name().to_owned(),
        format!("heard on {}", reading::day_of(evidence.heard_at)),
        format!("noted by {by}"),
    ]
    .join(" · ");
    let said_by = match evidence.contact {
        Some(contact) => view! { <a href=format!("/contacts/{contact}")>{evidence.said_by.to_string()}</a> }.into_any(),
        None => evidence.said_by.to_string().into_any(),
    };
    let words = evidence.words.map(|words| format!(": “{}”", words.as_str()));
    let settled = one
        .settled_by
        .map(|person| view! { <small>{format!("{} said that this one holds", person.name)}</small> });
    let id = evidence.id.to_string();
    let (actor, _) = looking();
    let own = may(
        &actor,
        Action::WithdrawFact {
            department: Some(evidence.department),
        },
    );
    let settle = (works && contested).then(|| settle(id.clone()));
    let undo = (works && evidence.settled_at.is_some()).then(|| unsettle(id.clone()));
    let withdraw = (works && own).then(|| {
        view! {
            <OperationForm operation={of::<WithdrawEvidence>()} id=format!("withdraw-{id}") no_summary=true>
                <input type="hidden" name="evidence" value=id.clone() />
                <Button small=true kind=ButtonKind::Quiet icon=Icon::Trash submit=true label="Take this word back" />
            </OperationForm>
        }
    });
    view! {
        <li>
            <LegAvatar department=evidence.department owner=Some(by) />
            <div class="grow">
                <b>{said_by}</b>
                {words}
                <small>
                    <Severity value=evidence.severity.get() />
                    " "
                    {about}
                </small>
                {settled}
            </div>
            {settle}
            {undo}
            {withdraw}
        </li>
    }
    .into_any()
}

/// Says that this word holds; the others step back, which can be undone.
fn settle(evidence: String) -> AnyView {
    let messages = use_messages();
    let undo = evidence.clone();
    let done = when_done(move || {
        let undo = undo.clone();
        messages.offer_undo("The other words stepped back.", move || unsettle(undo.clone()));
    });
    view! {
        <OperationForm operation={of::<SettlePain>()} id=format!("settle-{evidence}") no_summary=true done=done>
            <input type="hidden" name="evidence" value=evidence />
            <Button small=true submit=true>
                "This one holds"
            </Button>
        </OperationForm>
    }
    .into_any()
}

/// Lets the words stand side by side again.
fn unsettle(evidence: String) -> AnyView {
    let messages = use_messages();
    let done = when_done(move || messages.clear());
    view! {
        <OperationForm operation={of::<UnsettlePain>()} id=format!("unsettle-{evidence}") no_summary=true done=done>
            <input type="hidden" name="evidence" value=evidence />
            <Button small=true kind=ButtonKind::Quiet icon=Icon::Undo submit=true>
                "Undo the decision"
            </Button>
        </OperationForm>
    }
    .into_any()
}
