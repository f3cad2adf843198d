//! One figure with the rows behind it.

use accounts::address::with_pairs;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::{
    accounts::people_choices::PeopleChoices,
    leads::reports::{
        Figure, Group, Measured, Slice,
        rows::ListReportRows,
        show::{Reports, ShowReports},
    },
    values::Cursor,
};
use ui::{
    Cell, Column, ErrorPage, LinkButton, PageHeader, Panel, Reads, RowHead, Segmented, Tab, Table, loaded, reading,
    use_revision,
};

use super::{
    PATH,
    asked::{asked, conditions, of_figure},
    rows,
    said::{missing, of_whole, spread, under, value},
};
use crate::period::errors;

/// What the address asks for beside the period.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Which {
    pub group: Option<Group>,
    pub slice: String,
    pub cursor: Option<Cursor>,
}

/// The page of a figure.
#[component]
pub(super) fn FigurePage() -> impl IntoView {
    let params = use_params_map();
    let figure = Memo::new(move |_| params.with(|params| Figure::from_key(&params.get("figure")?)));
    move || match figure.get() {
        Some(figure) => page(figure),
        None => view! {
            <ErrorPage title="There is no such figure" text="The address was typed wrongly, or it is no longer there.">
                <LinkButton href=PATH>"All figures"</LinkButton>
            </ErrorPage>
        }
        .into_any(),
    }
}

fn page(figure: Figure) -> AnyView {
    let query = use_query_map();
    let revision = use_revision();
    let period = Memo::new(move |_| query.with(asked));
    let which = Memo::new(move |_| {
        query.with(|query| Which {
            group: query.get("group").and_then(|group| Group::from_key(&group)),
            slice: query.get("slice").unwrap_or_default(),
            cursor: query.get("cursor").and_then(|cursor| Cursor::try_from(cursor).ok()),
        })
    });
    let people = Reads::new(|| (), |()| ui::call(PeopleChoices {}));
    let measured = Reads::new(
        move || (period.get(), revision.get()),
        |(asked, _)| async move {
            match errors(&asked) {
                None => ui::call(asked).await.map(Some),
                Some(_) => Ok(None),
            }
        },
    );
    let list = Reads::new(
        move || (period.get(), which.get(), revision.get()),
        move |(asked, which, _)| async move {
            if errors(&asked).is_some() {
                return Ok(None);
            }
            let list = ListReportRows {
                group: which.group,
                slice: which.slice.parse().ok(),
                cursor: which.cursor,
                ..ListReportRows::behind(figure, &asked)
            };
            ui::call(list).await.map(Some)
        },
    );
    let action = [PATH, "/", figure.key()].concat();
    view! {
        <Title text=figure.name() />
        <PageHeader title=figure.name() lead=figure.formula()>
            {move || {
                let which = which.get();
                let href = with_pairs(
                    &[PATH, "/", figure.key(), "/rows.csv"].concat(),
                    &period.get(),
                    &[("group", which.group.map_or("", Group::key)), ("slice", &which.slice)],
                );
                // The server makes it, so that the page's own router must not take the link.
                view! { <a class="button quiet" href=href rel="external" download="">"Rows as CSV"</a> }
            }}
            <LinkButton href=with_pairs(PATH, &period.get_untracked(), &[])>"All figures"</LinkButton>
        </PageHeader>
        {loaded(people, move |people| conditions(action.clone(), period, people, Vec::new()))}
        {loaded(
            measured,
            move |reports| match reports {
                Some(reports) => whole(figure, reports, &period.get_untracked(), &which.get_untracked()),
                None => ().into_any(),
            },
        )}
        {loaded(
            list,
            move |page| match page {
                Some(page) => rows::rows(figure, page, &period.get_untracked(), &which.get_untracked()),
                None => ().into_any(),
            },
        )}
    }
    .into_any()
}

/// What the figure says, its groups and its parts.
fn whole(figure: Figure, reports: Reports, asked: &ShowReports, which: &Which) -> AnyView {
    let said = under(&reports.under);
    let mut all = reports.figures.into_iter().chain(reports.now);
    let Some(measured) = all.find(|one| one.figure == figure) else {
        return ().into_any();
    };
    let text = missing(&measured).unwrap_or_else(|| value(&measured));
    let of = match spread(&measured) {
        Some((name, between)) => format!("n: {}, {} {between}", of_whole(&measured), name.to_lowercase()),
        None => format!("n: {}", of_whole(&measured)),
    };
    let count = |count: u32| reading::number(i64::from(count));
    let everything: u32 = measured.groups.iter().map(|one| one.count).sum();
    let all = of_figure(figure, asked, &[]);
    let mut groups = vec![Tab::new(
        format!("All {}", count(everything)),
        all,
        which.group.is_none(),
    )];
    groups.extend(measured.groups.iter().map(|one| {
        let href = of_figure(figure, asked, &[("group", one.group.key())]);
        let label = format!("{} {}", one.group.name(), count(one.count));
        Tab::new(label, href, which.group == Some(one.group))
    }));
    let parts = parts(&measured, asked);
    view! {
        <div class="stack lead-reports">
            <p class="figure-said">
                <b>{text}</b>
                <span class="muted">{of}</span>
            </p>
            <p class="muted">{said}</p>
            {parts}
            <div class="toolbar">
                <Segmented label="Which rows" options=groups />
            </div>
        </div>
    }
    .into_any()
}

/// The figure for parts of the whole.
fn parts(measured: &Measured, asked: &ShowReports) -> Option<AnyView> {
    if measured.slices.is_empty() {
        return None;
    }
    let (title, head) = match measured.figure {
        Figure::Acceptance => ("Why sales did not take leads", "Reason"),
        Figure::CloseRatio => ("By the month in which leads were first qualified", "Month"),
        _ => ("By person of sales", "Person"),
    };
    let counts_parts = measured.figure != Figure::Acceptance;
    let rows: Vec<_> = measured
        .slices
        .iter()
        .map(|slice| part(measured.figure, slice, asked, counts_parts))
        .collect();
    Some(
        view! {
            <Panel title=title flush=true>
                <Table caption=title>
                    <thead>
                        <tr>
                            <Column label=head />
                            <Column label="Rows" numeric=true />
                            {counts_parts.then(|| view! { <Column label="Numerator / denominator" numeric=true /> })}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </Table>
            </Panel>
        }
        .into_any(),
    )
}

fn part(figure: Figure, slice: &Slice, asked: &ShowReports, counts_parts: bool) -> AnyView {
    let href = of_figure(figure, asked, &[("slice", &slice.key)]);
    let number = |number: u32| reading::number(i64::from(number));
    let said = [number(slice.part), number(slice.whole)].join(" / ");
    let name = slice.name.clone();
    let of = [" rows of ", &name].concat();
    let rows = number(slice.rows);
    view! {
        <tr>
            <RowHead>{name}</RowHead>
            <Cell label="Rows" numeric=true>
                <a href=href>{rows} <span class="visually-hidden">{of}</span></a>
            </Cell>
            {counts_parts
                .then(|| {
                    view! {
                        <Cell label="Numerator / denominator" numeric=true>
                            {said}
                        </Cell>
                    }
                })}
        </tr>
    }
    .into_any()
}
