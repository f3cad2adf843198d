//! The journey as lists and headers draw it.

use leptos::prelude::*;
use model::journey::{DEFAULT_STAGES, Phase, Stage, position, stage_by_key};
use ui::{Badge, StageTicks};

/// The phases on the way, each with its stages.
pub fn phases() -> [(Phase, Vec<&'static Stage>); 4] {
    static STAGES: [Stage; DEFAULT_STAGES.len()] = DEFAULT_STAGES;
    Phase::ON_THE_WAY.map(|phase| (phase, STAGES.iter().filter(|stage| stage.phase == phase).collect()))
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
pub fn stage_name(key: &str) -> String {
    stage_by_key(key).map_or_else(|| ui::failure::label(key), |stage| stage.name.to_owned())
}

/// The place of a stage on the way; none on a detour.
pub fn place(key: &str) -> Option<usize> {
    stage_by_key(key)
        .filter(|stage| stage.phase != Phase::Detour)
        .and_then(|_| usize::try_from(position(key)).ok())
}

/// The stage in a row of a list.
pub fn ticks(key: &str) -> AnyView {
    let name = stage_name(key);
    match place(key) {
        Some(current) => {
            let sizes = phases().map(|(_, stages)| stages.len());
            view! { <StageTicks phases=sizes current=current name=name /> }.into_any()
        }
        None => view! { <Badge text=name open=true /> }.into_any(),
    }
}
