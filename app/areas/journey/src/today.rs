//! Today: what needs somebody, and why. Loaded by itself: everybody's day begins here.

mod leads;
mod news;
mod part;
mod rows;
mod stages;
mod summary;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{
    Department,
    journey::today::show::{ShowToday, Today, TodayPart, Whose},
    platform::people::viewer::Viewer,
    values::locale::DayStyle,
};
use ui::{ButtonKind, Empty, Icon, LinkButton, PageHeader, Reads, Segmented, Tab, loaded, use_revision, use_viewer};

use self::{
    news::news,
    rows::{all_of, deals, missing, stalled},
    stages::where_they_are,
    summary::summary,
};
use crate::owing;

/// The pages of somebody's day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is named after its page")]
pub enum Page {
    Today,
    Part,
}

/// Opens a page. The browser loads the program behind these pages when the first of them is opened.
#[lazy(today)]
pub fn page(page: Page) -> AnyView {
    match page {
        Page::Today => view! { <TodayPage /> }.into_any(),
        Page::Part => view! { <part::TodayPartPage /> }.into_any(),
    }
}

/// What needs the person who looks.
#[component]
fn TodayPage() -> impl IntoView {
    let query = use_query_map();
    let revision = use_revision();
    let today = Reads::new(
        move || (query.with(|query| query.get("whose")), revision.get()),
        |(whose, _)| {
            ui::call(ShowToday {
                whose: whose.and_then(|whose| Whose::from_key(&whose)),
                ..ShowToday::default()
            })
        },
    );
    view! {
        <Title text="Today" />
        {loaded(today, day)}
    }
}

fn whose_name(whose: Whose, department: Option<Department>) -> &'static str {
    match (whose, department) {
        (Whose::Mine, _) => "My accounts",
        (Whose::Leg, Some(Department::Marketing)) => "All of marketing",
        (Whose::Leg, Some(Department::Sales)) => "All of sales",
        (Whose::Leg, Some(Department::Service)) => "All of service",
        (Whose::Leg, None) | (Whose::Everybody, _) => "Everybody",
    }
}

fn part_address(part: TodayPart, whose: Whose) -> String {
    format!("/today/{}?whose={}", part.key(), whose.key())
}

fn day(today: Today) -> AnyView {
    let viewer = use_viewer();
    let (title, actor, department) = viewer.with_value(|viewer| {
        (
            viewer.locale.day(today.day, DayStyle::Weekday),
            Viewer::actor(viewer),
            viewer.department,
        )
    });
    let choices = Whose::choices(&actor);
    let options: Vec<Tab> = choices
        .iter()
        .map(|whose| {
            Tab::new(
                whose_name(*whose, department),
                format!("/?whose={}", whose.key()),
                *whose == today.whose,
            )
        })
        .collect();
    let lead = if today.accounts == 0 {
        String::new()
    } else {
        summary(&today)
    };
    let whose = today.whose;
    let body = if today.accounts == 0 && today.overdue.count == 0 && today.due.count == 0 {
        nothing_yet(whose)
    } else {
        let all_owed = all_of(&today.owing, TodayPart::Owing, whose);
        let owed = today.owing.rows;
        let stages = (!today.stages.is_empty()).then(|| where_they_are(today.stages));
        view! {
            {stages}
            <div class="two">
                <div class="stack">
                    {leads::waiting(whose)}
                    {deals(today.overdue, today.due, today.day, whose)}
                    {stalled(today.stalled, whose)}
                </div>
                <div class="stack">
                    {owing::owing(owed, all_owed)}
                    {missing(today.missing, whose, department)}
                    {news(today.news)}
                </div>
            </div>
        }
        .into_any()
    };
    view! {
        <PageHeader title=title lead=lead>
            {(options.len() > 1).then(|| view! { <Segmented label="Whose day" options=options /> })}
        </PageHeader>
        <ui::agreement::JourneyReviewDue />
        <div class="stack">{body}</div>
    }
    .into_any()
}

/// Before the first account.
fn nothing_yet(whose: Whose) -> AnyView {
    match whose {
        Whose::Mine => view! {
            <Empty
                icon=Icon::Accounts
                title="You lead no account yet"
                text="Open an account and take its leg for your department. What it needs of you stands here from then on."
            >
                <LinkButton href="/accounts" kind=ButtonKind::Primary>
                    "Go to the accounts"
                </LinkButton>
                <LinkButton href="/?whose=leg">"See the whole department"</LinkButton>
            </Empty>
        }
        .into_any(),
        Whose::Leg | Whose::Everybody => view! {
            <Empty
                icon=Icon::Accounts
                title="There are no accounts yet"
                text="Import a file of accounts, or create the first one by hand."
            >
                <LinkButton href="/imports/new" kind=ButtonKind::Primary icon=Icon::Upload>
                    "Import a file"
                </LinkButton>
                <LinkButton href="/accounts/new" icon=Icon::Plus>
                    "Create an account"
                </LinkButton>
            </Empty>
        }
        .into_any(),
    }
}
