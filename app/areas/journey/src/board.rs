//! The board: where every buyer stands, and moving them along.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{
    Access, Department, Failure,
    journey::{
        Phase, Stage, StageKey, Stages,
        board::{
            BoardView, Card,
            column::ShowColumn,
            show::{Board, Column, Lead, ShowBoard},
        },
        transitions::move_by_hand::MoveByHand,
    },
    values::{
        Cursor, Limit, Version,
        ids::AccountId,
        money::Money,
        text::{Reason, SearchText},
    },
};
use ui::{
    Badge, BoardCard, BoardColumn, BoardSpine, Button, ButtonKind, Choice, Dialog, DialogCancel, Empty, FilterChip,
    FilterSentence, Icon, LinkButton, Messages, PageHeader, Reads, Revision, Segmented, Select, Skeleton, Tab, Tabs,
    TextInput, Tone, differing, failure, not_loaded, reading, use_messages, use_revision, use_stages, use_viewer,
};

use crate::{
    drag::{Drag, Dropped, Named, Target},
    moving::{MoveFields, focus, say_moved, ways},
};

const DIALOG: &str = "move-dialog";

/// What the address asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Asked {
    show: ShowBoard,
}

impl Asked {
    fn read(get: impl Fn(&str) -> Option<String>, department: Option<Department>) -> Self {
        let view = get("view").and_then(|key| BoardView::from_key(&key));
        Self {
            show: ShowBoard {
                view: view.unwrap_or(BoardView::of(department)),
                mine: get("mine").is_some_and(|mine| mine == "true"),
                lead: get("lead").and_then(|lead| lead.parse().ok()),
                industry: get("industry").and_then(|industry| industry.parse().ok()),
            },
        }
    }

    fn address(&self) -> String {
        let mut address = format!("/journey?view={}", self.show.view.key());
        if self.show.mine {
            address.push_str("&mine=true");
        }
        if let Some(lead) = self.show.lead {
            address.push_str("&lead=");
            address.push_str(&lead.to_string());
        }
        if let Some(industry) = &self.show.industry {
            let pairs = [("industry", industry.as_str())];
            address.push('&');
            address.push_str(
                &leptos_router::params::ParamsMap::from_iter(pairs)
                    .to_query_string()
                    .replace('?', ""),
            );
        }
        address
    }

    const fn is_filtered(&self) -> bool {
        self.show.mine || self.show.lead.is_some() || self.show.industry.is_some()
    }

    fn with(&self, change: impl FnOnce(&mut ShowBoard)) -> String {
        let mut other = self.clone();
        change(&mut other.show);
        other.address()
    }

    fn column(&self, stage: StageKey, cursor: Option<Cursor>) -> ShowColumn {
        ShowColumn {
            stage,
            mine: self.show.mine,
            lead: self.show.lead,
            industry: self.show.industry.clone(),
            cursor,
            limit: Limit::default(),
        }
    }
}

const fn view_name(view: BoardView) -> &'static str {
    match view {
        BoardView::EarlyMiddle => "Early and middle",
        BoardView::MiddleLate => "Middle and late",
        BoardView::Customers => "Customers",
        BoardView::Detours => "Off the journey",
        BoardView::All => "All stages",
    }
}

/// A move that was sent and is shown before the server has answered. It no longer shows once the board that was read
/// knows a newer version of the account.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Pending {
    account: AccountId,
    seen: Version,
    to: StageKey,
}

/// A move for which somebody is asked the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Asking {
    card: Card,
    choices: Vec<StageKey>,
    to: StageKey,
    reason: String,
    by_keys: bool,
}

/// Everything that the parts of the board share.
#[derive(Clone, Copy)]
struct State {
    asked: Memo<Asked>,
    board: Reads<Board>,
    /// Cards behind the first page, by stage.
    more: RwSignal<BTreeMap<String, model::values::Page<Card>>>,
    pending: RwSignal<Vec<Pending>>,
    asking: RwSignal<Option<Asking>>,
    messages: Messages,
    revision: Revision,
    stages: StoredValue<Stages>,
    may_move: bool,
}

/// The board.
#[component]
pub fn BoardPage() -> impl IntoView {
    let viewer = use_viewer();
    let (department, may_move) =
        viewer.with_value(|viewer| (viewer.department, Access::AnyLeg.admits(&viewer.actor()).is_ok()));
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(|query| Asked::read(|name| query.get(name), department)));
    let revision = use_revision();
    let board = Reads::new(move || (asked.get(), revision.get()), |(asked, _)| ui::call(asked.show));
    let state = State {
        asked,
        board,
        more: RwSignal::new(BTreeMap::new()),
        pending: RwSignal::new(Vec::new()),
        asking: RwSignal::new(None),
        messages: use_messages(),
        revision,
        stages: StoredValue::new(use_stages()),
        may_move,
    };
    Effect::new(move |before: Option<Asked>| {
        let now = asked.get();
        if before.is_some_and(|before| before != now) {
            state.more.set(BTreeMap::new());
            state.pending.set(Vec::new());
        }
        now
    });
    Effect::new(move || {
        if let Some(Ok(fresh)) = board.get() {
            state.read_more_again(&fresh);
        }
    });
    view! {
        <Title text="Journey" />
        <PageHeader title="Journey">
            <Segmented
                label="Layout"
                options=vec![Tab::new("Board", "/journey", true), Tab::new("List", "/accounts", false)]
            />
        </PageHeader>
        <Transition fallback=|| {
            view! { <Skeleton lines=8 label="Loading the board" /> }
        }>
            <Loaded state=state />
        </Transition>
    }
}

/// What became of reading the board. The page is built anew only when this changes: other changes go to the columns
/// and cards that they are about, so that no card slips from under a pointer.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Outcome {
    Coming,
    There(BoardView),
    Failed(Failure),
}

#[component]
fn Loaded(state: State) -> impl IntoView {
    let outcome = differing(move || match state.board.get() {
        None => Outcome::Coming,
        Some(Ok(_)) => Outcome::There(state.asked.get().show.view),
        Some(Err(failure)) => Outcome::Failed(failure),
    });
    move || match outcome.get() {
        Outcome::Coming => ().into_any(),
        Outcome::There(view) => view! { <Whole state=state view=view /> }.into_any(),
        Outcome::Failed(failure) => not_loaded(&failure),
    }
}

impl State {
    /// The board as it is shown: what was read, further pages, and moves on their way.
    fn shown(self) -> Board {
        let mut board = match self.board.get() {
            Some(Ok(board)) => board,
            _ => Board {
                columns: Vec::new(),
                leads: Vec::new(),
            },
        };
        self.more.with(|more| {
            // A card that moved since a further page was read stands on a first page by now.
            let known: BTreeSet<AccountId> = board
                .columns
                .iter()
                .flat_map(|column| column.cards.items.iter().map(|card| card.account))
                .collect();
            for column in &mut board.columns {
                if let Some(page) = more.get(&column.stage) {
                    let further = page.items.iter().filter(|card| !known.contains(&card.account));
                    column.cards.items.extend(further.cloned());
                    column.cards.next.clone_from(&page.next);
                }
            }
        });
        self.pending.with(|pending| with_moves(board, pending))
    }

    fn card(self, account: AccountId) -> Option<Card> {
        let board = untrack(move || self.shown());
        board
            .columns
            .into_iter()
            .flat_map(|column| column.cards.items)
            .find(|card| card.account == account)
    }

    /// Asks for a column's next page.
    fn read_more(self, stage: StageKey, cursor: Cursor) {
        let asked = self.asked.get_untracked();
        leptos::task::spawn_local(async move {
            match ui::call(asked.column(stage.clone(), Some(cursor))).await {
                Ok(page) => {
                    self.more.try_update(|more| match more.get_mut(stage.as_str()) {
                        Some(before) => {
                            before.items.extend(page.items);
                            before.next = page.next;
                        }
                        None => drop(more.insert(stage.to_string(), page)),
                    });
                }
                Err(failure) => self.messages.say(failure::sentence(&failure)),
            }
        });
    }

    /// After the board was read again, the further pages are too, as many cards as were there.
    fn read_more_again(self, fresh: &Board) {
        let asked = self.asked.get_untracked();
        let before = self.more.get_untracked();
        for column in &fresh.columns {
            let Some(wanted) = before.get(&column.stage).map(|page| page.items.len()) else {
                continue;
            };
            let (Ok(stage), next, asked) = (
                column.stage.parse::<StageKey>(),
                column.cards.next.clone(),
                asked.clone(),
            ) else {
                continue;
            };
            leptos::task::spawn_local(async move {
                let mut all = model::values::Page {
                    items: Vec::new(),
                    next,
                };
                while all.items.len() < wanted
                    && let Some(cursor) = all.next.take()
                {
                    let Ok(page) = ui::call(asked.column(stage.clone(), Some(cursor))).await else {
                        return;
                    };
                    all.items.extend(page.items);
                    all.next = page.next;
                }
                self.more.try_update(|more| more.insert(stage.to_string(), all));
            });
        }
    }

    /// A card was let go over another column.
    fn dropped(self, dropped: &Dropped) {
        let Some(card) = self.card(dropped.account) else {
            return;
        };
        let place = card.place();
        let stages = self.stages.get_value();
        match &dropped.onto {
            Target::Stage(key) => match stages.enterable(&place, key) {
                Ok(stage) => self.ask(card, ways(&stages, &place), stage.key.clone(), dropped.by_keys),
                Err(refusal) => self.refuse(&card, &Failure::Refused(refusal)),
            },
            Target::Phase(key) => {
                let open = |to: &StageKey| stages.by_key(to.as_str()).is_some_and(|stage| stage.phase.key() == key);
                let choices: Vec<StageKey> = ways(&stages, &place).into_iter().filter(open).collect();
                let first = stages.iter().find(|stage| stage.phase.key() == key);
                match (choices.first().cloned(), first) {
                    (Some(to), _) => self.ask(card, choices, to, dropped.by_keys),
                    (None, Some(stage)) => {
                        if let Err(refusal) = stages.enterable(&place, stage.key.as_str()) {
                            self.refuse(&card, &Failure::Refused(refusal));
                        }
                    }
                    (None, None) => {}
                }
            }
        }
    }

    /// Somebody wants to choose the stage from a list.
    fn asked_for(self, account: AccountId) {
        let Some(card) = self.card(account) else {
            return;
        };
        let place = card.place();
        let stages = self.stages.get_value();
        let choices = ways(&stages, &place);
        let here = stages.position(&card.stage);
        let next = choices
            .iter()
            .find(|to| stages.position(to.as_str()) > here)
            .or(choices.first())
            .cloned();
        if let Some(to) = next {
            self.ask(card, choices, to, true);
        }
    }

    fn ask(self, card: Card, choices: Vec<StageKey>, to: StageKey, by_keys: bool) {
        self.asking.set(Some(Asking {
            card,
            choices,
            to,
            reason: String::new(),
            by_keys,
        }));
    }

    /// Shows the move at once, sends it, and takes it back with an explanation when it is refused.
    fn send(self, asking: Asking, to: StageKey, reason: Reason) {
        let card = asking.card.clone();
        let moving = Pending {
            account: card.account,
            seen: card.version,
            to: to.clone(),
        };
        self.pending.update(|pending| pending.push(moving.clone()));
        self.asking.set(None);
        let again = Asking {
            to: to.clone(),
            reason: reason.to_string(),
            ..asking
        };
        let sending = ui::call(MoveByHand {
            account: card.account,
            to,
            reason,
            seen: card.version,
        });
        leptos::task::spawn_local(async move {
            match sending.await {
                Ok(moved) => {
                    self.messages.clear();
                    self.stages
                        .with_value(|stages| say_moved(self.messages, stages, &moved));
                    self.revision.bump();
                }
                Err(failure) => {
                    self.pending
                        .try_update(|pending| pending.retain(|other| *other != moving));
                    if matches!(failure, Failure::Unavailable) {
                        let text = format!("{} was not moved. {}", card.name, failure::sentence(&failure));
                        self.messages.offer_undo(text, move || {
                            let again = again.clone();
                            view! {
                                <Button
                                    small=true
                                    on:click=move |_| {
                                        self.messages.clear();
                                        self.asking.set(Some(again.clone()));
                                    }
                                >
                                    "Try again"
                                </Button>
                            }
                        });
                    } else {
                        self.refuse(&card, &failure);
                    }
                    if matches!(failure, Failure::Conflict(_) | Failure::NotFound) {
                        self.revision.bump();
                    }
                }
            }
        });
    }

    /// Says why a card stays, and leads to where that can be changed.
    fn refuse(self, card: &Card, failure: &Failure) {
        let why = failure::sentence(failure);
        let text = match failure {
            // Where it stands now is what the failure tells.
            Failure::Conflict(_) | Failure::NotFound => format!("{} was not moved. {why}", card.name),
            _ => self
                .stages
                .with_value(|stages| format!("{} stays in {}. {why}", card.name, stages.name(&card.stage))),
        };
        let href = format!("/accounts/{}", card.account);
        self.messages.offer_undo(text, move || {
            view! {
                <LinkButton href=href.clone() small=true>
                    "Open the account"
                </LinkButton>
            }
        });
    }
}

fn with_moves(mut board: Board, pending: &[Pending]) -> Board {
    for moving in pending {
        let taken = board.columns.iter_mut().find_map(|column| {
            let fits = |card: &Card| card.account == moving.account && card.version == moving.seen;
            let place = column.cards.items.iter().position(fits)?;
            let card = column.cards.items.remove(place);
            column.count = column.count.saturating_sub(1);
            column.open_amount.minor -= card.open_amount.minor;
            column.stalled = column.stalled.saturating_sub(u32::from(card.stalled));
            Some(card)
        });
        let Some(mut card) = taken else {
            continue;
        };
        let to = board
            .columns
            .iter_mut()
            .find(|column| column.stage == moving.to.as_str());
        if let Some(column) = to {
            card.stage.clone_from(&column.stage);
            card.days = 0;
            card.stalled = false;
            column.count += 1;
            column.open_amount.minor += card.open_amount.minor;
            let cards = &mut column.cards.items;
            let place = cards.partition_point(|other| other.open_amount.minor > card.open_amount.minor);
            cards.insert(place, card);
        }
    }
    board
}

/// Tabs, filter, columns, figures and the dialog.
#[component]
fn Whole(state: State, view: BoardView) -> impl IntoView {
    let shown = Memo::new(move |_| state.shown());
    let targets = Signal::derive(move || state.stages.with_value(|stages| targets(stages, view)));
    let drag = Drag::new(
        targets,
        Callback::new(move |dropped: Dropped| state.dropped(&dropped)),
        Callback::new(move |account| state.asked_for(account)),
    );
    let stages = state.stages.get_value();
    let groups: Vec<_> = Phase::ALL
        .into_iter()
        .map(|phase| {
            if view.opens(phase) {
                stages
                    .of_phase(phase)
                    .map(|stage| {
                        view! { <StageColumn state=state shown=shown drag=drag stage=stage.clone() /> }.into_any()
                    })
                    .collect::<Vec<_>>()
                    .into_any()
            } else {
                view! { <Spine state=state shown=shown drag=drag phase=phase /> }.into_any()
            }
        })
        .collect();
    let tabs = move || {
        let asked = state.asked.get();
        let count = |view: BoardView| {
            shown.with(|board| {
                let inside = board.columns.iter().filter(|column| view.opens(column.phase));
                inside.map(|column| i64::from(column.count)).sum::<i64>()
            })
        };
        let tabs = BoardView::ALL
            .into_iter()
            .map(|view| {
                Tab::new(
                    view_name(view),
                    asked.with(|show| show.view = view),
                    view == asked.show.view,
                )
                .with_count(reading::number(count(view)))
            })
            .collect();
        view! { <Tabs label="Part of the journey" tabs=tabs /> }
    };
    view! {
        {tabs}
        <Filters state=state shown=shown />
        <div
            class="board-frame"
            class:is-carrying=move || drag.carries()
            on:pointerdown=move |event| drag.press(&event)
            on:pointermove=move |event| drag.carry(&event)
            on:pointerup=move |event| drag.release(&event)
            on:pointercancel=move |event| drag.give_up(&event)
            on:dragstart=move |event| event.prevent_default()
            on:click=move |event| drag.click(&event)
            on:keydown=move |event| drag.key(&event)
        >
            <ui::Board label="Journey board, stages from left to right">{groups}</ui::Board>
            <p class="visually-hidden" role="status" aria-live="assertive">
                {move || drag.said.get()}
            </p>
        </div>
        <Foot shown=shown view=view />
        <MoveDialog state=state />
    }
}

fn targets(stages: &Stages, view: BoardView) -> Vec<Named> {
    Phase::ALL
        .into_iter()
        .flat_map(|phase| {
            if view.opens(phase) {
                stages
                    .of_phase(phase)
                    .map(|stage| (Target::Stage(stage.key.to_string()), stage.name.clone()))
                    .collect()
            } else {
                vec![(Target::Phase(phase.key().to_owned()), phase.name().to_owned())]
            }
        })
        .collect()
}

fn find(board: &Board, stage: &str) -> Option<Column> {
    board.columns.iter().find(|column| column.stage == stage).cloned()
}

fn days(number: u32) -> String {
    format!("{number} d")
}

/// One stage with its cards.
#[component]
fn StageColumn(state: State, shown: Memo<Board>, drag: Drag, stage: Stage) -> impl IntoView {
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
    let time = move || {
        if stalled {
            view! { <Badge text=format!("Stalled {}", days(in_stage)) tone=Tone::Warn /> }.into_any()
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
fn Spine(state: State, shown: Memo<Board>, drag: Drag, phase: Phase) -> impl IntoView {
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
fn Foot(shown: Memo<Board>, view: BoardView) -> impl IntoView {
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

/// Which accounts the board shows, as a sentence.
#[component]
fn Filters(state: State, shown: Memo<Board>) -> impl IntoView {
    move || {
        let asked = state.asked.get();
        let leads: Vec<Lead> = shown.with(|board| board.leads.clone());
        let show = asked.show.clone();
        let chosen = show.lead.map(|lead| lead.to_string()).unwrap_or_default();
        let lead_name = show.lead.and_then(|lead| {
            leads
                .iter()
                .find(|other| other.id == lead)
                .map(|lead| lead.name.clone())
        });
        let choices: Vec<Choice> = leads
            .into_iter()
            .map(|lead| {
                let leg = lead.department.map_or("", ui::department_name);
                Choice::new(lead.id.to_string(), format!("{}, {}", lead.name, leg.to_lowercase()))
            })
            .collect();
        let (only_mine, mine) = (
            asked.with(|show| {
                show.mine = !show.mine;
                show.lead = None;
            }),
            show.mine,
        );
        let industry = show.industry.as_ref().map(SearchText::to_string);
        let lead_is = lead_name.clone();
        let without_lead = lead_name.is_some().then(|| asked.with(|show| show.lead = None));
        let without_industry = industry.is_some().then(|| asked.with(|show| show.industry = None));
        view! {
            <div class="toolbar">
                <FilterSentence action="/journey" label="Filter the board">
                    <input type="hidden" name="view" value=show.view.key() />
                    {(mine && lead_name.is_none()).then(|| view! { <input type="hidden" name="mine" value="true" /> })}
                    "Accounts"
                    <a class="chip" class:is-on=mine href=only_mine aria-current=mine.then_some("true")>
                        "that I lead"
                    </a>
                    <FilterChip
                        subject="led by"
                        value=lead_is.clone().unwrap_or_else(|| "anybody".to_owned())
                        on=lead_is.is_some()
                        without=without_lead.unwrap_or_default()
                    >
                        <Select name="lead" label="Lead of any leg" choices=choices empty="Anybody" value=chosen />
                    </FilterChip>
                    <FilterChip
                        subject="industry"
                        verb="contains"
                        value=industry.clone().unwrap_or_else(|| "anything".to_owned())
                        on=industry.is_some()
                        without=without_industry.unwrap_or_default()
                    >
                        <TextInput name="industry" label="Industry contains" value=industry.clone().unwrap_or_default() />
                    </FilterChip>
                </FilterSentence>
            </div>
        }
    }
}

/// Asks for the reason of a move.
#[component]
fn MoveDialog(state: State) -> impl IntoView {
    Effect::new(move || {
        if state.asking.with(Option::is_some) {
            open_dialog();
        }
    });
    move || {
        state.asking.get().map(|asking| {
            let to = RwSignal::new(asking.to.to_string());
            let reason = RwSignal::new(asking.reason.clone());
            let error = RwSignal::new(None::<String>);
            let title = format!("Move {}", asking.card.name);
            let from = asking.card.stage.clone();
            let choices = asking.choices.clone();
            let account = asking.card.account;
            let sent = StoredValue::new(false);
            let submit = move |event: leptos::ev::SubmitEvent| {
                event.prevent_default();
                let Ok(stage) = to.get_untracked().parse::<StageKey>() else {
                    return;
                };
                match reason.get_untracked().parse::<Reason>() {
                    Ok(reason) => {
                        sent.set_value(true);
                        state.send(asking.clone(), stage, reason);
                        find_again(account);
                    }
                    Err(complaint) => {
                        error.set(Some(failure::complaint(&complaint)));
                        focus(&ui::field_id("board", "reason"));
                    }
                }
            };
            view! {
                <Dialog
                    id=DIALOG
                    title=title
                    on:close=move |_| {
                        if !sent.get_value() {
                            state.asking.set(None);
                            find_again(account);
                        }
                    }
                >
                    <form class="stack" on:submit=submit novalidate=true>
                        <MoveFields
                            from=from
                            choices=choices
                            to=to
                            reason=reason
                            reason_error=error
                            prefix="board"
                        />
                        <div class="dialog-actions">
                            <DialogCancel dialog=DIALOG />
                            <Button kind=ButtonKind::Primary submit=true>
                                "Move"
                            </Button>
                        </div>
                    </form>
                </Dialog>
            }
        })
    }
}

/// Opens the dialog once it stands in the page, with the keyboard in the reason: the stage was chosen by the drop.
fn open_dialog() {
    #[cfg(target_arch = "wasm32")]
    request_animation_frame(|| {
        use wasm_bindgen::JsCast as _;

        let found = document().get_element_by_id(DIALOG);
        if let Some(dialog) = found.and_then(|found| found.dyn_into::<web_sys::HtmlDialogElement>().ok())
            && !dialog.open()
        {
            drop(dialog.show_modal());
            focus(&ui::field_id("board", "reason"));
        }
    });
}

/// Puts the keyboard back on a card, wherever it stands now.
fn find_again(account: AccountId) {
    #[cfg(target_arch = "wasm32")]
    request_animation_frame(move || {
        use wasm_bindgen::JsCast as _;

        let handle = format!("[data-grip=\"{account}\"]");
        let found = document().query_selector(&handle).ok().flatten();
        if let Some(handle) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
            drop(handle.focus());
        }
    });
    #[cfg(not(target_arch = "wasm32"))]
    let _ = account;
}

#[cfg(test)]
mod tests {
    use model::values::{Currency, Page};
    use uuid::Uuid;

    use super::*;

    fn card(number: u128, amount: i64) -> Card {
        Card {
            account: AccountId(Uuid::from_u128(number)),
            name: format!("Account {number}"),
            stage: "exploring".to_owned(),
            open_amount: Money::new(amount, Currency::EUR),
            marketing_lead: None,
            sales_lead: None,
            service_lead: None,
            since: chrono::DateTime::UNIX_EPOCH,
            days: 90,
            stalled: true,
            has_won_deal: false,
            version: Version(1),
        }
    }

    fn board() -> Board {
        let column = |stage: &str, cards: Vec<Card>| Column {
            stage: stage.to_owned(),
            name: stage.to_owned(),
            phase: Phase::Middle,
            accountable: None,
            norm_days: None,
            count: u32::try_from(cards.len()).unwrap(),
            open_amount: Money::new(cards.iter().map(|card| card.open_amount.minor).sum(), Currency::EUR),
            median_days: None,
            stalled: u32::try_from(cards.len()).unwrap(),
            missing_leg: 0,
            cards: Page {
                items: cards,
                next: None,
            },
        };
        Board {
            columns: vec![
                column("exploring", vec![card(1, 50), card(2, 30)]),
                column("selecting", vec![card(3, 60), card(4, 10)]),
            ],
            leads: Vec::new(),
        }
    }

    #[test]
    fn a_move_on_its_way_is_shown_and_counted() {
        let moving = Pending {
            account: AccountId(Uuid::from_u128(2)),
            seen: Version(1),
            to: "selecting".parse().unwrap(),
        };
        let shown = with_moves(board(), std::slice::from_ref(&moving));
        let [from, to] = shown.columns.as_slice() else {
            panic!("two columns")
        };
        assert_eq!((from.count, from.open_amount.minor, from.stalled), (1, 50, 1));
        assert_eq!((to.count, to.open_amount.minor, to.stalled), (3, 100, 2));
        let amounts: Vec<i64> = to.cards.items.iter().map(|card| card.open_amount.minor).collect();
        assert_eq!(amounts, [60, 30, 10]);
    }

    #[test]
    fn a_move_that_the_board_knows_is_not_shown_twice() {
        let moving = Pending {
            account: AccountId(Uuid::from_u128(2)),
            seen: Version(0),
            to: "selecting".parse().unwrap(),
        };
        assert_eq!(with_moves(board(), &[moving]), board());
    }

    #[test]
    fn the_address_says_what_the_board_shows() {
        let asked = Asked {
            show: ShowBoard {
                view: BoardView::Customers,
                mine: true,
                lead: None,
                industry: Some("food & drink".parse().unwrap()),
            },
        };
        let address = asked.address();
        let query: std::collections::HashMap<String, String> = address
            .split_once('?')
            .unwrap()
            .1
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| {
                (
                    name.to_owned(),
                    value.replace("%20", " ").replace('+', " ").replace("%26", "&"),
                )
            })
            .collect();
        assert_eq!(Asked::read(|name| query.get(name).cloned(), None), asked);
    }
}
