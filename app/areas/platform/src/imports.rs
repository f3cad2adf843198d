//! Import: a file of accounts, contacts or deals comes in, is mapped, tried, imported, and taken back where that was
//! wrong. One page that changes with the state of the import, and works without scripts.

mod list;
mod map;
mod new;
mod report;
mod show;
mod trial;
mod words;

use leptos::prelude::*;

use list::ImportsPage;
use new::NewImportPage;
use show::ImportPage;

/// The pages of imports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is named after its page")]
pub enum Page {
    Imports,
    NewImport,
    Import,
}

/// Opens a page. The browser loads the program behind these pages when the first of them is opened.
#[lazy(imports)]
pub fn page(page: Page) -> AnyView {
    match page {
        Page::Imports => view! { <ImportsPage /> }.into_any(),
        Page::NewImport => view! { <NewImportPage /> }.into_any(),
        Page::Import => view! { <ImportPage /> }.into_any(),
    }
}
