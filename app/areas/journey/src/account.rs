//! The journey of one account: what keeps it where it stands, what the next stage asks, and all its moves.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::{
    Failure,
    accounts::show::ShowAccount,
    journey::{
        Stages,
        evaluation::Decider,
        standing::explain::{ExplainStanding, Explained},
        transitions::list::{ListTransitions, TransitionRow},
    },
    receipt::Receipt,
    values::{Cursor, Page, ids::AccountId},
};
use ui::{
    Cell, Column, Criteria, Empty, Fact, Facts, Icon, Moment, PageHeader, Pager, Panel, Reads, ReceiptButton,
    ReceiptDrawer, RowHead, Tab, Table, Tabs, loaded, receipt_lines, receipt_of, use_revision, use_stages,
};

use crate::moves::cause;

/// As many moves as a page has: each brings its receipt along.
const AT_ONCE: u16 = 20;

type Read = (String, Option<Explained>, Page<TransitionRow>);

/// The page.
#[component]
pub fn AccountPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let revision = use_revision();
    let read = Reads::new(
        move || {
            let id = params.with(|params| params.get("id").unwrap_or_default());
            let cursor = query.with(|query| query.get("cursor"));
            (id, cursor, revision.get())
        },
        |(id, cursor, _)| async move { journey_of(&id, cursor).await },
    );
    loaded(read, move |read| {
        let further = query.with_untracked(|query| query.get("cursor").is_some());
        shown(read, further)
    })
}

async fn journey_of(id: &str, cursor: Option<String>) -> Result<Read, Failure> {
    let account: AccountId = id.parse().map_err(|_| Failure::NotFound)?;
    let full = ui::call(ShowAccount { account }).await?.account;
    // What lies in the trash stands nowhere, and still has its history.
    let standing = match ui::call(ExplainStanding { account }).await {
        Ok(standing) => Some(standing),
        Err(Failure::NotFound) => None,
        Err(failure) => return Err(failure),
    };
    let moves = ListTransitions {
        account: Some(account),
        cursor: cursor.and_then(|cursor| Cursor::try_from(cursor).ok()),
        limit: AT_ONCE.try_into().unwrap_or_default(),
        ..ListTransitions::default()
    };
    Ok((full.name, standing, ui::call(moves).await?))
}

fn shown((name, standing, page): Read, further: bool) -> AnyView {
    let params = use_params_map();
    let home = params.with_untracked(|params| ["/accounts/", &params.get("id").unwrap_or_default()].concat());
    let part = |label: &str, tab: &str| Tab::new(label, [home.as_str(), tab].concat(), tab == "/journey");
    let tabs = vec![
        part("Timeline", ""),
        part("People", "?tab=people"),
        part("Deals", "?tab=deals"),
        part("Journey", "/journey"),
        part("Facts", "?tab=facts"),
    ];
    let stages = use_stages();
    let standing = standing.map(|standing| asks(&stages, standing));
    let moving = [&home, "/move"].concat();
    let moves = moves(&stages, page, &[&home, "/journey"].concat(), further);
    view! {
        <Title text=["Journey of ", &name].concat() />
        <PageHeader title=name>
            <a class="button quiet" href=moving>
                "Move it"
            </a>
        </PageHeader>
        <Tabs label="Parts of the record" tabs=tabs />
        <div class="stack below-head">
            {standing} {moves}
        </div>
    }
    .into_any()
}

/// What keeps it here, and what the next stage asks.
fn asks(stages: &Stages, standing: Explained) -> AnyView {
    let here = stages.name(&standing.stage).to_owned();
    let by = match standing.by {
        Some(Decider::Hand) => "A move by hand",
        Some(Decider::Criteria) => "The criteria of the stage",
        Some(Decider::Nothing) => "No other stage's criteria hold",
        None => "Its criteria ask for another stage by now; it is looked at again soon",
    };
    let held = standing
        .held_until
        .map(|until| view! { <Fact label="Held until"><Moment at=until /></Fact> });
    let again = standing
        .look_again_at
        .map(|at| view! { <Fact label="Looked at again"><Moment at=at /></Fact> });
    let (account, version) = (standing.account, standing.journey);
    let receipt = standing.here.map(|receipt| {
        let view = receipt_of(receipt, account, here.clone(), standing.account_name.clone(), version);
        view! {
            <ReceiptButton value="What its criteria find" about=here.clone() drawer="receipt-here" />
            <ReceiptDrawer id="receipt-here" receipt=view />
        }
    });
    let next = standing.next.map(|next| {
        let name = stages.name(&next.stage).to_owned();
        let lines = match next.receipt {
            Some(receipt) => view! {
                <p>{sentence(&receipt)}</p>
                <Criteria lines=receipt_lines(receipt.lines) />
            }
            .into_any(),
            None => view! { <p class="muted">"It is entered by hand only."</p> }.into_any(),
        };
        view! {
            <Panel title="What the next stage asks" note=name>
                {lines}
            </Panel>
        }
    });
    view! {
        <div class="halves">
            {next}
            <Panel title="What keeps it here" note=here.clone()>
                <Facts>
                    <Fact label="Since">
                        <Moment at=standing.since />
                    </Fact>
                    <Fact label="By">{by}</Fact>
                    {held}
                    {again}
                </Facts>
                {receipt}
            </Panel>
        </div>
    }
    .into_any()
}

fn sentence(receipt: &Receipt) -> String {
    let rule = &receipt.rule;
    match receipt.holds {
        true => ["All of it is there: ", rule, "."].concat(),
        false => ["Not all of it is there yet: ", rule, "."].concat(),
    }
}

fn moves(stages: &Stages, page: Page<TransitionRow>, path: &str, further: bool) -> AnyView {
    if page.items.is_empty() {
        return view! {
            <Empty
                icon=Icon::Journey
                title="No move yet"
                text="It stands where it began. Rules move it as soon as its criteria hold, and people move it by hand."
            />
        }
        .into_any();
    }
    let said = match page.items.len() {
        1 => "1 move".to_owned(),
        many => format!("{many} moves"),
    };
    let next = page
        .next
        .as_ref()
        .map(|next| [path, "?cursor=", next.as_str()].concat());
    let first = further.then(|| path.to_owned());
    let rows: Vec<_> = page.items.into_iter().map(|row| moved(stages, row)).collect();
    view! {
        <Table caption="Moves of this account, newest first">
            <thead>
                <tr>
                    <Column label="To" />
                    <Column label="From" />
                    <Column label="When" />
                    <Column label="By" />
                    <Column label="Holds until" />
                    <Column label="Version" />
                    <Column label="Why" />
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
        <Pager shown=said next=next first=first />
    }
    .into_any()
}

fn moved(stages: &Stages, row: TransitionRow) -> AnyView {
    let (from, to) = (stages.name(&row.from).to_owned(), stages.name(&row.to).to_owned());
    let by = cause(&row);
    let version = ui::agreement::titled(&ui::agreement::version_name(row.journey));
    let version = row.journey.map_or_else(|| "As shipped".to_owned(), |_| version);
    let held = row.held_until.map(|until| view! { <Moment at=until /> });
    let receipt = row.receipt.map(|receipt| {
        let drawer = ["receipt-", &row.id.to_string()].concat();
        let title = [&from, " to ", &to].concat();
        let view = receipt_of(receipt, row.account, title.clone(), row.account_name, row.journey);
        view! {
            <ReceiptButton value="Receipt" about=title drawer=drawer.clone() />
            <ReceiptDrawer id=drawer receipt=view />
        }
    });
    view! {
        <tr>
            <RowHead>{to}</RowHead>
            <Cell label="From">{from}</Cell>
            <Cell label="When">
                <Moment at=row.at />
            </Cell>
            <Cell label="By">{by}</Cell>
            <Cell label="Holds until">{held}</Cell>
            <Cell label="Version">{version}</Cell>
            <Cell label="Why">{receipt}</Cell>
        </tr>
    }
    .into_any()
}
