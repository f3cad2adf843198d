//! The journey as lists and headers draw it.

use leptos::prelude::*;
use model::journey::{Phase, Stage, Stages};
use ui::{Badge, StageTicks};

/// The phases on the way, each with its stages.
pub fn phases(stages: &Stages) -> [(Phase, Vec<&Stage>); 4] {
    Phase::ON_THE_WAY.map(|phase| (phase, stages.of_phase(phase).collect()))
}

/// A phase as people read it.
pub const fn phase_name(phase: Phase) -> &'static str {
    match phase {
        Phase::Early => "Early",
        Phase::Middle => "Middle",
        Phase::Late => "Late",
        Phase::Customer => "Customer",
        Phase::Detour => "Off the journey",
    }
}

/// The name of a stage, also of one that the journey no longer has.
pub fn stage_name(stages: &Stages, key: &str) -> String {
    stages
        .by_key(key)
        .map_or_else(|| ui::failure::label(key), |stage| stage.name.clone())
}

/// The place of a stage on the way; none on a detour.
pub fn place(stages: &Stages, key: &str) -> Option<usize> {
    stages.on_the_way().position(|stage| stage.key == key)
}

/// The stage in a row of a list.
pub fn ticks(stages: &Stages, key: &str) -> AnyView {
    let name = stage_name(stages, key);
    match place(stages, key) {
        Some(current) => {
            let sizes = phases(stages).map(|(_, stages)| stages.len());
            view! { <StageTicks phases=sizes current=current name=name /> }.into_any()
        }
        None => view! { <Badge text=name open=true /> }.into_any(),
    }
}
