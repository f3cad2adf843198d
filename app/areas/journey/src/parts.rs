//! The parts of this place, as links on each of them.

use leptos::prelude::*;
use ui::{Tab, Tabs};

/// Links to all parts; the one at this address is where one is.
pub(crate) fn parts(here: &str) -> AnyView {
    let tabs = [
        ("Board", "/journey"),
        ("Map", crate::map::MAP),
        ("Moves", crate::moves::MOVES),
        ("Versions", crate::agreement::VERSIONS),
    ];
    let tabs = tabs.map(|(label, href)| Tab::new(label, href, href == here)).to_vec();
    view! { <Tabs label="Parts of the journey" tabs=tabs /> }.into_any()
}
