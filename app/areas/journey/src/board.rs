//! The board: where every buyer stands, and moving them along.

mod asked;
mod columns;
mod dialog;
mod pending;
mod state;

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{
    Access, Failure,
    journey::{Phase, Stages, board::BoardView},
};
use ui::{
    PageHeader, Reads, Segmented, Skeleton, Tab, Tabs, differing, not_loaded, reading, use_messages, use_revision,
    use_stages, use_viewer,
};

use self::{
    asked::{Asked, Filters},
    columns::{Foot, Spine, StageColumn},
    dialog::MoveDialog,
    state::State,
};
use crate::drag::{Drag, Dropped, Named, Target};

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
        {crate::parts::parts("/journey")}
        <ui::agreement::JourneyReviewDue />
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

const fn view_name(view: BoardView) -> &'static str {
    match view {
        BoardView::EarlyMiddle => "Early and middle",
        BoardView::MiddleLate => "Middle and late",
        BoardView::Customers => "Customers",
        BoardView::Detours => "Off the journey",
        BoardView::All => "All stages",
    }
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
