//! The rows of the list, what they add up to, and the way to more.

use leptos::prelude::*;
use model::{
    Department,
    accounts::{Account, figures::Figures, list::AccountSort},
    values::{Page, Sort},
};
use ui::{Badge, Cell, Column, Legs, Pager, RowHead, Sorted, Table, reading, use_viewer};

use super::asked::Asked;
use crate::{
    stages::ticks,
    steps::{in_sentence, in_short, next_step},
};

/// The table with its pager. `grow` shows more rows in place; without scripts the link leads to them.
pub(super) fn rows(asked: &Asked, page: Page<Account>, figures: Figures, grow: Option<Callback<()>>) -> AnyView {
    let sort = asked.list.sorted();
    let shown = shown(page.items.len(), figures.accounts);
    let next = page.next.as_ref().map(|next| asked.with(&[("cursor", next.as_str())]));
    let first = asked.list.cursor.is_some().then(|| asked.with(&[("cursor", "")]));
    let caption = format!("Accounts, sorted by {}", sorted_by(sort));
    let heads = [
        head(asked, "Account", AccountSort::Name, Sort::up, false, "c-name"),
        head(asked, "Stage", AccountSort::Stage, Sort::up, false, "c-stage"),
        view! { <Column label="Legs" class="c-legs" /> }.into_any(),
        head(
            asked,
            "Open deals",
            AccountSort::OpenAmount,
            Sort::down,
            true,
            "c-amount",
        ),
        head(asked, "Close", AccountSort::Close, Sort::up, true, "c-close"),
        view! { <Column label="Last act" class="c-act" /> }.into_any(),
        view! { <Column label="Next step" class="c-next" /> }.into_any(),
        head(asked, "Changed", AccountSort::Updated, Sort::down, true, "c-changed"),
    ];
    let body: Vec<_> = page.items.into_iter().map(row).collect();
    view! {
        <Table caption=caption class="accounts">
            <thead>
                <tr>
                    {heads.into_iter().collect::<Vec<_>>()}
                </tr>
            </thead>
            <tbody>{body}</tbody>
            {foot(figures)}
        </Table>
        <Pager shown=shown next=next first=first grow=grow />
    }
    .into_any()
}

/// The head of a column that sorts by it; a click on the sorted one turns the order round.
fn head(
    asked: &Asked,
    label: &'static str,
    by: AccountSort,
    first: fn(AccountSort) -> Sort<AccountSort>,
    numeric: bool,
    class: &'static str,
) -> AnyView {
    let sort = asked.list.sorted();
    let mut next = first(by);
    let sorted = (sort.by == by).then(|| {
        next = Sort {
            by,
            descending: !sort.descending,
        };
        if sort.descending { Sorted::Down } else { Sorted::Up }
    });
    let href = asked.with(&[("sort", &next.key())]);
    match sorted {
        Some(sorted) => view! { <Column label=label href=href sorted=sorted numeric=numeric class=class /> }.into_any(),
        None => view! { <Column label=label href=href numeric=numeric class=class /> }.into_any(),
    }
}

fn row(account: Account) -> AnyView {
    let step = next_step(&account).map(|step| {
        let (tone, badge, words) = in_short(&step);
        view! {
            <span class="with-badge">
                <Badge text=badge tone=tone />
                <span>{words}</span>
            </span>
        }
    });
    let owners = Department::ALL.map(|department| {
        let lead = account.legs.of(department).lead.as_ref();
        lead.map(|lead| lead.name.clone())
    });
    let acted = account.legs.last_act().map(|(leg, at)| {
        view! {
            {reading::moment(at)}
            " "
            <small>{in_sentence(leg)}</small>
        }
    });
    let amount = (account.open_deals > 0).then(|| reading::money(account.open_amount));
    view! {
        <tr>
            <RowHead class="c-name">
                <span class="truncate">
                    <a href=format!("/accounts/{}", account.id)>{account.name.clone()}</a>
                    " "
                    <small>{account.industry.clone()}</small>
                </span>
            </RowHead>
            <Cell class="c-stage" label="Stage">
                {use_viewer().with_value(|viewer| ticks(&viewer.stages, &account.stage))}
            </Cell>
            <Cell class="c-legs" label="Legs">
                <Legs owners=owners />
            </Cell>
            <Cell class="c-amount" label="Open deals" numeric=true>
                {amount}
            </Cell>
            <Cell class="c-close" label="Close" numeric=true>
                {account.next_close_on.map(reading::near_day)}
            </Cell>
            <Cell class="c-act" label="Last act">
                {acted}
            </Cell>
            <Cell class="c-next" label="Next step">
                {step}
            </Cell>
            <Cell class="c-changed" numeric=true>
                {reading::moment(account.updated_at)}
            </Cell>
        </tr>
    }
    .into_any()
}

fn foot(figures: Figures) -> AnyView {
    let count = match figures.accounts {
        1 => "1 account".to_owned(),
        many => format!("{} accounts", whole(many)),
    };
    let stalled = (figures.stalled > 0).then(|| format!("{} stalled", whole(figures.stalled)));
    let deals = match figures.open_deals {
        1 => "1 open deal".to_owned(),
        many => format!("{} open deals", whole(many)),
    };
    view! {
        <tfoot>
            <tr>
                <Cell class="c-name">
                    <b>{count}</b>
                </Cell>
                <Cell class="c-stage">{stalled}</Cell>
                <Cell class="c-legs" />
                <Cell class="c-amount" label="Open deals" numeric=true>
                    <b>{reading::money(figures.open_amount)}</b>
                </Cell>
                <Cell class="c-close" />
                <Cell class="c-act">{deals}</Cell>
                <Cell class="c-next" />
                <Cell class="c-changed" />
            </tr>
        </tfoot>
    }
    .into_any()
}

fn shown(rows: usize, all: u64) -> String {
    let rows = u64::try_from(rows).unwrap_or(all);
    if rows >= all {
        return match all {
            1 => "1 account".to_owned(),
            many => format!("All {} accounts", whole(many)),
        };
    }
    format!("{} of {} accounts", whole(rows), whole(all))
}

fn whole(number: u64) -> String {
    reading::number(i64::try_from(number).unwrap_or(i64::MAX))
}

fn sorted_by(sort: Sort<AccountSort>) -> &'static str {
    match (sort.by, sort.descending) {
        (AccountSort::Name, false) => "name, A to Z",
        (AccountSort::Name, true) => "name, Z to A",
        (AccountSort::Updated, true) => "last change, newest first",
        (AccountSort::Updated, false) => "last change, oldest first",
        (AccountSort::OpenAmount, true) => "open deals, largest first",
        (AccountSort::OpenAmount, false) => "open deals, smallest first",
        (AccountSort::Stage, false) => "stage, longest there first",
        (AccountSort::Stage, true) => "stage, last ones first",
        (AccountSort::Close, false) => "day of decision, nearest first",
        (AccountSort::Close, true) => "day of decision, furthest first",
    }
}
