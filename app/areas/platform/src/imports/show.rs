//! One import, wherever it stands.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::{
    Complaint, Failure,
    platform::imports::{Import, ImportState, operations::ShowImport},
};
use ui::{Moment, PageHeader, Reads, Skeleton, call, shown, steady, use_revision};

use super::{
    map::Map,
    report::Done,
    trial::{AtWork, Cancel, Try},
    words::{StateBadge, Steps, subject_name},
};

/// One import by its address.
#[component]
pub fn ImportPage() -> impl IntoView {
    let params = use_params_map();
    let revision = use_revision();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).unwrap_or_default());
    let read = Reads::new(
        move || (id.get(), revision.get()),
        |(id, _)| {
            let asked = id
                .parse()
                .map(|import| call(ShowImport { import }))
                .map_err(|_unread| Failure::field("import", Complaint::NoSuch));
            async move {
                match asked {
                    Ok(answer) => answer.await,
                    // An address that is none is nowhere.
                    Err(_) => Err(Failure::NotFound),
                }
            }
        },
    );
    view! {
        <Transition fallback=|| view! { <Skeleton lines=8 /> }>
            {
                let read = steady(read);
                move || {
                    read.get().map(|read| shown(read, |import| view! { <One import=import /> }.into_any()))
                }
            }
        </Transition>
    }
}

#[component]
fn One(import: Import) -> impl IntoView {
    let query = use_query_map();
    let mapping_again = Memo::new(move |_| query.with(|query| query.get("step").as_deref() == Some("map")));
    let state = import.state;
    let title = import.file_name.clone();
    let by = import
        .started_by_name
        .clone()
        .unwrap_or_else(|| "the command line".to_owned());
    let rows_are = import.subject.map(subject_name);
    let at = import.created_at;
    let import = StoredValue::new(import);
    view! {
        <Title text=title.clone() />
        <PageHeader title=title beside=move || view! { <StateBadge state=state /> } />
        <p class="muted">{rows_are} " brought in by " {by} ", " <Moment at=at /></p>
        <div class="wizard">{move || {
            let import = import.get_value();
            match state {
                ImportState::Receiving => view! { <Receiving id=import.id.to_string() /> }.into_any(),
                ImportState::Mapping => view! { <Map import=import /> }.into_any(),
                ImportState::Ready if mapping_again.get() => view! { <Map import=import /> }.into_any(),
                ImportState::Ready => view! { <Try import=import /> }.into_any(),
                ImportState::Trying | ImportState::Running | ImportState::Undoing => {
                    view! { <AtWork import=import /> }.into_any()
                }
                ImportState::Done | ImportState::Failed | ImportState::Cancelled | ImportState::Undone => {
                    view! { <Done import=import /> }.into_any()
                }
            }
        }}</div>
    }
}

#[component]
fn Receiving(id: String) -> impl IntoView {
    view! {
        <Steps current=0 />
        <p>"The file is on its way in. If its browser was closed meanwhile, it never arrives; stop it and bring it in again."</p>
        <div class="actions">
            <Cancel id=id words="Stop" />
        </div>
    }
}
