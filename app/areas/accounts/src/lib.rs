//! Screens for accounts, the people there and their deals.

pub mod address;
pub mod contacts;
pub mod deals;
pub mod edit;
mod fields;
pub mod following;
mod growing;
pub mod list;
pub mod new;
pub mod parent;
pub mod show;
mod stages;
mod steps;
pub mod trash;

use leptos::prelude::*;

/// The pages of this area, but for the record of an account, [`show::page`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is named after its page")]
pub enum Page {
    Accounts,
    NewAccount,
    EditAccount,
    Parent,
    Contacts,
    NewContact,
    Contact,
    Deals,
    NewDeal,
    Deal,
    Trash,
}

/// Opens a page. The browser loads the program behind these pages when the first of them is opened.
#[lazy(accounts)]
pub fn page(page: Page) -> AnyView {
    match page {
        Page::Accounts => view! { <list::AccountsPage /> }.into_any(),
        Page::NewAccount => view! { <new::NewAccountPage /> }.into_any(),
        Page::EditAccount => view! { <edit::EditAccountPage /> }.into_any(),
        Page::Parent => view! { <parent::ParentPage /> }.into_any(),
        Page::Contacts => view! { <contacts::ContactsPage /> }.into_any(),
        Page::NewContact => view! { <contacts::NewContactPage /> }.into_any(),
        Page::Contact => view! { <contacts::ContactPage /> }.into_any(),
        Page::Deals => view! { <deals::DealsPage /> }.into_any(),
        Page::NewDeal => view! { <deals::NewDealPage /> }.into_any(),
        Page::Deal => view! { <deals::DealPage /> }.into_any(),
        Page::Trash => view! { <trash::TrashPage /> }.into_any(),
    }
}
