//! The imports so far.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{
    platform::imports::{ImportItem, operations::ListImports},
    values::{Cursor, Limit, Page},
};
use ui::{
    ButtonKind, Cell, Column, Empty, Icon, LinkButton, Moment, PageHeader, Reads, RowHead, Skeleton, Table, call,
    shown, steady, use_revision,
};

use super::words::{StateBadge, count, subject_name};
use crate::people::pager;

const HERE: &str = "/imports";

/// Imports, the newest first.
#[component]
pub fn ImportsPage() -> impl IntoView {
    let query = use_query_map();
    let revision = use_revision();
    let cursor = Memo::new(move |_| query.with(|query| query.get("cursor")));
    let read = Reads::new(
        move || (cursor.get(), revision.get()),
        |(cursor, _)| {
            call(ListImports {
                state: None,
                limit: Limit::default(),
                cursor: cursor.and_then(|cursor| Cursor::try_from(cursor).ok()),
            })
        },
    );
    view! {
        <Title text="Imports" />
        <PageHeader
            title="Imports"
            lead="Files of accounts, contacts and deals that came in, what became of their rows, and the way back."
        >
            <LinkButton href="/imports/new" kind=ButtonKind::Primary icon=Icon::Upload>
                "Import a file"
            </LinkButton>
        </PageHeader>
        <Transition fallback=|| view! { <Skeleton lines=6 /> }>
            {
                let read = steady(read);
                move || {
                    read.get()
                        .map(|read| {
                            shown(
                                read,
                                |page| view! { <Imports page=page later={cursor.get_untracked().is_some()} /> }.into_any(),
                            )
                        })
                }
            }
        </Transition>
    }
}

#[component]
fn Imports(page: Page<ImportItem>, later: bool) -> AnyView {
    if page.items.is_empty() {
        return view! {
            <Empty
                icon=Icon::Upload
                title="Nothing was imported yet"
                text="Bring in a CSV file of accounts, contacts or deals, from any system. You see what would happen before anything is stored, and can take it back."
            >
                <LinkButton href="/imports/new" kind=ButtonKind::Primary>
                    "Import a file"
                </LinkButton>
            </Empty>
        }
        .into_any();
    }
    let said = match page.items.len() {
        1 => "1 import".to_owned(),
        imports => format!("{imports} imports"),
    };
    let next = page
        .next
        .as_ref()
        .map(|next| [HERE, "?cursor=", next.as_str()].concat());
    let first = later.then(|| HERE.to_owned());
    let rows: Vec<_> = page
        .items
        .into_iter()
        .map(|import| view! { <Row import=import /> })
        .collect();
    view! {
        <Table caption="Imports" class="imports">
            <thead>
                <tr>
                    <Column label="File" />
                    <Column label="Rows are" />
                    <Column label="State" />
                    <Column label="Rows" numeric=true />
                    <Column label="Created" numeric=true />
                    <Column label="Updated" numeric=true />
                    <Column label="Left out" numeric=true />
                    <Column label="Refused" numeric=true />
                    <Column label="Brought in" />
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
        {pager(said, next, first)}
    }
    .into_any()
}

#[component]
fn Row(import: ImportItem) -> impl IntoView {
    let href = [HERE, "/", &import.id.to_string()].concat();
    view! {
        <tr>
            <RowHead>
                <a href=href>{import.file_name}</a>
            </RowHead>
            <Cell label="Rows are">{import.subject.map(subject_name)}</Cell>
            <Cell label="State">
                <StateBadge state=import.state />
            </Cell>
            <Cell label="Rows" numeric=true>
                {count(import.rows)}
            </Cell>
            <Cell label="Created" numeric=true>
                {count(import.created)}
            </Cell>
            <Cell label="Updated" numeric=true>
                {count(import.updated)}
            </Cell>
            <Cell label="Left out" numeric=true>
                {count(import.skipped)}
            </Cell>
            <Cell label="Refused" numeric=true>
                {count(import.refused)}
            </Cell>
            <Cell label="Brought in">
                <Moment at=import.created_at />
                " "
                <small class="muted">{import.started_by_name.unwrap_or_else(|| "command line".to_owned())}</small>
            </Cell>
        </tr>
    }
}
