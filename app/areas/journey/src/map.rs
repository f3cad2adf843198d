//! The map of the journey: what was agreed about each stage, and what went through it.

mod agreed;
mod figures;
mod leg_rows;
mod legs;

pub use leg_rows::LegRowsPage;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::journey::{
    Vocabulary,
    map::show::{JourneyMap, Period, ShowMap},
};
use ui::{Moment, PageHeader, Reads, Segmented, Tab, agreement::version_name, loaded, use_revision};

use crate::parts::parts;

/// The page of the map.
pub const MAP: &str = "/journey/map";

fn address(asked: &ShowMap) -> String {
    format!("{MAP}?days={}&by={}", asked.days.days(), asked.by.key())
}

/// The page.
#[component]
pub fn MapPage() -> impl IntoView {
    let query = use_query_map();
    let revision = use_revision();
    let asked = Memo::new(move |_| {
        query.with(|query| {
            let days = query.get("days").and_then(|days| days.parse::<u16>().ok());
            ShowMap {
                days: days.and_then(|days| Period::try_from(days).ok()).unwrap_or_default(),
                by: query
                    .get("by")
                    .and_then(|by| Vocabulary::from_key(&by))
                    .unwrap_or_default(),
            }
        })
    });
    let read = Reads::new(move || (asked.get(), revision.get()), |(asked, _)| ui::call(asked));
    let days = Memo::new(move |_| asked.with(|asked| asked.days));
    view! {
        <Title text="Map of the journey" />
        <PageHeader
            title="Map of the journey"
            lead="What each stage means, who owes what there, and what went through it. Every figure is counted from moves and leads to them."
        />
        {parts(MAP)}
        <ui::agreement::JourneyReviewDue />
        {move || ways(&asked.get())}
        {loaded(read, move |map| whole(map, &asked.get_untracked()))}
        {legs::legs(days)}
    }
}

/// The period and the words, as links.
fn ways(asked: &ShowMap) -> AnyView {
    let periods = Period::ALL
        .map(|days| {
            let label = format!("{} days", days.days());
            Tab::new(label, address(&ShowMap { days, by: asked.by }), days == asked.days)
        })
        .to_vec();
    let words = Vocabulary::ALL
        .map(|by| Tab::new(by.name(), address(&ShowMap { days: asked.days, by }), by == asked.by))
        .to_vec();
    view! {
        <div class="toolbar">
            <Segmented label="Period" options=periods />
            <Segmented label="In which words" options=words />
        </div>
    }
    .into_any()
}

fn whole(map: JourneyMap, asked: &ShowMap) -> AnyView {
    let of = match map.version {
        Some(_) => version_name(map.version),
        None => "the journey as shipped".to_owned(),
    };
    view! {
        <div class="stack">
            <p class="muted">"Moves from " <Moment at=map.since /> " until now, by " {of} "."</p>
            {figures::charts(&map, asked)} {figures::table(&map, asked)} {agreed::stages(map.stages)}
        </div>
    }
    .into_any()
}
