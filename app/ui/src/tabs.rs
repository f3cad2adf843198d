//! Saved views of a list and parts of a record, as links: each has its own address.

use leptos::prelude::*;

/// One tab.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tab {
    /// The words.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// How many rows wait there.
    pub count: Option<String>,
    /// This is where one is.
    pub current: bool,
}

impl Tab {
    /// A tab without a count.
    pub fn new(label: impl Into<String>, href: impl Into<String>, current: bool) -> Self {
        Self {
            label: label.into(),
            href: href.into(),
            count: None,
            current,
        }
    }

    /// The same tab with a count.
    #[must_use]
    pub fn with_count(mut self, count: impl ToString) -> Self {
        self.count = Some(count.to_string());
        self
    }
}

/// A row of tabs.
#[component]
pub fn Tabs(
    /// What they part, said to screen readers.
    #[prop(into)]
    label: String,
    /// The tabs.
    tabs: Vec<Tab>,
    /// Stands inside a panel, in line with its content.
    #[prop(optional)]
    inset: bool,
    /// After the last tab: `Save view`.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let links: Vec<_> = tabs
        .into_iter()
        .map(|tab| {
            view! {
                <a href=tab.href aria-current=tab.current.then_some("page")>
                    {tab.label}
                    {tab.count.map(|count| view! { <span class="count">{count}</span> })}
                </a>
            }
        })
        .collect();
    view! {
        <nav class=if inset { "tabs inset" } else { "tabs" } aria-label=label>
            {links}
            {children.map(|children| children())}
        </nav>
    }
}
