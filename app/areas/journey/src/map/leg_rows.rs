//! The deals behind what three legs are worth: those that were decided, with the receipt of their score, and those that are
//! being decided, with what marketing did last.

mod decided;
mod late;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{
    form,
    journey::{legs::ScoreThen, participation::StoolScore},
};
use ui::{PageHeader, Segmented, Tab};

use super::MAP;
use crate::parts::parts;

/// The page of these deals.
pub const LEGS: &str = "/journey/legs";

/// What people say for a score.
pub(super) fn score_name(score: ScoreThen) -> String {
    match score {
        ScoreThen::Of(StoolScore { acted, owed: 1 }) => format!("{acted} of 1 leg"),
        ScoreThen::Of(StoolScore { acted, owed }) => format!("{acted} of {owed} legs"),
        ScoreThen::NoneOwed => "none owed an act".to_owned(),
    }
}

/// What the address asks for, as it is written there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Asked(Vec<(String, String)>);

const NAMES: [&str; 7] = ["list", "score", "outcome", "since", "until", "supported", "cursor"];

impl Asked {
    fn of(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(own, _)| own == name);
        found.map_or("", |(_, value)| value)
    }

    fn address(&self, cursor: &str) -> String {
        let mut pairs = self.0.clone();
        pairs.retain(|(name, _)| name != "cursor");
        if !cursor.is_empty() {
            pairs.push(("cursor".to_owned(), cursor.to_owned()));
        }
        match form::to_query(&pairs) {
            query if query.is_empty() => LEGS.to_owned(),
            query => [LEGS, "?", &query].concat(),
        }
    }

    /// The pager's links: to the next rows, and back to the first where these are not the first.
    fn ways(&self, next: Option<&model::values::Cursor>) -> (Option<String>, Option<String>) {
        let next = next.map(|next| self.address(next.as_str()));
        let first = (!self.of("cursor").is_empty()).then(|| self.address(""));
        (next, first)
    }
}

/// The page.
#[component]
pub fn LegRowsPage() -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        query.with(|query| {
            let pair = |name: &str| Some((name.to_owned(), query.get(name).filter(|value| !value.is_empty())?));
            Asked(NAMES.into_iter().filter_map(pair).collect())
        })
    });
    let is_late = Memo::new(move |_| asked.with(|asked| asked.of("list") == "late"));
    view! {
        <Title text="Deals and their legs" />
        <PageHeader title="Deals and their legs" />
        {parts(MAP)}
        <ui::agreement::JourneyReviewDue />
        {move || {
            let late = is_late.get();
            let lists = vec![
                Tab::new("Decided deals", LEGS, !late),
                Tab::new("Open deals in late stages", [LEGS, "?list=late"].concat(), late),
            ];
            view! {
                <div class="toolbar">
                    <Segmented label="Which deals" options=lists />
                </div>
            }
        }}
        {move || if is_late.get() { late::rows(asked) } else { decided::rows(asked) }}
    }
}
