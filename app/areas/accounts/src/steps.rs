//! The next step of an account in words.

use leptos::prelude::*;
use model::{
    Department,
    accounts::{Account, next_step::NextStep},
};
use ui::{Tone, department_name, use_viewer};

/// The next step of an account, if a rule asks for one.
pub fn next_step(account: &Account) -> Option<NextStep> {
    use_viewer().with_value(|viewer| {
        let today = viewer.zone.day(viewer.now);
        model::accounts::next_step::next_step(account, &viewer.stages, viewer.now, today)
    })
}

/// The step as a list says it: what hurts as a badge, what to do in a few words.
pub fn in_short(step: &NextStep) -> (Tone, String, String) {
    match step {
        NextStep::NameLead { leg } => (
            Tone::Bad,
            "Leg".to_owned(),
            format!("Name a {} lead", in_sentence(*leg)),
        ),
        NextStep::UpdateClose { days, .. } => (
            Tone::Bad,
            format!("{days} d late"),
            "Bring the deal up to date".to_owned(),
        ),
        NextStep::MoveOrAct { days, .. } => (Tone::Warn, format!("{days} d"), "Move it along, or act".to_owned()),
    }
}

/// The department as it stands within a sentence.
pub fn in_sentence(department: Department) -> String {
    department_name(department).to_lowercase()
}
