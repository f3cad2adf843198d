//! Every part of the design system on one sheet.

use leptos::prelude::*;
use leptos_meta::Title;
use ui::Showcase;

use crate::admin::AdminTabs;

/// The sheet, for whoever builds pages.
#[component]
pub fn ComponentsPage() -> impl IntoView {
    view! {
        <Title text="Components" />
        // The sheet has its own heading.
        <AdminTabs current="/admin/components" />
        <Showcase />
    }
}
