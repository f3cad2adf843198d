//! A surface with a heading. Never one in another.

use leptos::prelude::*;

use crate::class_list::{classes, when};

/// A section of a page on its own surface.
#[component]
pub fn Panel(
    /// The heading.
    #[prop(into)]
    title: String,
    /// Beside the heading: how many, since when.
    #[prop(optional, into)]
    note: Option<String>,
    /// At the end of the heading's line: one quiet link or button.
    #[prop(optional, into)]
    action: Option<ViewFnOnce>,
    /// Below everything: totals, the way to more.
    #[prop(optional, into)]
    footer: Option<ViewFnOnce>,
    /// The content goes to the edges: tables, rows, timelines.
    #[prop(optional)]
    flush: bool,
    /// Takes the whole width of a grid.
    #[prop(optional)]
    wide: bool,
    /// The id, to which a link can lead.
    #[prop(optional, into)]
    id: Option<String>,
    /// The content.
    children: Children,
) -> impl IntoView {
    let said = title.clone();
    view! {
        <section class=classes(&["card", when(wide, "wide")]) id=id aria-label=said>
            <header>
                <h2>{title}</h2>
                {note.map(|note| view! { <small>{note}</small> })}
                {action.map(|action| view! { <div class="push">{action.run()}</div> })}
            </header>
            <div class=if flush { "flush" } else { "body" }>{children()}</div>
            {footer.map(|footer| view! { <footer>{footer.run()}</footer> })}
        </section>
    }
}
