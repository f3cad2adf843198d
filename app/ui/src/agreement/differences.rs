//! What a version says differently, in plain words.

use leptos::prelude::*;
use model::{
    agreement::State,
    agreements::{VersionName, versions::show::VersionView},
};

use super::words::version_name;
use crate::{Notice, Panel, Tone};

/// The differences to what is in force, and to what the version was drafted from where that is something else.
#[component]
pub fn Differences(
    /// The version.
    view: VersionView,
) -> impl IntoView {
    let base = named(view.based_on.as_ref());
    let active = named(view.in_force.as_ref());
    // What is or was in force is best understood by what came before it.
    let open = matches!(view.state, State::Draft | State::Proposed | State::Signed);
    let first = if open {
        (active, view.differs_from_in_force.clone())
    } else {
        (base.clone(), view.differs_from_base.clone())
    };
    let behind = view.is_behind().then_some((base, view.differs_from_base));
    let note = format!("against {}", first.0);
    view! {
        <Panel title="What it changes" note=note id="differences">
            <div class="stack">
                {list(first.1, "Both say the same.")}
                {behind
                    .map(|(base, differences)| {
                        view! {
                            <div class="stack">
                                <h3>{["Against ", &base, ", from which it was drafted"].concat()}</h3>
                                {list(differences, "Both say the same.")}
                            </div>
                        }
                    })}
            </div>
        </Panel>
    }
}

/// Warns that another version came into force since a draft was begun.
#[component]
pub fn Behind(
    /// The version.
    view: VersionView,
) -> impl IntoView {
    view.is_behind().then(|| {
        let (base, active) = (named(view.based_on.as_ref()), named(view.in_force.as_ref()));
        view! {
            <Notice tone=Tone::Warn rule="A draft starts from the version in force and does not follow it.">
                {[
                    "This was drafted from ",
                    &base,
                    ", and ",
                    &active,
                    " has come into force since. Look at what it changes: it may undo what came in between.",
                ]
                    .concat()}
            </Notice>
        }
    })
}

fn named(version: Option<&VersionName>) -> String {
    version.map_or_else(
        || "what the product ships with".to_owned(),
        |version| version_name(version.number).to_lowercase(),
    )
}

fn list(differences: Vec<String>, nothing: &'static str) -> AnyView {
    if differences.is_empty() {
        return view! { <p class="muted">{nothing}</p> }.into_any();
    }
    let lines: Vec<_> = differences.into_iter().map(|line| view! { <li>{line}</li> }).collect();
    view! { <ul class="differences">{lines}</ul> }.into_any()
}
