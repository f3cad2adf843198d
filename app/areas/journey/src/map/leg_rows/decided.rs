//! Deals that were decided, with the stool score that their accounts had then.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use model::{
    journey::legs::{
        Outcome, ScoreThen,
        decided::{DecidedDeal, ListDecidedDeals},
    },
    values::{Cursor, Page},
};
use ui::{
    Badge, Button, ButtonKind, Cell, Choice, Column, Empty, Icon, Moment, Pager, Reads, ReceiptButton, ReceiptDrawer,
    ReceiptOf, RowHead, Select, Table, Tone, agreement::version_name, loaded, reading, receipt_view, use_revision,
};

use super::{Asked, LEGS, score_name};

/// What cannot be read is left out, so that an old link still shows a list.
fn list(asked: &Asked) -> ListDecidedDeals {
    let moment = |name: &str| asked.of(name).parse::<DateTime<Utc>>().ok();
    ListDecidedDeals {
        score: asked.of("score").parse().ok(),
        outcome: Outcome::from_key(asked.of("outcome")),
        since: moment("since"),
        until: moment("until"),
        cursor: Cursor::try_from(asked.of("cursor").to_owned()).ok(),
        ..ListDecidedDeals::default()
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
        {move || filters(&asked.get())}
        {loaded(read, move |page| table(page, &asked.get_untracked()))}
    }
    .into_any()
}

fn filters(asked: &Asked) -> AnyView {
    let mut scores: Vec<ScoreThen> = ScoreThen::USUAL.to_vec();
    let chosen = asked.of("score").parse().ok();
    scores.extend(chosen.filter(|score| !ScoreThen::USUAL.contains(score)));
    let scores = scores
        .into_iter()
        .map(|score| Choice::new(score.to_string(), score_name(score)))
        .collect();
    let outcomes = Outcome::ALL
        .iter()
        .map(|outcome| Choice::new(outcome.key(), outcome.name()))
        .collect();
    let (score, outcome) = (asked.of("score").to_owned(), asked.of("outcome").to_owned());
    let period: Vec<_> = ["since", "until"]
        .into_iter()
        .filter(|name| !asked.of(name).is_empty())
        .map(|name| view! { <input type="hidden" name=name value=asked.of(name).to_owned() /> })
        .collect();
    let since = asked.of("since").parse::<DateTime<Utc>>().ok();
    let since = since.map(|at| view! { <p class="muted">"Decided since " <Moment at=at /> "."</p> });
    view! {
        <form class="toolbar moves-filter" method="get" action=LEGS role="search" aria-label="Which decided deals">
            {period}
            <Select name="score" label="Legs that had acted" empty="any" choices=scores value=score />
            <Select name="outcome" label="Outcome" empty="any" choices=outcomes value=outcome />
            <Button kind=ButtonKind::Primary submit=true>
                "Show"
            </Button>
            <a class="button quiet" href=LEGS>
                "All decided deals"
            </a>
        </form>
        {since}
    }
    .into_any()
}

fn table(page: Page<DecidedDeal>, asked: &Asked) -> AnyView {
    if page.items.is_empty() {
        return view! {
            <Empty
                icon=Icon::Journey
                title="No such deal was decided"
                text="Nothing was won or lost like this in that time. Look at all decided deals."
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
        <Table caption="Decided deals, the one decided last first">
            <thead>
                <tr>
                    <Column label="Deal" />
                    <Column label="Account" />
                    <Column label="Outcome" />
                    <Column label="Amount" numeric=true />
                    <Column label="Decided" />
                    <Column label="Stood in" />
                    <Column label="Legs that had acted" />
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
        <Pager shown=said next=next first=first />
    }
    .into_any()
}

fn row(deal: DecidedDeal) -> AnyView {
    let tone = match deal.outcome {
        Outcome::Won => Tone::Good,
        Outcome::Lost => Tone::Bad,
    };
    let outcome = deal.outcome.name();
    let score = score_name(deal.score);
    let score = match &deal.receipt {
        Some(receipt) => {
            let drawer = format!("receipt-{}", deal.deal);
            let of = ReceiptOf {
                title: score.clone(),
                about: format!(
                    "{}, when {} was decided on {}",
                    deal.account_name,
                    deal.name,
                    reading::full_day(deal.decided_at.date_naive())
                ),
                version: version_name(deal.journey),
                rule_href: Some("/journey/versions".to_owned()),
                rows_href: format!("/accounts/{}", deal.account),
            };
            let about = format!("legs of {}", deal.account_name);
            let view = receipt_view(receipt, of);
            view! {
                <ReceiptButton value=score about=about drawer=drawer.clone() />
                <ReceiptDrawer id=drawer receipt=view />
            }
            .into_any()
        }
        None => view! { <span class="muted">{score}</span> }.into_any(),
    };
    view! {
        <tr>
            <RowHead>
                <a href=format!("/deals/{}", deal.deal)>{deal.name}</a>
            </RowHead>
            <Cell label="Account">
                <a href=format!("/accounts/{}", deal.account)>{deal.account_name}</a>
            </Cell>
            <Cell label="Outcome">
                <Badge text=outcome tone=tone />
            </Cell>
            <Cell label="Amount" numeric=true>
                {reading::money(deal.amount)}
            </Cell>
            <Cell label="Decided">
                <Moment at=deal.decided_at />
            </Cell>
            <Cell label="Stood in">{deal.stage_name}</Cell>
            <Cell label="Legs that had acted">{score}</Cell>
        </tr>
    }
    .into_any()
}
