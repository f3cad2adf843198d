//! What lies in the trash, and the way back.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{
    Access, Operation,
    accounts::{
        contacts::trash::{ContactNamed, TrashContact},
        deals::trash::{DealNamed, TrashDeal},
        restore::RestoreAccount,
        trash::{AccountNamed, TrashAccount},
        trash_list::{ListTrash, TrashKind, Trashed},
    },
    values::ids::{AccountId, ContactId, DealId},
};
use ui::{
    Button, Cell, Column, Empty, Flash, Icon, Notice, OperationForm, PageHeader, Pager, Reads, RowHead, Tab, Table,
    Tabs, Tone, loaded, of, reading, use_messages, use_revision, use_viewer, when_done,
};

use crate::{
    address::{from_query, with_pair},
    contacts, deals,
};

/// The trash, one kind of record at a time.
#[component]
pub fn TrashPage() -> impl IntoView {
    let query = use_query_map();
    let revision = use_revision();
    let asked = Memo::new(move |_| query.with(from_query::<ListTrash>));
    let page = Reads::new(move || (asked.get(), revision.get()), |(asked, _)| ui::call(asked));
    let tabs = move || {
        let asked = asked.get();
        let current = asked.kind.unwrap_or_default();
        let tabs = TrashKind::ALL.map(|kind| {
            let name = match kind {
                TrashKind::Accounts => "Accounts",
                TrashKind::Contacts => "People",
                TrashKind::Deals => "Deals",
            };
            Tab::new(name, with_pair("/trash", &asked, "kind", kind.key()), kind == current)
        });
        view! { <Tabs label="What lies in the trash" tabs=tabs.to_vec() /> }
    };
    view! {
        <Title text="Trash" />
        <PageHeader title="Trash" lead="What was put here can be restored with everything that belongs to it." />
        {tabs}
        {loaded(
            page,
            move |page| {
                let asked = asked.get_untracked();
                let kind = asked.kind.unwrap_or_default();
                if page.items.is_empty() {
                    return view! {
                        <Empty icon=Icon::Trash title="Nothing here" text="What you move to the trash can be found here." />
                    }
                        .into_any();
                }
                let may_restore = Access::AnyLeg.admits(&use_viewer().with_value(model::platform::people::viewer::Viewer::actor)).is_ok();
                let shown = match page.items.len() {
                    1 => "1 record".to_owned(),
                    many => format!("{many} records"),
                };
                let next = page.next.as_ref().map(|next| with_pair("/trash", &asked, "cursor", next.as_str()));
                let first = asked.cursor.is_some().then(|| with_pair("/trash", &asked, "cursor", ""));
                let rows: Vec<_> = page.items.into_iter().map(|record| row(kind, record, may_restore)).collect();
                view! {
                    <Table caption="Records in the trash">
                        <thead>
                            <tr>
                                <Column label="Name" />
                                <Column label="Account" />
                                <Column label="Since" />
                                <Column label="By" />
                                <Column label="Restore" hidden=true />
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
}

fn row(kind: TrashKind, record: Trashed, may_restore: bool) -> AnyView {
    let id = record.id;
    let restore = move || match kind {
        TrashKind::Accounts => view! { <RestoreForm account=AccountId(id) /> }.into_any(),
        TrashKind::Contacts => view! { <contacts::RestoreForm contact=ContactId(id) /> }.into_any(),
        TrashKind::Deals => view! { <deals::RestoreForm deal=DealId(id) /> }.into_any(),
    };
    view! {
        <tr>
            <RowHead>
                <a href=format!("/{}/{id}", kind.key())>{record.name}</a>
            </RowHead>
            <Cell label="Account">{record.account_name}</Cell>
            <Cell label="Since">{reading::moment(record.trashed_at)}</Cell>
            <Cell label="By">{record.by}</Cell>
            <Cell>{may_restore.then(restore)}</Cell>
        </tr>
    }
    .into_any()
}

/// What a form without scripts has just put into the trash, with the way back. With scripts a message offers it.
#[component]
pub fn JustTrashed() -> impl IntoView {
    let done = use_context::<Flash>().and_then(|flash| flash.done);
    let said = done.and_then(|(operation, answer)| {
        let name = answer.get("name")?.as_str()?.to_owned();
        let form = match operation.as_str() {
            TrashAccount::NAME => {
                let done: AccountNamed = model::reading::from_json(answer).ok()?;
                view! { <RestoreForm account=done.account /> }.into_any()
            }
            TrashContact::NAME => {
                let done: ContactNamed = model::reading::from_json(answer).ok()?;
                view! { <contacts::RestoreForm contact=done.contact /> }.into_any()
            }
            TrashDeal::NAME => {
                let done: DealNamed = model::reading::from_json(answer).ok()?;
                view! { <deals::RestoreForm deal=done.deal /> }.into_any()
            }
            _ => return None,
        };
        Some((name, form))
    });
    said.map(|(name, form)| {
        view! {
            <Notice tone=Tone::Good announced=true>
                {format!("{name} is in the trash. ")} {form}
            </Notice>
        }
    })
}

/// Takes an account out of the trash, with its people and deals.
#[component]
pub fn RestoreForm(
    /// Which one.
    account: AccountId,
) -> impl IntoView {
    let messages = use_messages();
    let done = when_done(move || messages.clear());
    view! {
        <OperationForm
            operation={of::<RestoreAccount>()}
            id=format!("restore-{account}")
            no_summary=true
            done=done
        >
            <input type="hidden" name="account" value=account.to_string() />
            <Button submit=true small=true icon=Icon::Undo>
                "Restore"
            </Button>
        </OperationForm>
    }
}
