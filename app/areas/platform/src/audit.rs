//! Who did what: the event log.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{hooks::use_query_map, params::ParamsMap};
use model::{
    activity::KINDS,
    form::from_pairs,
    platform::{
        audit::list::{AuditEntry, ListAudit},
        people::list::ListPeople,
    },
    values::{Limit, Page},
};
use ui::{
    Cell, Choice, Column, DateInput, Empty, FilterChip, FilterSentence, Icon, LinkButton, Moment, PageHeader, Reads,
    RowHead, Select, Skeleton, Table, call, fact_changes, fact_kind_label, fact_sentence, shown, use_revision,
    use_viewer,
};

use crate::{admin::AdminTabs, people::pager};

const HERE: &str = "/admin/audit";

/// The event log, newest first.
#[component]
pub fn AuditPage() -> impl IntoView {
    let query = use_query_map();
    let revision = use_revision();
    let pairs = Memo::new(move |_| query.with(pairs_of));
    let read = Reads::new(
        move || (pairs.get(), revision.get()),
        |(pairs, _)| {
            let asked = asked(&pairs).map(call);
            async move {
                match asked {
                    Ok(answer) => answer.await,
                    Err(errors) => Err(errors.into()),
                }
            }
        },
    );
    let people = Reads::new(
        || (),
        |()| {
            let limit = Limit::try_from(Limit::MOST).unwrap_or_default();
            call(ListPeople {
                limit,
                ..ListPeople::default()
            })
        },
    );
    view! {
        <Title text="Audit log" />
        <PageHeader title="Audit log" lead="Who did what and when. Nothing here can be changed." />
        <AdminTabs current=HERE />
        <div class="toolbar">
            <Suspense>
                {move || {
                    let asked = asked(&pairs.get()).unwrap_or_default();
                    Suspend::new(async move {
                        let people = people.await.map(|page| page.items).unwrap_or_default();
                        let people = people
                            .into_iter()
                            .map(|person| Choice::new(person.id.to_string(), person.name))
                            .collect::<Vec<_>>();
                        view! { <Filter asked=asked people=people /> }
                    })
                }}
            </Suspense>
        </div>
        <Transition fallback=|| view! { <Skeleton lines=10 /> }>
            {move || Suspend::new(async move {
                shown(read.await, |page| view! { <Rows page=page query=query.get_untracked() /> }.into_any())
            })}
        </Transition>
    }
}

/// What the address asks for, without what was left empty.
fn pairs_of(query: &ParamsMap) -> Vec<(String, String)> {
    ["person", "fact", "account", "from", "until", "cursor"]
        .into_iter()
        .filter_map(|name| {
            let value = query.get(name).filter(|value| !value.trim().is_empty())?;
            Some((name.to_owned(), value))
        })
        .collect()
}

fn asked(pairs: &[(String, String)]) -> Result<ListAudit, model::FieldErrors> {
    let asked: ListAudit = from_pairs(pairs)?;
    model::Operation::check(&asked)?;
    Ok(asked)
}

#[component]
fn Filter(asked: ListAudit, people: Vec<Choice>) -> impl IntoView {
    let person = asked.person.map(|person| person.to_string()).unwrap_or_default();
    let person_name = people
        .iter()
        .find(|choice| choice.value == person)
        .map_or_else(|| "anybody".to_owned(), |choice| choice.label.clone());
    let fact = asked.fact.map(String::from).unwrap_or_default();
    let kinds = KINDS
        .iter()
        .map(|kind| Choice::new(*kind, fact_kind_label(kind)))
        .collect();
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let (from, until) = (day(asked.from), day(asked.until));
    let days = match (from.is_empty(), until.is_empty()) {
        (true, true) => "any".to_owned(),
        (false, true) => format!("from {from}"),
        (true, false) => format!("until {until}"),
        (false, false) => format!("{from} to {until}"),
    };
    let all_days = from.is_empty() && until.is_empty();
    let filtered = !all_days || !person.is_empty() || !fact.is_empty() || asked.account.is_some();
    view! {
        <FilterSentence action=HERE label="Filter the log">
            "What "
            <FilterChip subject="person" verb="is" value=person_name on={!person.is_empty()}>
                <Select name="person" label="Done by or to" empty="Anybody" choices=people value=person />
            </FilterChip>
            " did, where the "
            <FilterChip
                subject="kind"
                verb="is"
                value=if fact.is_empty() { "any".to_owned() } else { fact_kind_label(&fact) }
                on={!fact.is_empty()}
            >
                <Select name="fact" label="Kind" empty="Any" choices=kinds value=fact />
            </FilterChip>
            " and the "
            <FilterChip subject="day" verb="is" value=days on={!all_days}>
                <DateInput name="from" label="From" value=from />
                <DateInput name="until" label="Until" value=until />
            </FilterChip>
            {asked
                .account
                .map(|account| {
                    view! {
                        <input type="hidden" name="account" value=account.to_string() />
                        "on one account"
                    }
                })}
            {filtered
                .then(|| {
                    view! {
                        <LinkButton href=HERE kind=ui::ButtonKind::Quiet small=true>
                            "Show all"
                        </LinkButton>
                    }
                })}
        </FilterSentence>
    }
}

#[component]
fn Rows(page: Page<AuditEntry>, query: ParamsMap) -> impl IntoView {
    if page.items.is_empty() {
        return view! {
            <Empty icon=Icon::History title="Nothing of that kind" text="No entry of the log fits the filter. Loosen it.">
                <LinkButton href=HERE>"Show the whole log"</LinkButton>
            </Empty>
        }
        .into_any();
    }
    let address = |cursor: Option<&str>| {
        let mut query = query.clone();
        query.remove("cursor");
        if let Some(cursor) = cursor {
            query.insert("cursor", cursor.to_owned());
        }
        [HERE, &query.to_query_string()].concat()
    };
    let said = match page.items.len() {
        1 => "1 entry".to_owned(),
        entries => format!("{entries} entries"),
    };
    let next = page.next.as_ref().map(|next| address(Some(next.as_str())));
    let first = query.get("cursor").map(|_| address(None));
    let rows: Vec<_> = page
        .items
        .into_iter()
        .map(|entry| view! { <Row entry=entry /> })
        .collect();
    view! {
        <Table caption="Event log" class="audit">
            <thead>
                <tr>
                    <Column label="When" class="c-when" />
                    <Column label="What" />
                    <Column label="Account" class="c-account" />
                    <Column label="Request" class="c-request" />
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
        {pager(said, next, first)}
    }
    .into_any()
}

#[component]
fn Row(entry: AuditEntry) -> impl IntoView {
    let (stages, locale) = use_viewer().with_value(|viewer| (viewer.stages.clone(), viewer.locale));
    let person = |named: &model::platform::audit::list::Named<model::values::ids::PersonId>| {
        let href = ["/admin/people/", &named.id.to_string()].concat();
        view! { <a href=href>{named.name.clone()}</a> }
    };
    let who = match &entry.person {
        Some(named) => person(named).into_any(),
        None if entry.by_system => "Tridem".into_any(),
        None => "Somebody".into_any(),
    };
    let (what, detail, changes) = match &entry.fact {
        Some(fact) => {
            let sentence = fact_sentence(fact, &stages, locale);
            (sentence.what, sentence.detail, fact_changes(fact, &stages))
        }
        None => (fact_kind_label(&entry.kind).to_lowercase(), None, Vec::new()),
    };
    // Sentences about a person mostly name him already.
    let about = entry
        .about
        .as_ref()
        .filter(|about| !what.contains(&about.name))
        .map(|about| {
            view! {
                " ("
                {person(about)}
                ")"
            }
        });
    let changes: Vec<_> = changes
        .into_iter()
        .map(|change| {
            view! {
                <div>
                    <dt>{change.field}</dt>
                    <dd>
                        <del>{change.before.unwrap_or_else(|| "empty".to_owned())}</del>
                        {Icon::Arrow.small()}
                        <ins>{change.after.unwrap_or_else(|| "empty".to_owned())}</ins>
                    </dd>
                </div>
            }
        })
        .collect();
    view! {
        <tr>
            <Cell label="When" class="c-when">
                <Moment at=entry.at />
            </Cell>
            <RowHead>
                <p>
                    <b>{who}</b>
                    " "
                    {what}
                    {about}
                </p>
                {detail.map(|detail| view! { <p class="muted detail">{detail}</p> })}
                {(!changes.is_empty()).then(|| view! { <dl class="changes">{changes}</dl> })}
            </RowHead>
            <Cell label="Account" class="c-account">
                {entry
                    .account
                    .map(|account| {
                        let href = ["/accounts/", &account.id.to_string()].concat();
                        view! { <a href=href>{account.name}</a> }
                    })}
            </Cell>
            <Cell label="Request" class="c-request">
                <code title=entry.operation>{entry.request}</code>
            </Cell>
        </tr>
    }
}
