//! The columns: a stage with its cards, a folded phase, and what the open ones add up to.

use leptos::prelude::*;
use model::{
    journey::{
        Phase, Stage,
        board::{
            BoardView, Card,
            show::{Board, Column},
        },
    },
    values::{Version, ids::AccountId, money::Money},
};
use ui::{Badge, BoardCard, BoardColumn, BoardSpine, Empty, Icon, Tone, reading};

use super::{asked::Asked, state::State};
use crate::drag::{Drag, Target};

fn find(board: &Board, stage: &str) -> Option<Column> {
    board.columns.iter().find(|column| column.stage == stage).cloned()
}

fn days(number: u32) -> String {
    format!("{number} d")
}

/// One stage with its cards.
#[component]
pub(super) fn StageColumn(state: State, shown: Memo<Board>, drag: Drag, stage: Stage) -> impl IntoView {
    let Stage { key, name, buyer, .. } = stage;
    let (own, id) = (Target::Stage(key.to_string()), key.to_string());
    let key = StoredValue::new(key);
    let column = Memo::new(move |_| key.with_value(|key| shown.with(|board| find(board, key.as_str()))));
    let count = Signal::derive(move || {
        column.with(|column| {
            column
                .as_ref()
                .map_or(0, |column| usize::try_from(column.count).unwrap_or(0))
        })
    });
    let amount = Signal::derive(move || {
        column
            .with(|column| column.as_ref().map(|column| reading::money(column.open_amount)))
            .unwrap_or_default()
    });
    let facts = move || {
        column.with(|column| {
            let column = column.as_ref()?;
            let median = column.median_days.map(|median| format!("median {}", days(median)));
            let norm = column.norm_days.map_or_else(
                || "No usual time is set for this stage.".to_owned(),
                |norm| format!("Half of the accounts are here longer. Usual are up to {norm} days."),
            );
            let stalled = (column.stalled > 0).then(|| {
                let text = format!("{} stalled", column.stalled);
                // The list has no condition for "leads any leg", so only the unfiltered board leads to the same rows.
                if state.asked.with(Asked::is_filtered) {
                    view! { <span class="warn">{text}</span> }.into_any()
                } else {
                    let href = format!("/accounts?stage={}&stalled=true", key.get_value());
                    view! {
                        <a class="warn" href=href>
                            {text}
                        </a>
                    }
                    .into_any()
                }
            });
            Some(view! {
                <span title=norm>{median}</span>
                {stalled}
            })
        })
    };
    let cards = move || {
        column.with(|column| {
            column
                .as_ref()
                .map(|column| column.cards.items.clone())
                .unwrap_or_default()
        })
    };
    let nobody = move || {
        let empty = column.with(|column| column.as_ref().is_none_or(|column| column.count == 0));
        empty.then(|| {
            view! {
                <Empty icon=Icon::Board title="Nobody here" text=format!("Accounts come here when the buyer is {buyer}.") />
            }
        })
    };
    let more = move || {
        column.with(|column| {
            let column = column.as_ref()?;
            let cursor = column.cards.next.clone()?;
            let left = usize::try_from(column.count)
                .unwrap_or(0)
                .saturating_sub(column.cards.items.len());
            let text = format!("Show more, {} left", reading::number(i64::try_from(left).unwrap_or(0)));
            // Without scripts the rest is a list.
            let href = format!("/accounts?stage={}&sort=-open_amount", key.get_value());
            Some(view! {
                <a
                    class="button small more"
                    href=href
                    on:click=move |event| {
                        event.prevent_default();
                        state.read_more(key.get_value(), cursor.clone());
                    }
                >
                    {text}
                </a>
            })
        })
    };
    view! {
        <BoardColumn
            stage=id
            name=name
            count=count
            amount=amount
            median=move || view! { {facts} }
            target=Signal::derive(move || drag.hovers(&own))
        >
            <For each=cards key=identity let:card>
                <CardView state=state drag=drag card=card />
            </For>
            {nobody}
            {more}
        </BoardColumn>
    }
}

/// A card is drawn anew when anything that it shows has changed.
fn identity(card: &Card) -> (AccountId, String, Money, [Option<String>; 3], u32, bool, bool, Version) {
    (
        card.account,
        card.name.clone(),
        card.open_amount,
        card.owners(),
        card.days,
        card.stalled,
        card.has_won_deal,
        card.version,
    )
}

/// One account.
#[component]
fn CardView(state: State, drag: Drag, card: Card) -> impl IntoView {
    let account = card.account;
    let href = format!("/accounts/{account}");
    let (stalled, in_stage) = (card.stalled, card.days);
    let owes = state
        .stages
        .with_value(|stages| card.owes_next(stages).map(|(leg, _)| leg));
    let time = move || {
        if stalled {
            let title = owes.map_or_else(
                || "Longer in this stage than usual".to_owned(),
                |leg| format!("{} owes the next act", ui::department_name(leg)),
            );
            view! { <Badge text=format!("Stalled {}", days(in_stage)) tone=Tone::Warn title=title /> }.into_any()
        } else {
            let said = format!("{in_stage} days in this stage");
            view! { <span title=said>{days(in_stage)}</span> }.into_any()
        }
    };
    let amount = if card.open_amount.minor == 0 {
        "–".to_owned()
    } else {
        reading::money(card.open_amount)
    };
    let dragging = Signal::derive(move || drag.holds(account));
    let owners = card.owners();
    if state.may_move {
        let handle = format!("Move {}", card.name);
        let next = state.asked.get_untracked().address();
        let to = format!("{href}/move?next={}", encoded(&next));
        view! {
            <BoardCard id=account.to_string() name=card.name href=href amount=amount owners=owners time=time dragging=dragging>
                <a class="grip" href=to aria-label=handle title="Drag, or press m to move" data-grip=account.to_string()>
                    {Icon::Dragged.view()}
                </a>
            </BoardCard>
        }
        .into_any()
    } else {
        view! { <BoardCard id=account.to_string() name=card.name href=href amount=amount owners=owners time=time /> }
            .into_any()
    }
}

/// An address as a value in another one.
fn encoded(address: &str) -> String {
    address
        .replace('%', "%25")
        .replace('?', "%3F")
        .replace('&', "%26")
        .replace('+', "%2B")
        .replace(' ', "%20")
}

/// A folded phase.
#[component]
pub(super) fn Spine(state: State, shown: Memo<Board>, drag: Drag, phase: Phase) -> impl IntoView {
    let view = match phase {
        Phase::Early => BoardView::EarlyMiddle,
        Phase::Middle | Phase::Late => BoardView::MiddleLate,
        Phase::Customer => BoardView::Customers,
        Phase::Detour => BoardView::Detours,
    };
    let own = Target::Phase(phase.key().to_owned());
    move || {
        let href = state.asked.get().with(|show| show.view = view);
        let (count, parts) = shown.with(|board| {
            let inside = board.columns.iter().filter(|column| column.phase == phase);
            let parts: Vec<String> = inside
                .clone()
                .map(|column| format!("{} {}", column.name, column.count))
                .collect();
            let count = inside.map(|column| column.count).sum::<u32>();
            (usize::try_from(count).unwrap_or(0), parts.join(", "))
        });
        let own = own.clone();
        view! {
            <div class="spine-holder" data-phase=phase.key() class:is-target=move || drag.hovers(&own)>
                <BoardSpine href=href name=phase.name() count=count parts=parts />
            </div>
        }
    }
}

/// What the open columns add up to.
#[component]
pub(super) fn Foot(shown: Memo<Board>, view: BoardView) -> impl IntoView {
    move || {
        shown.with(|board| {
            let inside = || board.columns.iter().filter(|column| view.opens(column.phase));
            let sum = |of: fn(&Column) -> u32| inside().map(|column| i64::from(of(column))).sum::<i64>();
            let all: i64 = board.columns.iter().map(|column| i64::from(column.count)).sum();
            let amount = inside().map(|column| column.open_amount).reduce(|one, other| one.checked_add(other).unwrap_or(one));
            view! {
                <p class="board-foot">
                    <span>
                        <b>{accounts(sum(|column| column.count))}</b>
                        " of "
                        {reading::number(all)}
                    </span>
                    {amount.map(|amount| view! { <span><b>{reading::money(amount)}</b> " open"</span> })}
                    <span>{reading::number(sum(|column| column.missing_leg))} " with a missing leg"</span>
                    <span>{reading::number(sum(|column| column.stalled))} " stalled longer than their stage allows"</span>
                </p>
            }
        })
    }
}

fn accounts(number: i64) -> String {
    let words = if number == 1 { "account" } else { "accounts" };
    format!("{} {words}", reading::number(number))
}
