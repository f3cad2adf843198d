//! The rows of the queue, and what can be done with one without opening it.

use leptos::prelude::*;
use model::{
    accounts::contacts::Track,
    leads::{
        chain::{accept::AcceptLead, list::LeadRow, offers::Offer},
        obligations::nearest::Owed,
    },
};
use ui::{Badge, Button, Cell, Column, Kbd, OperationForm, RowHead, Table, busy, done_of, of, reading, use_messages};

use crate::{
    fields::Which,
    owing::near,
    words::{looking, next_date, next_day, owner, state_badge},
};

/// The table. Where a row can be accepted the keys are said below it.
pub(super) fn rows(rows: Vec<LeadRow>, owed: &[Owed], rejecting: RwSignal<Option<LeadRow>>) -> AnyView {
    let (actor, now) = looking();
    let answers = |row: &LeadRow| row.lead.is_open(Offer::Accept, None, &actor, now);
    let any = rows.iter().any(answers);
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let answered = answers(&row);
            let owed = owed.iter().find(|owed| owed.lead == row.lead.id);
            one(row, owed.map(near), answered, rejecting)
        })
        .collect();
    view! {
        <Table caption="Leads" class="leads">
            <thead>
                <tr>
                    <Column label="Person" />
                    <Column label="Account" />
                    <Column label="State" />
                    <Column label="Owner" />
                    <Column label="Next date" />
                    <Column label="Owed" />
                    <Column label="Since" />
                    <Column label="Answer" hidden=true />
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
        <p class="muted keys-hint not-phone">
            <Kbd keys="j k" />
            " next and previous lead"
            {any
                .then(|| {
                    view! {
                        " · "
                        <Kbd keys="a" />
                        " accept · "
                        <Kbd keys="r" />
                        " reject the lead in focus"
                    }
                })}
        </p>
    }
    .into_any()
}

fn one(row: LeadRow, owed: Option<AnyView>, answered: bool, rejecting: RwSignal<Option<LeadRow>>) -> AnyView {
    let id = row.lead.id;
    let account = match (row.lead.account, row.account_name.clone()) {
        (Some(account), Some(name)) => view! { <a href=format!("/accounts/{account}")>{name}</a> }.into_any(),
        _ => view! { <span class="muted">"not known yet"</span> }.into_any(),
    };
    let relationship =
        (row.lead.track == Track::Relationship).then(|| view! { <Badge text="Relationship" plain=true /> });
    let (name, state, since) = (row.contact_name.clone(), row.lead.state, row.lead.since);
    let (owner, next) = (owner(&row), next_date(&row));
    let answer = answered.then(|| answer(row, rejecting));
    view! {
        <tr data-lead=id.to_string()>
            <RowHead>
                <a class="name" href=format!("/leads/{id}")>
                    {name}
                </a>
                " "
                {relationship}
            </RowHead>
            <Cell label="Account">{account}</Cell>
            <Cell label="State">{state_badge(state)}</Cell>
            <Cell label="Owner">{owner}</Cell>
            <Cell label="Next date">{next}</Cell>
            <Cell label="Owed">{owed}</Cell>
            <Cell label="Since">{reading::moment(since)}</Cell>
            <Cell class="c-answer">{answer}</Cell>
        </tr>
    }
    .into_any()
}

/// Accepts in one press; rejecting asks for the reason.
fn answer(row: LeadRow, rejecting: RwSignal<Option<LeadRow>>) -> AnyView {
    let (id, version, name) = (row.lead.id, row.version, row.contact_name.clone());
    let day = next_day(row.lead.next_on).to_string();
    let messages = use_messages();
    let done = done_of::<AcceptLead>(move |row| {
        messages.say(format!(
            "You accepted {}. It is among the accepted ones now.",
            row.contact_name
        ));
    });
    let (asked, said) = (row, format!("Reject {name}"));
    view! {
        <div class="row tight">
            <OperationForm operation={of::<AcceptLead>()} id=format!("accept-{id}") class="accept" no_summary=true done=done>
                <Which lead=id.to_string() version=version />
                <input type="hidden" name="next_on" value=day />
                <AcceptButton name=name />
            </OperationForm>
            <a
                class="button quiet small reject"
                href=format!("/leads/{id}?do=reject#reject")
                aria-label=said
                on:click=move |event| {
                    if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
                        event.prevent_default();
                        rejecting.set(Some(asked.clone()));
                    }
                }
            >
                "Reject"
            </a>
        </div>
    }
    .into_any()
}

#[component]
fn AcceptButton(name: String) -> impl IntoView {
    view! {
        <Button small=true submit=true busy=busy() label=format!("Accept {name}")>
            "Accept"
        </Button>
    }
}
