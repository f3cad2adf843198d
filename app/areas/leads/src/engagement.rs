//! What departments owe each other by agreement: what is owed now, the matrix with its rules, its versions, the editor of
//! a draft, the business calendars by which limits are counted, and to whom of sales leads go.

mod calendar;
mod calendars;
mod edit;
mod exempt;
mod matrix;
mod rule;
mod show;

use leptos::prelude::*;
use model::{
    Failure,
    agreement::RULES_OF_ENGAGEMENT,
    agreements::{Standing, versions::show::VersionView},
    leads::engagement::show::{Engagement, ShowEngagement},
};
use ui::{
    Reads,
    agreement::{Pages, VersionPage, VersionsPage},
    loaded,
};

use crate::parts::{ENGAGEMENT, parts};

/// The address of the versions.
const VERSIONS: &str = "/leads/engagement/versions";

/// The pages of the versions.
const PAGES: Pages = Pages {
    agreement: RULES_OF_ENGAGEMENT,
    name: "the rules of engagement",
    lead: "Marketing, sales and service sign together what they owe each other. What is in force never changes; a new version takes its place.",
    path: VERSIONS,
};

/// The pages of the agreement, and of what hangs together with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is named after its page")]
pub enum Page {
    Engagement,
    Versions,
    Version,
    EditVersion,
    WriteRule,
    Calendars,
    EditCalendar,
    Obligations,
    Routing,
}

/// Opens a page. The browser loads the program behind these pages when the first of them is opened.
#[lazy(engagement)]
pub fn page(page: Page) -> AnyView {
    match page {
        Page::Engagement => view! { <show::EngagementPage /> }.into_any(),
        Page::Versions => view! { <VersionsPage pages=PAGES>{parts(ENGAGEMENT)}</VersionsPage> }.into_any(),
        Page::Version => view! { <VersionPage pages=PAGES says=says /> }.into_any(),
        Page::EditVersion => view! { <edit::EditPage /> }.into_any(),
        Page::WriteRule => view! { <rule::RulePage /> }.into_any(),
        Page::Calendars => view! { <calendars::CalendarsPage /> }.into_any(),
        Page::Obligations => view! { <crate::owing::ObligationsPage /> }.into_any(),
        Page::Routing => view! { <crate::routing::RoutingPage /> }.into_any(),
        Page::EditCalendar => view! { <calendar::CalendarPage /> }.into_any(),
    }
}

/// What a version says, on its page.
fn says(view: &VersionView) -> AnyView {
    let version = Some(view.version);
    let read = Reads::new(|| (), move |()| ui::call(ShowEngagement { version }));
    loaded(read, |said| matrix::whole(&said)).into_any()
}

/// What an address says about one version.
async fn of_version(asked: String) -> Result<(Engagement, Standing), Failure> {
    let version = asked.parse().map_err(|_unknown| Failure::NotFound)?;
    let version = Some(version);
    let said = ui::call(ShowEngagement { version }).await?;
    let standing = said.standing.clone().ok_or(Failure::NotFound)?;
    Ok((said, standing))
}
