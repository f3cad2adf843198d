//! What departments owe each other, and what they agreed about it and about leads, as links on each of these pages.

use leptos::prelude::*;
use ui::{Tab, Tabs};

/// The page of what is owed.
pub const OWED: &str = "/leads/obligations";
/// The page of the rules of engagement.
pub const ENGAGEMENT: &str = "/leads/engagement";
/// The page of the lead definition.
pub const DEFINITION: &str = "/leads/definition";
/// The page of the business calendars.
pub const CALENDARS: &str = "/leads/calendars";

/// The page of the routing of leads.
pub const ROUTING: &str = "/leads/routing";

/// Links to all of them; the one at this address is where one is.
pub fn parts(here: &str) -> AnyView {
    let tabs = [
        ("What is owed", OWED),
        ("Rules of engagement", ENGAGEMENT),
        ("Lead definition", DEFINITION),
        ("Business calendars", CALENDARS),
        ("Routing of leads", ROUTING),
    ];
    let tabs = tabs.map(|(label, href)| Tab::new(label, href, href == here)).to_vec();
    view! { <Tabs label="What departments owe each other and agreed about leads" tabs=tabs /> }.into_any()
}
