//! Where a page stands.

use leptos::prelude::*;

/// One step of the way; the last one is the page itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crumb {
    /// The name.
    pub label: String,
    /// Where it leads; `None` for the page itself.
    pub href: Option<String>,
}

impl Crumb {
    /// A step that leads somewhere.
    pub fn to(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            href: Some(href.into()),
        }
    }

    /// The page itself.
    pub fn here(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            href: None,
        }
    }
}

/// The way to this page.
#[component]
pub fn Breadcrumbs(
    /// From the area to the page itself.
    #[prop(into)]
    crumbs: Signal<Vec<Crumb>>,
    /// What it is, said to screen readers.
    #[prop(default = "Breadcrumb")]
    label: &'static str,
) -> impl IntoView {
    view! {
        <nav class="crumbs" aria-label=label>
            <ol>
                {move || {
                    crumbs
                        .get()
                        .into_iter()
                        .map(|crumb| match crumb.href {
                            Some(href) => {
                                view! {
                                    <li>
                                        <a href=href>{crumb.label}</a>
                                    </li>
                                }
                                    .into_any()
                            }
                            None => {
                                view! {
                                    <li aria-current="page">
                                        <span class="truncate">{crumb.label}</span>
                                    </li>
                                }
                                    .into_any()
                            }
                        })
                        .collect::<Vec<_>>()
                }}
            </ol>
        </nav>
    }
}
