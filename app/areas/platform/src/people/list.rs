//! All people, filtered.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{
    Department, Role,
    form::from_pairs,
    platform::people::{Person, PersonState, list::ListPeople},
    values::Page,
};
use ui::{
    Avatar, ButtonKind, Cell, Choice, Column, Empty, FilterChip, FilterSentence, Icon, LegAvatar, LegTag, LinkButton,
    Moment, PageHeader, Pager, Reads, RowHead, Select, Skeleton, Table, TextInput, call, department_name, shown,
    use_revision,
};

use crate::{
    admin::AdminTabs,
    words::{StateBadge, departments, role_name, roles, state_name},
};

const HERE: &str = "/admin/people";

/// The list of people.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let query = use_query_map();
    let revision = use_revision();
    let pairs = Memo::new(move |_| query.with(pairs_of));
    let read = Reads::new(
        move || (pairs.get(), revision.get()),
        |(pairs, _)| {
            let asked = from_pairs::<ListPeople>(&pairs).map(call);
            async move {
                match asked {
                    Ok(answer) => answer.await,
                    Err(errors) => Err(errors.into()),
                }
            }
        },
    );
    view! {
        <Title text="People" />
        <PageHeader title="People" lead="Who can sign in, for which leg, and what they may do.">
            <LinkButton href="/admin/people/new" kind=ButtonKind::Primary icon=Icon::Plus>
                "Invite a person"
            </LinkButton>
        </PageHeader>
        <AdminTabs current=HERE />
        <div class="toolbar">{move || view! { <Filter asked=from_pairs(&pairs.get()).unwrap_or_default() /> }}</div>
        <Transition fallback=|| view! { <Skeleton lines=8 /> }>
            {move || Suspend::new(async move {
                shown(read.await, |page| view! { <Rows page=page query=query.get_untracked() /> }.into_any())
            })}
        </Transition>
    }
}

/// What the address asks for, without what was left empty.
fn pairs_of(query: &leptos_router::params::ParamsMap) -> Vec<(String, String)> {
    ["text", "state", "department", "role", "cursor"]
        .into_iter()
        .filter_map(|name| {
            let value = query.get(name).filter(|value| !value.trim().is_empty())?;
            Some((name.to_owned(), value))
        })
        .collect()
}

#[component]
fn Filter(asked: ListPeople) -> impl IntoView {
    let text = asked.text.map(String::from).unwrap_or_default();
    let state = asked.state.map(PersonState::key).unwrap_or_default();
    let department = asked.department.map(Department::key).unwrap_or_default();
    let role = asked.role.map(Role::key).unwrap_or_default();
    let states = PersonState::ALL
        .map(|state| Choice::new(state.key(), state_name(state)))
        .to_vec();
    view! {
        <FilterSentence action=HERE label="Filter people">
            "People whose "
            <FilterChip
                subject="name"
                verb="contains"
                value=if text.is_empty() { "anything".to_owned() } else { text.clone() }
                on={!text.is_empty()}
            >
                <TextInput name="text" label="Name or address contains" kind="search" value=text />
            </FilterChip>
            " who are "
            <FilterChip
                subject="state"
                verb="is"
                value=asked.state.map_or("any", state_name)
                on={asked.state.is_some()}
            >
                <Select name="state" label="State" empty="Any" choices=states value=state.to_owned() />
            </FilterChip>
            " in "
            <FilterChip
                subject="department"
                verb="is"
                value=asked.department.map_or("any", department_name)
                on={asked.department.is_some()}
            >
                <Select
                    name="department"
                    label="Department"
                    empty="Any"
                    choices=departments()
                    value=department.to_owned()
                />
            </FilterChip>
            " with "
            <FilterChip
                subject="role"
                verb="is"
                value=asked.role.map_or("any", role_name)
                on={asked.role.is_some()}
            >
                <Select name="role" label="Role" empty="Any" choices=roles() value=role.to_owned() />
            </FilterChip>
        </FilterSentence>
    }
}

#[component]
fn Rows(page: Page<Person>, query: leptos_router::params::ParamsMap) -> impl IntoView {
    if page.items.is_empty() {
        return view! {
            <Empty
                icon=Icon::Users
                title="Nobody is like that"
                text="No person fits the filter. Loosen it, or invite somebody."
            >
                <LinkButton href=HERE>"Show all people"</LinkButton>
            </Empty>
        }
        .into_any();
    }
    let further = query.get("cursor").is_some();
    let address = |cursor: Option<&str>| {
        let mut query = query.clone();
        query.remove("cursor");
        if let Some(cursor) = cursor {
            query.insert("cursor", cursor.to_owned());
        }
        [HERE, &query.to_query_string()].concat()
    };
    let shown = match page.items.len() {
        1 => "1 person".to_owned(),
        people => format!("{people} people"),
    };
    let next = page.next.as_ref().map(|next| address(Some(next.as_str())));
    let first = further.then(|| address(None));
    let rows: Vec<_> = page
        .items
        .into_iter()
        .map(|person| view! { <Row person=person /> })
        .collect();
    view! {
        <Table caption="People">
            <thead>
                <tr>
                    <Column label="Name" />
                    <Column label="E-mail" />
                    <Column label="Department" />
                    <Column label="Role" />
                    <Column label="State" />
                    <Column label="Last signed in" />
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
        {pager(shown, next, first)}
    }
    .into_any()
}

/// The way on and back.
pub(crate) fn pager(shown: String, next: Option<String>, first: Option<String>) -> AnyView {
    match (next, first) {
        (Some(next), Some(first)) => view! { <Pager shown=shown next=next first=first /> }.into_any(),
        (Some(next), None) => view! { <Pager shown=shown next=next /> }.into_any(),
        (None, Some(first)) => view! { <Pager shown=shown first=first /> }.into_any(),
        (None, None) => view! { <Pager shown=shown /> }.into_any(),
    }
}

#[component]
fn Row(person: Person) -> impl IntoView {
    let href = [HERE, "/", &person.id.to_string()].concat();
    let name = person.name.clone();
    view! {
        <tr>
            <RowHead>
                <span class="row">
                    {match person.department {
                        Some(department) => view! { <LegAvatar department=department owner=Some(name) /> }.into_any(),
                        None => view! { <Avatar name=name /> }.into_any(),
                    }} <a href=href>{person.name}</a>
                </span>
            </RowHead>
            <Cell label="E-mail">{person.email}</Cell>
            <Cell label="Department">
                {match person.department {
                    Some(department) => view! { <LegTag department=department /> }.into_any(),
                    None => view! { <span class="muted">"None"</span> }.into_any(),
                }}
            </Cell>
            <Cell label="Role">{role_name(person.role)}</Cell>
            <Cell label="State">
                <StateBadge state=person.state />
            </Cell>
            <Cell label="Last signed in">
                {match person.signed_in_at {
                    Some(at) => view! { <Moment at=at /> }.into_any(),
                    None => view! { <span class="muted">"never"</span> }.into_any(),
                }}
            </Cell>
        </tr>
    }
}
