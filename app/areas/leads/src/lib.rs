//! Screens for leads on their chain from capture to the deal, and for what hurts at accounts.

mod catalogue;
mod fields;
mod new;
mod pains;
mod queue;
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
    Pains,
    Catalogue,
}

/// Opens a page. The browser loads the program behind these pages when the first of them is opened.
#[lazy(leads)]
pub fn page(page: Page) -> AnyView {
    match page {
        Page::Queue => view! { <queue::QueuePage /> }.into_any(),
        Page::NewLead => view! { <new::NewLeadPage /> }.into_any(),
        Page::Lead => view! { <show::LeadPage /> }.into_any(),
        Page::Pains => view! { <pains::PainsPage /> }.into_any(),
        Page::Catalogue => view! { <catalogue::CataloguePage /> }.into_any(),
    }
}
