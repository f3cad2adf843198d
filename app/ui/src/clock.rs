//! The clock of a promise: a ring of the business time that is used up, and what is left in words.

use leptos::prelude::*;

use crate::class_list::classes;

/// How a promise stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ClockState {
    /// Time is left.
    #[default]
    Running,
    /// Little time is left.
    Soon,
    /// The limit has passed.
    Late,
    /// No longer owed.
    Void,
}

/// The length of a ring of radius 6, in its own units.
const RING: f64 = 2.0 * std::f64::consts::PI * 6.0;

/// How much of the ring is drawn for a share in percent.
fn dashes(used: u8) -> String {
    format!("{:.1} {:.1}", RING * f64::from(used.min(100)) / 100.0, RING + 0.3)
}

/// The ring and the words.
#[component]
pub fn Clock(
    /// Business time used up, in percent of what was granted.
    used: u8,
    /// What is left or how late it is: `2 h 10 min`, `1 h late`.
    #[prop(into)]
    text: String,
    /// How the promise stands.
    #[prop(optional)]
    state: ClockState,
    /// The limit itself, shown on hover.
    #[prop(optional, into)]
    limit: Option<String>,
) -> impl IntoView {
    let state = match state {
        ClockState::Running => "",
        ClockState::Soon => "warn",
        ClockState::Late => "bad",
        ClockState::Void => "void",
    };
    view! {
        <span class=classes(&["clock", state]) title=limit>
            <svg viewBox="0 0 16 16" aria-hidden="true">
                <circle cx="8" cy="8" r="6"></circle>
                <circle cx="8" cy="8" r="6" stroke-dasharray=dashes(used)></circle>
            </svg>
            <span>{text}</span>
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::dashes;

    #[test]
    fn the_ring_is_full_when_all_time_is_used() {
        assert_eq!(dashes(0), "0.0 38.0");
        assert_eq!(dashes(50), "18.8 38.0");
        assert_eq!(dashes(100), "37.7 38.0");
        assert_eq!(dashes(130), "37.7 38.0");
    }
}
