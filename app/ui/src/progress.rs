//! How far something has come: long work, a share, a severity.

use leptos::prelude::*;

use crate::class_list::{classes, when};
use crate::tone::Tone;

/// Long work under way, with the way to stop it.
#[component]
pub fn Progress(
    /// What is going on.
    #[prop(into)]
    label: String,
    /// How much is done.
    #[prop(into)]
    done: Signal<u32>,
    /// How much there is in all.
    #[prop(into)]
    total: Signal<u32>,
    /// A quiet small button that stops it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let so_far = move || [done.get().to_string(), " of ".to_owned(), total.get().to_string()].concat();
    view! {
        <div class="progress">
            <div>
                <b>{label.clone()}</b>
                <span class="push muted" role="status">
                    {so_far}
                </span>
                {children.map(|children| children())}
            </div>
            <progress value=move || done.get().to_string() max=move || total.get().to_string() aria-label=label>
                {so_far}
            </progress>
        </div>
    }
}

/// A share as a short bar beside its number.
#[component]
pub fn Meter(
    /// In percent.
    value: u8,
    /// What the share means.
    #[prop(optional)]
    tone: Tone,
) -> impl IntoView {
    view! {
        <svg class=classes(&["meter", tone.class()]) viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
            <rect class="whole" width="100" height="8"></rect>
            <rect class="part" width=value.min(100).to_string() height="8"></rect>
        </svg>
    }
}

/// How bad something is, in dots.
#[component]
pub fn Severity(
    /// From 0 to `of`.
    value: u8,
    /// The most it can be.
    #[prop(default = 5)]
    of: u8,
    /// What is measured, said to screen readers.
    #[prop(default = "Severity".to_owned(), into)]
    label: String,
) -> impl IntoView {
    let said = format!("{label} {value} of {of}");
    let dots: Vec<_> = (0..of)
        .map(|place| view! { <i class=when(place < value, "on")></i> })
        .collect();
    view! {
        <span class="dots" role="img" title=said.clone() aria-label=said>
            {dots}
        </span>
    }
}
