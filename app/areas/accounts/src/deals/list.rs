//! The list of deals.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::accounts::deals::{
    Deal, DealState,
    list::{DealSort, ListDeals},
};
use ui::{
    ButtonKind, Cell, Column, Empty, Icon, LinkButton, PageHeader, Pager, Reads, RowHead, Sorted, Tab, Table, Tabs,
    loaded, reading, use_revision,
};

use super::state_badge;
use crate::{
    address::{from_query, with_pair},
    trash::JustTrashed,
};

/// Deals with all accounts.
#[component]
pub fn DealsPage() -> impl IntoView {
    let query = use_query_map();
    let revision = use_revision();
    let asked = Memo::new(move |_| query.with(from_query::<ListDeals>));
    let page = Reads::new(move || (asked.get(), revision.get()), |(asked, _)| ui::call(asked));
    let tabs = move || {
        let asked = asked.get();
        let to = |state: &str| with_pair("/deals", &asked, "state", state);
        let mut tabs = vec![Tab::new("All", to(""), asked.state.is_none())];
        for (state, name) in [
            (DealState::Open, "Open"),
            (DealState::Won, "Won"),
            (DealState::Lost, "Lost"),
        ] {
            tabs.push(Tab::new(name, to(state.key()), asked.state == Some(state)));
        }
        view! { <Tabs label="Which deals" tabs=tabs /> }
    };
    view! {
        <Title text="Deals" />
        <PageHeader title="Deals" lead="What could be sold, what was, and why not." />
        <JustTrashed />
        {tabs}
        {loaded(
            page,
            move |page| {
                let asked = asked.get_untracked();
                if page.items.is_empty() {
                    return nothing(asked.state.is_some());
                }
                let shown = match page.items.len() {
                    1 => "1 deal".to_owned(),
                    many => format!("{many} deals"),
                };
                let next = page.next.as_ref().map(|next| with_pair("/deals", &asked, "cursor", next.as_str()));
                let first = asked.cursor.is_some().then(|| with_pair("/deals", &asked, "cursor", ""));
                view! {
                    <Table caption="Deals">
                        <thead>
                            <tr>
                                {head(&asked, "Deal", "name", DealSort::Name, false)} <Column label="Account" />
                                <Column label="State" />
                                {head(&asked, "Amount", "amount", DealSort::Amount, true)}
                                {head(&asked, "Decision", "close", DealSort::Close, false)} <Column label="Owner" />
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

/// A head that sorts; sorted already, it turns the order round.
fn head(asked: &ListDeals, label: &str, key: &str, by: DealSort, numeric: bool) -> AnyView {
    let sort = asked.sorted();
    let mine = sort.by == by;
    let turned = if mine && !sort.descending {
        format!("-{key}")
    } else {
        key.to_owned()
    };
    let href = with_pair("/deals", asked, "sort", &turned);
    let sorted = match (mine, sort.descending) {
        (false, _) => None,
        (true, false) => Some(Sorted::Up),
        (true, true) => Some(Sorted::Down),
    };
    let label = label.to_owned();
    match sorted {
        Some(sorted) => view! { <Column label=label href=href sorted=sorted numeric=numeric /> }.into_any(),
        None => view! { <Column label=label href=href numeric=numeric /> }.into_any(),
    }
}

fn row(deal: Deal) -> AnyView {
    view! {
        <tr>
            <RowHead>
                <a href=format!("/deals/{}", deal.id)>{deal.name}</a>
            </RowHead>
            <Cell label="Account">
                <a href=format!("/accounts/{}", deal.account)>{deal.account_name}</a>
            </Cell>
            <Cell label="State">{state_badge(deal.state)}</Cell>
            <Cell label="Amount" numeric=true>
                {reading::money(deal.amount)}
            </Cell>
            <Cell label="Decision">{deal.close_on.map(reading::near_day)}</Cell>
            <Cell label="Owner">{deal.owner.map(|owner| owner.name)}</Cell>
        </tr>
    }
    .into_any()
}

fn nothing(filtered: bool) -> AnyView {
    if filtered {
        return view! {
            <Empty icon=Icon::Programs title="No such deal" text="No deal is in this state right now.">
                <LinkButton href="/deals">"Show all deals"</LinkButton>
            </Empty>
        }
        .into_any();
    }
    view! {
        <Empty
            icon=Icon::Programs
            title="No deals yet"
            text="Deals are opened on the page of their account, or come in with an import."
        >
            <LinkButton href="/imports/new" icon=Icon::Upload>
                "Import deals"
            </LinkButton>
            <LinkButton href="/accounts" kind=ButtonKind::Primary>
                "Go to the accounts"
            </LinkButton>
        </Empty>
    }
    .into_any()
}
