//! The sign of Tridem: three shapes, one for each leg, that carry one line.

use leptos::prelude::*;

/// The sign alone. Beside the name or a label, because it says nothing to a screen reader.
#[component]
pub fn BrandMark() -> impl IntoView {
    view! {
        <svg class="brand-mark" viewBox="0 0 26 20" aria-hidden="true">
            <circle class="marketing" cx="4.5" cy="14.5" r="3.5"></circle>
            <rect class="sales" x="9.7" y="11" width="6.8" height="6.8" rx="1"></rect>
            <path class="service" d="M18.5 11h6v3.200c0 2.300-1.300 3.800-3 3.800s-3-1.500-3-3.800z"></path>
            <path class="line" d="M4.500 8.500 7 3.500h12l2.500 5M13 3.500V9"></path>
        </svg>
    }
}

/// The sign with the name, as it heads the pages outside the frame.
#[component]
pub fn Brand() -> impl IntoView {
    view! {
        <p class="brandmark">
            <BrandMark />
            "Tridem"
        </p>
    }
}
