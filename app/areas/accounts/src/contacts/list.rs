//! The list of people at accounts.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::accounts::contacts::{Contact, list::ListContacts};
use ui::{
    Badge, Button, ButtonKind, Cell, Column, Empty, Icon, LinkButton, PageHeader, Pager, Reads, RowHead, Table,
    TextInput, loaded, reading, use_revision,
};

use crate::{
    address::{from_query, with_pair},
    trash::JustTrashed,
};

/// People at all accounts, by name.
#[component]
pub fn ContactsPage() -> impl IntoView {
    let query = use_query_map();
    let revision = use_revision();
    let asked = Memo::new(move |_| query.with(from_query::<ListContacts>));
    let page = Reads::new(move || (asked.get(), revision.get()), |(asked, _)| ui::call(asked));
    let text =
        Signal::derive(move || asked.with(|asked| asked.q.as_ref().map(ToString::to_string).unwrap_or_default()));
    view! {
        <Title text="People there" />
        <PageHeader title="People there" lead="Everybody you know at your accounts, by name." />
        <JustTrashed />
        <form method="get" action="/contacts" class="toolbar" role="search">
            <TextInput name="q" label="Name or e-mail" kind="search" value=text />
            <Button submit=true icon=Icon::Search>
                "Find"
            </Button>
        </form>
        {loaded(
            page,
            move |page| {
                let asked = asked.get_untracked();
                if page.items.is_empty() {
                    return nobody(asked.q.is_some());
                }
                let shown = match page.items.len() {
                    1 => "1 person".to_owned(),
                    many => format!("{many} people"),
                };
                let next = page.next.as_ref().map(|next| with_pair("/contacts", &asked, "cursor", next.as_str()));
                let first = asked.cursor.is_some().then(|| with_pair("/contacts", &asked, "cursor", ""));
                view! {
                    <Table caption="People at accounts">
                        <thead>
                            <tr>
                                <Column label="Name" />
                                <Column label="Account" />
                                <Column label="Job title" />
                                <Column label="Buying role" />
                                <Column label="E-mail" />
                                <Column label="Changed" />
                            </tr>
                        </thead>
                        <tbody>{page.items.into_iter().map(row).collect::<Vec<_>>()}</tbody>
                    </Table>
                    <Pager shown=shown next=next first=first />
                }
                    .into_any()
            },
        )}
    }
}

fn row(contact: Contact) -> AnyView {
    let account = contact.account.zip(contact.account_name);
    view! {
        <tr>
            <RowHead>
                <a href=format!("/contacts/{}", contact.id)>{contact.name}</a>
            </RowHead>
            <Cell label="Account">
                {match account {
                    Some((id, name)) => view! { <a href=format!("/accounts/{id}")>{name}</a> }.into_any(),
                    None => view! { <span class="muted">"not known yet"</span> }.into_any(),
                }}
            </Cell>
            <Cell label="Job title">{contact.job_title}</Cell>
            <Cell label="Buying role">
                {contact.buying_role.map(|role| view! { <Badge text=role.name() /> })}
            </Cell>
            <Cell label="E-mail">
                {contact
                    .email
                    .map(|email| view! { <a href=format!("mailto:{email}")>{email.clone()}</a> })}
            </Cell>
            <Cell label="Changed">{reading::moment(contact.updated_at)}</Cell>
        </tr>
    }
    .into_any()
}

fn nobody(searched: bool) -> AnyView {
    if searched {
        return view! {
            <Empty icon=Icon::Users title="Nobody found" text="Nobody's name or address begins with or contains this.">
                <LinkButton href="/contacts">"Show everybody"</LinkButton>
            </Empty>
        }
        .into_any();
    }
    view! {
        <Empty
            icon=Icon::Users
            title="Nobody yet"
            text="People come in with an import, or are added on the page of their account."
        >
            <LinkButton href="/imports/new" kind=ButtonKind::Primary icon=Icon::Upload>
                "Import people"
            </LinkButton>
            <LinkButton href="/accounts">"Go to the accounts"</LinkButton>
        </Empty>
    }
    .into_any()
}
