//! Names that several pages here use.

use leptos::prelude::*;
use model::{Department, Role, platform::people::PersonState};
use ui::{Badge, Choice, Tone, department_name};

/// The role as people read it.
pub const fn role_name(role: Role) -> &'static str {
    match role {
        Role::Member => "Member",
        Role::Manager => "Manager",
        Role::Executive => "Executive",
        Role::Admin => "Admin",
    }
}

/// What the role may do.
pub const fn role_hint(role: Role) -> &'static str {
    match role {
        Role::Member => "Works on accounts for a department.",
        Role::Manager => "Leads a department: may also undo what its members did.",
        Role::Executive => "Reads everything, changes nothing.",
        Role::Admin => "Runs the installation: people, settings, audit log.",
    }
}

/// The state as people read it.
pub const fn state_name(state: PersonState) -> &'static str {
    match state {
        PersonState::Invited => "Invited",
        PersonState::Active => "Active",
        PersonState::Deactivated => "Deactivated",
    }
}

/// The state with its mark.
#[component]
pub fn StateBadge(
    /// Which state.
    state: PersonState,
) -> impl IntoView {
    let tone = match state {
        PersonState::Invited => Tone::Warn,
        PersonState::Active => Tone::Good,
        PersonState::Deactivated => Tone::Neutral,
    };
    view! { <Badge text=state_name(state) tone=tone open={state == PersonState::Deactivated} /> }
}

/// The three departments to choose from.
pub fn departments() -> Vec<Choice> {
    Department::ALL
        .map(|department| Choice::new(department.key(), department_name(department)))
        .to_vec()
}

/// The roles to choose from.
pub fn roles() -> Vec<Choice> {
    Role::ALL.map(|role| Choice::new(role.key(), role_name(role))).to_vec()
}
