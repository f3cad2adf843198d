//! Every part of the design system on one sheet.

use leptos::prelude::*;
use leptos_meta::Title;
use ui::{PageHeader, Showcase};

use crate::admin::AdminTabs;

/// The sheet, for whoever builds pages.
#[component]
pub fn ComponentsPage() -> impl IntoView {
    view! {
        <Title text="Components" />
        <PageHeader title="Components" lead="Every part that the pages are made of, in every state." />
        <AdminTabs current="/admin/components" />
        <Showcase />
    }
}
