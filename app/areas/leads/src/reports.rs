//! What became of leads: the figures of a period, and the rows that each of them is made of.

mod asked;
mod figure;
mod rows;
mod said;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{
    accounts::people_choices::PeopleChoices,
    leads::reports::{
        Measured,
        show::{Reports, ShowReports},
    },
};
use ui::{Figure, Figures, LinkButton, PageHeader, Reads, Receipt, loaded, reading, use_revision};

use self::{
    asked::{asked, conditions, of_figure},
    figure::FigurePage,
    said::{missing, of_whole, spread, under, value},
};
use crate::period::errors;

/// Where the figures stand.
const PATH: &str = "/leads/reports";

/// The pages of the reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is named after its page")]
pub enum Page {
    Reports,
    Figure,
}

/// Opens a page. The browser loads the program behind these pages when the first of them is opened.
#[lazy(lead_reports)]
pub fn page(page: Page) -> AnyView {
    match page {
        Page::Reports => view! { <ReportsPage /> }.into_any(),
        Page::Figure => view! { <FigurePage /> }.into_any(),
    }
}

/// All figures of a period.
#[component]
fn ReportsPage() -> impl IntoView {
    let query = use_query_map();
    let revision = use_revision();
    let asked = Memo::new(move |_| query.with(asked));
    let people = Reads::new(|| (), |()| ui::call(PeopleChoices {}));
    let read = Reads::new(
        move || (asked.get(), revision.get()),
        |(asked, _)| async move {
            match errors(&asked) {
                None => ui::call(asked).await.map(Some),
                Some(_) => Ok(None),
            }
        },
    );
    view! {
        <Title text="What became of leads" />
        <PageHeader
            title="What became of leads"
            lead="Each figure is made of the rows behind it. Where there are too few to say anything, none is said."
        >
            <LinkButton href="/leads">"Leads"</LinkButton>
        </PageHeader>
        {loaded(people, move |people| conditions(PATH.to_owned(), asked, people, Vec::new()))}
        {loaded(
            read,
            move |reports| match reports {
                Some(reports) => figures(reports, &asked.get_untracked()),
                None => ().into_any(),
            },
        )}
    }
}

fn figures(reports: Reports, asked: &ShowReports) -> AnyView {
    let said = under(&reports.under);
    let one = |measured: Measured| card(measured, asked);
    let period: Vec<_> = reports.figures.into_iter().map(one).collect();
    let now: Vec<_> = reports.now.into_iter().map(one).collect();
    view! {
        <div class="stack lead-reports">
            <p class="muted">{said}</p>
            <Figures label="In this period">{period}</Figures>
            <h2>"As it stands now"</h2>
            <Figures label="As it stands now">{now}</Figures>
        </div>
    }
    .into_any()
}

/// A figure: what it says, of how many, and what stands beside it.
fn card(measured: Measured, asked: &ShowReports) -> AnyView {
    let href = of_figure(measured.figure, asked, &[]);
    let mut against = vec![("n".to_owned(), of_whole(&measured))];
    against.extend(spread(&measured));
    against.extend(measured.groups.iter().map(|one| {
        let count = reading::number(i64::from(one.count));
        (one.group.name().to_owned(), count)
    }));
    let title = measured.figure.name();
    let lacks = missing(&measured);
    let text = lacks.as_ref().map_or_else(|| value(&measured), |_| "Rows".to_owned());
    let receipt = move || view! { <Receipt value=text about=title href=href /> }.into_any();
    match lacks {
        Some(lacks) => view! { <Figure title=title value=receipt missing=lacks against=against /> }.into_any(),
        None => view! { <Figure title=title value=receipt against=against /> }.into_any(),
    }
}
