//! The people and the deals of the account, as parts of its record.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::{
    accounts::{
        contacts::{Contact, list::ListContacts},
        deals::{Deal, list::ListDeals},
    },
    values::{Cursor, Page, ids::AccountId},
};
use ui::{Badge, Cell, Column, Empty, Icon, LinkButton, Pager, Reads, RowHead, Table, loaded, reading, use_revision};

use crate::deals::state_badge;

/// Everybody whom we know there.
pub(super) fn people(account: AccountId, works: bool) -> AnyView {
    let cursor = cursor();
    let revision = use_revision();
    let page = Reads::new(
        move || (cursor.get(), revision.get()),
        move |(cursor, _)| {
            ui::call(ListContacts {
                account: Some(account),
                cursor,
                ..ListContacts::default()
            })
        },
    );
    let add = works.then(|| {
        view! {
            <div class="toolbar inset">
                <LinkButton href=format!("/accounts/{account}/contacts/new") icon=Icon::Plus>
                    "Add a person"
                </LinkButton>
            </div>
        }
    });
    view! {
        {add}
        {loaded(
            page,
            move |page| {
                if page.items.is_empty() {
                    return view! {
                        <Empty
                            icon=Icon::Users
                            title="Nobody known yet"
                            text="Who wants it, who decides about the money, who will work with it? Add whom you know."
                        />
                    }
                        .into_any();
                }
                let (shown, next, first) = around(account, "people", &page, "person", "people", cursor.get_untracked());
                let rows: Vec<_> = page.items.into_iter().map(contact_row).collect();
                view! {
                    <Table caption="People there" bare=true>
                        <thead>
                            <tr>
                                <Column label="Name" />
                                <Column label="Job title" />
                                <Column label="Buying role" />
                                <Column label="E-mail" />
                                <Column label="Telephone" />
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </Table>
                    <Pager shown=shown next=next first=first />
                }
                    .into_any()
            },
        )}
    }
    .into_any()
}

fn contact_row(contact: Contact) -> AnyView {
    let mail = contact
        .email
        .map(|email| view! { <a href=format!("mailto:{email}")>{email.clone()}</a> });
    view! {
        <tr>
            <RowHead>
                <a href=format!("/contacts/{}", contact.id)>{contact.name}</a>
            </RowHead>
            <Cell label="Job title">{contact.job_title}</Cell>
            <Cell label="Buying role">
                {contact.buying_role.map(|role| view! { <Badge text=role.name() plain=true /> })}
            </Cell>
            <Cell label="E-mail">{mail}</Cell>
            <Cell label="Telephone">{contact.phone}</Cell>
        </tr>
    }
    .into_any()
}

/// Everything that could be or was sold.
pub(super) fn deals(account: AccountId, works: bool) -> AnyView {
    let cursor = cursor();
    let revision = use_revision();
    let page = Reads::new(
        move || (cursor.get(), revision.get()),
        move |(cursor, _)| {
            ui::call(ListDeals {
                account: Some(account),
                cursor,
                ..ListDeals::default()
            })
        },
    );
    let add = works.then(|| {
        view! {
            <div class="toolbar inset">
                <LinkButton href=format!("/accounts/{account}/deals/new") icon=Icon::Plus>
                    "Open a deal"
                </LinkButton>
            </div>
        }
    });
    view! {
        {add}
        {loaded(
            page,
            move |page| {
                if page.items.is_empty() {
                    return view! {
                        <Empty
                            icon=Icon::Programs
                            title="No deal yet"
                            text="A deal is something that you could sell to them: a name, an amount, a day of decision."
                        />
                    }
                        .into_any();
                }
                let (shown, next, first) = around(account, "deals", &page, "deal", "deals", cursor.get_untracked());
                let rows: Vec<_> = page.items.into_iter().map(deal_row).collect();
                view! {
                    <Table caption="Deals" bare=true>
                        <thead>
                            <tr>
                                <Column label="Deal" />
                                <Column label="State" />
                                <Column label="Owner" />
                                <Column label="Decision" numeric=true />
                                <Column label="Amount" numeric=true />
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </Table>
                    <Pager shown=shown next=next first=first />
                }
                    .into_any()
            },
        )}
    }
    .into_any()
}

fn deal_row(deal: Deal) -> AnyView {
    view! {
        <tr>
            <RowHead>
                <a href=format!("/deals/{}", deal.id)>{deal.name}</a>
            </RowHead>
            <Cell label="State">{state_badge(deal.state)}</Cell>
            <Cell label="Owner">{deal.owner.map(|owner| owner.name)}</Cell>
            <Cell label="Decision" numeric=true>
                {deal.close_on.map(reading::near_day)}
            </Cell>
            <Cell label="Amount" numeric=true>
                {reading::money(deal.amount)}
            </Cell>
        </tr>
    }
    .into_any()
}

/// Where the page begins, as the address says.
fn cursor() -> Memo<Option<Cursor>> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|query| query.get("cursor").and_then(|cursor| Cursor::try_from(cursor).ok())))
}

/// How much is shown, and the addresses of the next and the first rows.
fn around<T>(
    account: AccountId,
    tab: &str,
    page: &Page<T>,
    one: &str,
    many: &str,
    cursor: Option<Cursor>,
) -> (String, Option<String>, Option<String>) {
    let path = format!("/accounts/{account}?tab={tab}");
    let shown = match page.items.len() {
        1 => format!("1 {one}"),
        count => format!("{count} {many}"),
    };
    let next = page
        .next
        .as_ref()
        .map(|next| format!("{path}&cursor={}", next.as_str()));
    (shown, next, cursor.map(|_| path))
}
