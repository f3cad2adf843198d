//! Noting what hurts, and what befell the account.

use leptos::prelude::*;
use model::{
    Department, Role,
    accounts::contacts::Contact,
    leads::pains::{
        catalogue::Catalogue,
        evidence::{EvidenceSource, Severity, add::AddEvidence},
        triggers::add::AddTrigger,
    },
    values::ids::AccountId,
};
use ui::{
    Button, ButtonKind, Choice, DateInput, OperationForm, Panel, Select, TextInput, busy, department_name, error_of,
    of, use_viewer, value_of, when_done,
};

/// A form that is built anew after each success, so that the next note begins empty.
fn anew(form: impl Fn(RwSignal<u32>, bool) -> AnyView + Send + Sync + 'static) -> AnyView {
    let noted = RwSignal::new(0_u32);
    (move || form(noted, noted.get() > 0)).into_any()
}

/// The form for a word about a pain.
pub(super) fn evidence(
    account: AccountId,
    catalogue: StoredValue<Catalogue>,
    contacts: StoredValue<Vec<Contact>>,
) -> AnyView {
    let form = anew(move |noted, open| {
        let done = when_done(move || noted.update(|noted| *noted += 1));
        view! {
            <details class="in-place" open=open>
                <summary>"Note what hurts"</summary>
                <OperationForm operation={of::<AddEvidence>()} id="evidence" class="form" no_summary=true done=done>
                    <input type="hidden" name="account" value=account.to_string() />
                    <EvidenceFields catalogue=catalogue contacts=contacts />
                </OperationForm>
            </details>
        }
        .into_any()
    });
    view! { <div class="noting">{form}</div> }.into_any()
}

/// How much a pain hurts, in words beside the number.
fn severities() -> Vec<Choice> {
    (1..=Severity::MOST)
        .map(|number| {
            let words = match number {
                1 => "1, a nuisance",
                2 => "2",
                3 => "3, costs them something",
                4 => "4",
                _ => "5, stops the business",
            };
            Choice::new(number.to_string(), words)
        })
        .collect()
}

#[component]
fn EvidenceFields(catalogue: StoredValue<Catalogue>, contacts: StoredValue<Vec<Contact>>) -> impl IntoView {
    let pains = catalogue.with_value(|catalogue| {
        let offered = catalogue.pains.iter().filter(|entry| !entry.retired);
        offered
            .map(|entry| Choice::new(entry.pain.key.as_str(), entry.pain.name.as_str()))
            .collect::<Vec<_>>()
    });
    let sources = EvidenceSource::ALL
        .iter()
        .map(|source| Choice::new(source.key(), source.name()))
        .collect();
    let people: Vec<Choice> = contacts.with_value(|contacts| {
        let contacts = contacts.iter();
        contacts
            .map(|contact| Choice::new(contact.id.to_string(), contact.name.clone()))
            .collect()
    });
    let known = (!people.is_empty()).then(|| {
        view! {
            <Select
                prefix="evidence"
                name="contact"
                label="Who of the people there?"
                choices=people
                empty="nobody whom we know"
                optional=true
                value=value_of("contact", "")
                error=error_of("contact")
            />
        }
    });
    view! {
        <div class="halves">
            <Select
                prefix="evidence"
                name="pain"
                label="What hurts?"
                choices=pains
                empty="choose a pain"
                required=true
                value=value_of("pain", "")
                error=error_of("pain")
            />
            <Select
                prefix="evidence"
                name="severity"
                label="How much?"
                choices=severities()
                value=value_of("severity", "3")
                error=error_of("severity")
            />
        </div>
        <div class="halves">
            <TextInput
                prefix="evidence"
                name="said_by"
                label="Who said so?"
                hint="A name, or “their annual report”."
                required=true
                value=value_of("said_by", "")
                error=error_of("said_by")
            />
            <Select
                prefix="evidence"
                name="source"
                label="Where does it come from?"
                choices=sources
                value=value_of("source", EvidenceSource::Conversation.key())
                error=error_of("source")
            />
        </div>
        {known}
        <TextInput
            prefix="evidence"
            name="words"
            label="What was said?"
            optional=true
            value=value_of("words", "")
            error=error_of("words")
        />
        <WhenAndWho prefix="evidence" />
        <div class="actions">
            <Button kind=ButtonKind::Primary submit=true busy=busy()>
                "Note the pain"
            </Button>
        </div>
    }
}

/// When it was, and for which department, where whoever looks chooses that.
#[component]
fn WhenAndWho(prefix: &'static str) -> impl IntoView {
    let chooses = use_viewer().with_value(|viewer| viewer.role == Role::Admin);
    let departments = Department::ALL.map(|department| Choice::new(department.key(), department_name(department)));
    view! {
        <DateInput
            prefix=prefix
            name="occurred_at"
            label="When, if not now?"
            with_time=true
            optional=true
            value=value_of("occurred_at", "")
            error=error_of("occurred_at")
        />
        {chooses
            .then(|| {
                view! {
                    <Select
                        prefix=prefix
                        name="department"
                        label="Which department says so?"
                        choices=departments.to_vec()
                        empty="choose a department"
                        value=value_of("department", "")
                        error=error_of("department")
                    />
                }
            })}
    }
}

/// The form for a crisis that befell the account.
pub(super) fn trigger(account: AccountId, catalogue: StoredValue<Catalogue>) -> AnyView {
    let form = anew(move |noted, open| {
        let done = when_done(move || noted.update(|noted| *noted += 1));
        view! {
            <details class="in-place" open=open>
                <summary>"Note what befell them"</summary>
                <OperationForm operation={of::<AddTrigger>()} id="trigger" class="form" no_summary=true done=done>
                    <input type="hidden" name="account" value=account.to_string() />
                    <TriggerFields catalogue=catalogue />
                </OperationForm>
            </details>
        }
        .into_any()
    });
    view! { <Panel title="Something happened?">{form}</Panel> }.into_any()
}

#[component]
fn TriggerFields(catalogue: StoredValue<Catalogue>) -> impl IntoView {
    let crises = catalogue.with_value(|catalogue| {
        let offered = catalogue.crises.iter().filter(|entry| !entry.retired);
        offered
            .map(|entry| {
                let label = format!(
                    "{}, counts {} days",
                    entry.crisis.name.as_str(),
                    entry.crisis.expires_after_days
                );
                Choice::new(entry.crisis.key.as_str(), label)
            })
            .collect::<Vec<_>>()
    });
    view! {
        <Select
            prefix="trigger"
            name="crisis"
            label="What befell them?"
            choices=crises
            empty="choose a crisis"
            required=true
            value=value_of("crisis", "")
            error=error_of("crisis")
        />
        <TextInput
            prefix="trigger"
            name="known_from"
            label="How do you know?"
            required=true
            value=value_of("known_from", "")
            error=error_of("known_from")
        />
        <WhenAndWho prefix="trigger" />
        <div class="actions">
            <Button kind=ButtonKind::Primary submit=true busy=busy()>
                "Note what happened"
            </Button>
        </div>
    }
}
