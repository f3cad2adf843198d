//! Where the buyer is: the full band on a record, small ticks in lists.

use leptos::prelude::*;

/// One stage of the buyer's journey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageStep {
    /// The stage's name.
    pub name: String,
    /// When it was entered, or for the current one how long it lasts.
    pub when: Option<String>,
}

/// Stages that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StagePhase {
    /// The phase's name: early, middle, late, customer.
    pub name: String,
    /// Its stages, first to last.
    pub stages: Vec<StageStep>,
}

const fn state(place: usize, current: usize) -> &'static str {
    if place < current {
        "done"
    } else if place == current {
        "now"
    } else {
        ""
    }
}

/// All stages in their phases: what lies behind, where the buyer is, what is to come. Folds to ticks on a phone.
#[component]
pub fn StageBand(
    /// The phases, first to last.
    phases: Vec<StagePhase>,
    /// The current stage, counted over all phases from 0.
    current: usize,
    /// What the stages are of, said to screen readers.
    #[prop(default = "Stage of the buyer")]
    label: &'static str,
) -> impl IntoView {
    let sizes: Vec<usize> = phases.iter().map(|phase| phase.stages.len()).collect();
    let now = phases
        .iter()
        .enumerate()
        .flat_map(|(at, phase)| phase.stages.iter().map(move |stage| (at, stage)));
    let compact = now.clone().nth(current).map(|(at, stage)| {
        let phase = phases
            .get(at)
            .map(|phase| phase.name.to_lowercase())
            .unwrap_or_default();
        let mut line = format!("Stage {} of {}, {phase} phase", current + 1, now.clone().count());
        if let Some(when) = &stage.when {
            line.push_str(", ");
            line.push_str(when);
        }
        view! {
            <div class="compact-stage">
                <b>{stage.name.clone()}</b>
                {ticks(&sizes, current)}
                <small class="muted">{line}</small>
            </div>
        }
    });
    let mut place = 0;
    let band: Vec<_> = phases
        .into_iter()
        .map(|phase| {
            let stages: Vec<_> = phase
                .stages
                .into_iter()
                .map(|stage| {
                    let state = state(place, current);
                    place += 1;
                    view! {
                        <li class=state aria-current=(state == "now").then_some("step")>
                            {stage.name}
                            {stage.when.map(|when| view! { <small>{when}</small> })}
                        </li>
                    }
                })
                .collect();
            view! {
                <li>
                    <span class="phase">{phase.name}</span>
                    <ol>{stages}</ol>
                </li>
            }
        })
        .collect();
    view! {
        <div class="stages">
            <ol class="stage-band" aria-label=label>
                {band}
            </ol>
            {compact}
        </div>
    }
}

fn ticks(sizes: &[usize], current: usize) -> AnyView {
    let mut place = 0;
    let phases: Vec<_> = sizes
        .iter()
        .map(|size| {
            let marks: Vec<_> = (0..*size)
                .map(|_| {
                    let mark = view! { <i class=state(place, current)></i> };
                    place += 1;
                    mark
                })
                .collect();
            view! { <span>{marks}</span> }
        })
        .collect();
    view! {
        <span class="ticks" aria-hidden="true">
            {phases}
        </span>
    }
    .into_any()
}

/// The stage in a list: ticks and the name beside them.
#[component]
pub fn StageTicks(
    /// How many stages each phase has.
    #[prop(into)]
    phases: Vec<usize>,
    /// The current stage, counted over all phases from 0.
    current: usize,
    /// The stage's name.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    view! {
        <span class="stage">
            {ticks(&phases, current)} <span class="truncate">{name}</span>
        </span>
    }
}
