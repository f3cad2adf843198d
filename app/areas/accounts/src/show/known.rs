//! What the departments know of the account, side by side where they contradict each other.

use leptos::prelude::*;
use model::{
    Department, Role,
    accounts::fact_base::{
        Confidence, KnownFact, Topic,
        list::{FactBase, ListFacts},
        settle::SettleFact,
        state::StateFact,
        unsettle::UnsettleFact,
        withdraw::WithdrawFact,
    },
    values::ids::AccountId,
};
use ui::{
    Badge, Button, ButtonKind, Choice, DateInput, Empty, Icon, LegAvatar, OperationForm, Reads, Select, TextInput,
    Tone, busy, department_name, error_of, loaded, of, reading, use_messages, use_revision, use_viewer, value_of,
    when_done,
};

use crate::fields::choices;

/// The fact base of an account, and the form that adds to it.
pub(super) fn known(account: AccountId, works: bool) -> AnyView {
    let revision = use_revision();
    let base = Reads::new(move || revision.get(), move |_| ui::call(ListFacts { account }));
    view! {
        {works.then(|| form(account))}
        {loaded(base, move |base: FactBase| topics(base, works))}
    }
    .into_any()
}

fn topics(base: FactBase, works: bool) -> AnyView {
    if base.items.is_empty() {
        return view! {
            <Empty
                icon=Icon::Check
                title="Nothing noted yet"
                text="When does their budget year begin? How many plants do they run? What one department knows helps the other two."
            />
        }
        .into_any();
    }
    let topics: Vec<_> = base.items.into_iter().map(|topic| one(topic, works)).collect();
    view! { <ul class="topics">{topics}</ul> }.into_any()
}

fn one(topic: Topic, works: bool) -> AnyView {
    let contradicts = topic.contradicts;
    let facts: Vec<_> = topic
        .facts
        .into_iter()
        .map(|known| fact(known, contradicts, works))
        .collect();
    view! {
        <li>
            <h3>
                {topic.topic}
                {contradicts
                    .then(|| view! { " " <Badge text="Departments contradict each other" tone=Tone::Warn /> })}
            </h3>
            <ul class="said">{facts}</ul>
        </li>
    }
    .into_any()
}

fn fact(known: KnownFact, contradicts: bool, works: bool) -> AnyView {
    let actor = use_viewer().with_value(model::platform::people::viewer::Viewer::actor);
    let by = known
        .author
        .map_or_else(|| department_name(known.department).to_owned(), |author| author.name);
    let about = [
        known.confidence.name().to_owned(),
        format!("as of {}", reading::full_day(known.known_on)),
        by.clone(),
    ]
    .join(" · ");
    let id = known.id;
    let own = model::access::may(
        &actor,
        model::access::Action::WithdrawFact {
            department: Some(known.department),
        },
    );
    let settle = (works && contradicts).then(|| {
        let messages = use_messages();
        let done = when_done(move || messages.offer_undo("The others stepped back.", move || unsettle(id.to_string())));
        view! {
            <OperationForm operation={of::<SettleFact>()} id=format!("settle-{id}") no_summary=true done=done>
                <input type="hidden" name="fact" value=id.to_string() />
                <Button small=true submit=true>
                    "This one holds"
                </Button>
            </OperationForm>
        }
    });
    let settled = (works && known.settled).then(|| unsettle(id.to_string()));
    let withdraw = (works && own).then(|| {
        view! {
            <OperationForm operation={of::<WithdrawFact>()} id=format!("withdraw-{id}") no_summary=true>
                <input type="hidden" name="fact" value=id.to_string() />
                <Button small=true kind=ButtonKind::Quiet icon=Icon::Trash submit=true label="Take this fact back" />
            </OperationForm>
        }
    });
    view! {
        <li>
            <LegAvatar department=known.department owner=Some(by) />
            <div class="grow">
                <b>{known.value}</b>
                <small>{about}</small>
            </div>
            {settle}
            {settled}
            {withdraw}
        </li>
    }
    .into_any()
}

/// Lets the facts stand side by side again.
fn unsettle(fact: String) -> AnyView {
    let messages = use_messages();
    let done = when_done(move || messages.clear());
    view! {
        <OperationForm operation={of::<UnsettleFact>()} id=format!("unsettle-{fact}") no_summary=true done=done>
            <input type="hidden" name="fact" value=fact />
            <Button small=true kind=ButtonKind::Quiet icon=Icon::Undo submit=true>
                "Undo the decision"
            </Button>
        </OperationForm>
    }
    .into_any()
}

fn form(account: AccountId) -> AnyView {
    // Built anew when something was noted, so that the next one begins empty.
    let noted = RwSignal::new(0_u32);
    let built = move || {
        let open = noted.get() > 0;
        let done = when_done(move || noted.update(|noted| *noted += 1));
        view! {
            <details class="in-place" open=open>
                <summary>"Note what you know"</summary>
                <OperationForm operation={of::<StateFact>()} id="fact" class="form" done=done>
                    <input type="hidden" name="account" value=account.to_string() />
                    <Fields />
                </OperationForm>
            </details>
        }
    };
    view! { <div class="noting">{built}</div> }.into_any()
}

#[component]
fn Fields() -> impl IntoView {
    let chooses = use_viewer().with_value(|viewer| viewer.role == Role::Admin);
    let departments: Vec<_> = Department::ALL
        .into_iter()
        .map(|department| Choice::new(department.key(), department_name(department)))
        .collect();
    view! {
        <div class="halves">
            <TextInput
                prefix="fact"
                name="topic"
                label="What it is about"
                hint="Plants in Europe, budget year, system in use."
                required=true
                value=value_of("topic", String::new())
                error=error_of("topic")
            />
            <TextInput
                prefix="fact"
                name="value"
                label="What you know"
                required=true
                value=value_of("value", String::new())
                error=error_of("value")
            />
        </div>
        <div class="halves">
            <Select
                prefix="fact"
                name="confidence"
                label="How sure is it?"
                choices=choices(Confidence::ALL, Confidence::key, Confidence::name)
                value=value_of("confidence", Confidence::Likely.key().to_owned())
                error=error_of("confidence")
            />
            <DateInput
                prefix="fact"
                name="known_on"
                label="As of"
                hint="Today unless said."
                optional=true
                value=value_of("known_on", String::new())
                error=error_of("known_on")
            />
        </div>
        {chooses
            .then(|| {
                view! {
                    <Select
                        prefix="fact"
                        name="department"
                        label="Who says so?"
                        choices=departments
                        empty="choose a department"
                        value=value_of("department", String::new())
                        error=error_of("department")
                    />
                }
            })}
        <div class="actions">
            <Button kind=ButtonKind::Primary submit=true busy=busy()>
                "Note it"
            </Button>
        </div>
    }
}
