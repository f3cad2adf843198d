//! Who works on the account, leg by leg: its lead, and those who work it beside him.

use leptos::prelude::*;
use model::{
    Department,
    accounts::{name_lead::NameLead, people_choices::PersonChoice, show::AccountInFull},
};
use ui::{LegAvatar, OperationForm, Panel, department_name, of};

use super::{beside::SaveButton, members};
use crate::{fields::LeadSelect, steps::in_sentence};

/// The panel beside the record. What it says follows what others do; each form is built anew only when who works that
/// leg changes.
pub(super) fn legs(
    live: RwSignal<AccountInFull>,
    people: StoredValue<Vec<PersonChoice>>,
    works: Memo<bool>,
) -> AnyView {
    let legs: Vec<_> = Department::ALL
        .into_iter()
        .map(|department| {
            let lead = Memo::new(move |_| live.with(|full| full.account.legs.of(department).lead.clone()));
            view! {
                <li>
                    {move || {
                        let owner = lead.get().map(|lead| lead.name);
                        view! { <LegAvatar department=department owner=owner /> }
                    }}
                    <div class="grow">
                        {move || match lead.get() {
                            Some(lead) => view! { <b>{lead.name}</b> }.into_any(),
                            None => view! { <b class="bad">"Nobody"</b> }.into_any(),
                        }} <small>{department_name(department)}</small>
                        {move || {
                            let now = lead.get().map(|lead| lead.person.to_string()).unwrap_or_default();
                            works
                                .get()
                                .then(|| {
                                    let account = live.with_untracked(|full| full.account.id.to_string());
                                    lead_form(department, account, people.get_value(), now)
                                })
                        }} {members::members(department, live, people, works)}
                    </div>
                </li>
            }
        })
        .collect();
    view! {
        <Panel title="Who works on it" id="leads">
            <ul class="list">{legs}</ul>
        </Panel>
    }
    .into_any()
}

fn lead_form(department: Department, account: String, people: Vec<PersonChoice>, now: String) -> AnyView {
    let id = format!("lead-{}", department.key());
    view! {
        <details class="in-place">
            <summary>
                {if now.is_empty() { "Name one" } else { "Change" }}
                <span class="visually-hidden">{format!(" the {} lead", in_sentence(department))}</span>
            </summary>
            <OperationForm operation={of::<NameLead>()} id=id.clone() no_summary=true class="stack">
                <input type="hidden" name="account" value=account />
                <input type="hidden" name="leg" value=department.key() />
                <LeadSelect
                    department=department
                    people=people
                    name="person"
                    label=format!("Who leads for {}?", in_sentence(department))
                    prefix=id
                    value=now
                />
                <SaveButton />
            </OperationForm>
        </details>
    }
    .into_any()
}
