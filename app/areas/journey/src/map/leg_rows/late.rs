//! Deals that are being decided, with what marketing did last.

use leptos::prelude::*;
use model::{
    journey::legs::late::{LateDeal, ListLateDeals},
    values::{Cursor, Page},
};
use ui::{
    Badge, Cell, Column, Empty, Icon, Moment, Pager, Reads, RowHead, Segmented, Tab, Table, Tone, loaded, reading,
    use_revision, use_stages,
};

use super::{Asked, LEGS};

fn list(asked: &Asked) -> ListLateDeals {
    ListLateDeals {
        supported: asked.of("supported").parse().ok(),
        cursor: Cursor::try_from(asked.of("cursor").to_owned()).ok(),
        ..ListLateDeals::default()
    }
}

/// The conditions and the rows.
pub(super) fn rows(asked: Memo<Asked>) -> AnyView {
    let revision = use_revision();
    let read = Reads::new(
        move || (asked.get(), revision.get()),
        |(asked, _)| ui::call(list(&asked)),
    );
    view! {
        {move || ways(&asked.get())}
        {loaded(read, move |page| table(page, &asked.get_untracked()))}
    }
    .into_any()
}

fn ways(asked: &Asked) -> AnyView {
    let here = asked.of("supported");
    let ways = [("All", ""), ("With marketing", "true"), ("Without marketing", "false")];
    let ways = ways
        .map(|(label, supported)| {
            let also = if supported.is_empty() { "" } else { "&supported=" };
            let href = [LEGS, "?list=late", also, supported].concat();
            Tab::new(label, href, here == supported)
        })
        .to_vec();
    view! {
        <div class="toolbar">
            <Segmented label="Marketing" options=ways />
        </div>
    }
    .into_any()
}

fn table(page: Page<LateDeal>, asked: &Asked) -> AnyView {
    if page.items.is_empty() {
        return view! {
            <Empty
                icon=Icon::Journey
                title="No such deal is open"
                text="No deal like this is open with an account in a late stage that asks for an act of marketing."
            />
        }
        .into_any();
    }
    let said = match page.items.len() {
        1 => "1 deal".to_owned(),
        many => format!("{many} deals"),
    };
    let (next, first) = asked.ways(page.next.as_ref());
    let rows: Vec<_> = page.items.into_iter().map(row).collect();
    view! {
        <Table caption="Open deals in late stages, the largest first">
            <thead>
                <tr>
                    <Column label="Deal" />
                    <Column label="Account" />
                    <Column label="Stage" />
                    <Column label="Amount" numeric=true />
                    <Column label="Decision" />
                    <Column label="Last act of marketing" />
                    <Column label="Window" />
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
        <Pager shown=said next=next first=first />
    }
    .into_any()
}

fn row(deal: LateDeal) -> AnyView {
    let stage = use_stages().name(&deal.stage).to_owned();
    let (text, tone) = if deal.supported {
        ("acted", Tone::Good)
    } else {
        ("silent", Tone::Warn)
    };
    let last = match deal.marketing_acted_at {
        Some(at) => view! { <Moment at=at /> }.into_any(),
        None => view! { <span class="muted">"none yet"</span> }.into_any(),
    };
    let window = format!("{} days", deal.within_days);
    let close = deal
        .close_on
        .map_or_else(|| "no day named".to_owned(), reading::near_day);
    view! {
        <tr>
            <RowHead>
                <a href=format!("/deals/{}", deal.deal)>{deal.name}</a>
            </RowHead>
            <Cell label="Account">
                <a href=format!("/accounts/{}", deal.account)>{deal.account_name}</a>
            </Cell>
            <Cell label="Stage">{stage}</Cell>
            <Cell label="Amount" numeric=true>
                {reading::money(deal.amount)}
            </Cell>
            <Cell label="Decision">{close}</Cell>
            <Cell label="Last act of marketing">
                {last} " " <Badge text=text tone=tone />
            </Cell>
            <Cell label="Window">{window}</Cell>
        </tr>
    }
    .into_any()
}
