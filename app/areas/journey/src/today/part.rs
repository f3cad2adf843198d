//! One list of the day alone.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::{
    Failure,
    journey::today::show::{ShowToday, Today, TodayPart, Whose},
};
use ui::{LinkButton, PageHeader, Panel, Reads, loaded, reading, use_revision, use_viewer};

use super::{
    rows::{deal_row, missing_row, stalled_row},
    whose_name,
};
use crate::owing;

/// One list of the day alone: what a count on the day's page leads to.
#[component]
pub(super) fn TodayPartPage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    let revision = use_revision();
    let today = Reads::new(
        move || {
            (
                params.with(|params| params.get("part")),
                query.with(|query| (query.get("whose"), query.get("steps"))),
                revision.get(),
            )
        },
        |(part, (whose, steps), _)| async move {
            let part = part
                .and_then(|part| TodayPart::from_key(&part))
                .ok_or(Failure::NotFound)?;
            let whose = whose.and_then(|whose| Whose::from_key(&whose));
            let steps = steps.and_then(|steps| steps.parse().ok()).unwrap_or(1);
            let asked = ShowToday {
                whose,
                part: Some(part),
                steps: Some(steps),
            };
            ui::call(asked).await.map(|today| (part, steps, today))
        },
    );
    view! { {loaded(today, |(part, steps, today)| alone(part, steps, today))} }
}

fn alone(part: TodayPart, steps: u8, today: Today) -> AnyView {
    let department = use_viewer().with_value(|viewer| viewer.department);
    let (title, count, rows): (_, _, Vec<AnyView>) = match part {
        TodayPart::Owing => (
            "Legs that owe an act",
            today.owing.count,
            today.owing.rows.into_iter().map(owing::row).collect(),
        ),
        TodayPart::Missing => (
            "Missing legs",
            today.missing.count,
            today.missing.rows.into_iter().map(missing_row).collect(),
        ),
        TodayPart::Stalled => (
            "Longer in a stage than usual",
            today.stalled.count,
            today.stalled.rows.into_iter().map(stalled_row).collect(),
        ),
        TodayPart::Overdue => (
            "Deals past their day",
            today.overdue.count,
            today
                .overdue
                .rows
                .into_iter()
                .map(|deal| deal_row(deal, today.day))
                .collect(),
        ),
        TodayPart::Due => (
            "Deals to decide in the next 14 days",
            today.due.count,
            today
                .due
                .rows
                .into_iter()
                .map(|deal| deal_row(deal, today.day))
                .collect(),
        ),
    };
    let whose = whose_name(today.whose, department);
    let shown = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let note = if shown < count {
        format!(
            "the first {} of {}",
            reading::number(i64::from(shown)),
            reading::number(i64::from(count))
        )
    } else {
        reading::number(i64::from(count))
    };
    let class = if matches!(part, TodayPart::Missing | TodayPart::Owing) {
        "list padded"
    } else {
        "rows"
    };
    let back = format!("/?whose={}", today.whose.key());
    let more = (shown < count && steps < ShowToday::MOST_STEPS).then(|| {
        let href = format!("/today/{}?whose={}&steps={}", part.key(), today.whose.key(), steps + 1);
        view! { <LinkButton href=href>"Show more"</LinkButton> }
    });
    view! {
        <Title text=title />
        <PageHeader title=title>
            <LinkButton href=back>"Back to today"</LinkButton>
        </PageHeader>
        <Panel title=whose note=note flush=true>
            {if rows.is_empty() {
                view! { <p class="quiet-line">"There is nothing here any more."</p> }.into_any()
            } else {
                view! { <ul class=class>{rows}</ul> }.into_any()
            }}
        </Panel>
        {more}
    }
    .into_any()
}
