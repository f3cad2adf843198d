//! Screens for leads on their chain from capture to the deal, and for what hurts at accounts; and, loaded by themselves, what
//! departments owe each other and what they agreed about it, when they call a lead qualified, and whether that holds.

mod catalogue;
pub mod definition;
pub mod engagement;
mod fields;
mod keys;
mod new;
mod owing;
mod pains;
mod parts;
mod period;
pub mod proof;
mod queue;
pub mod reports;
mod routing;
mod show;
mod words;

use leptos::prelude::*;

/// The pages of this area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is named after its page")]
pub enum Page {
    Queue,
    NewLead,
    Lead,
}

/// Opens a page. The browser loads the program behind these pages when the first of them is opened.
#[lazy(leads)]
pub fn page(page: Page) -> AnyView {
    match page {
        Page::Queue => view! { <queue::QueuePage /> }.into_any(),
        Page::NewLead => view! { <new::NewLeadPage /> }.into_any(),
        Page::Lead => view! { <show::LeadPage /> }.into_any(),
    }
}

/// The pages about what hurts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is named after its page")]
pub enum Hurts {
    Pains,
    Catalogue,
}

/// Opens a page about what hurts: they share little with the others, and load by themselves.
#[lazy(hurts)]
pub fn hurts(page: Hurts) -> AnyView {
    match page {
        Hurts::Pains => view! { <pains::PainsPage /> }.into_any(),
        Hurts::Catalogue => view! { <catalogue::CataloguePage /> }.into_any(),
    }
}
