//! The rows behind a figure.

use leptos::prelude::*;
use model::{
    business_time::minutes_in_words,
    leads::{
        chain::{RejectReason, gate::HandOverOutcome},
        reports::{Counts, Figure, Group, rows::ReportRow, show::ShowReports},
    },
    values::Page,
};
use ui::{Badge, Cell, Column, Empty, Icon, Pager, RowHead, Table, Tone, reading};

use super::{asked::of_figure, figure::Which};
use crate::words::state_badge;

/// The table with its pager.
pub(super) fn rows(figure: Figure, page: Page<ReportRow>, asked: &ShowReports, which: &Which) -> AnyView {
    if page.items.is_empty() {
        return view! {
            <Empty icon=Icon::Leads title="No lead is here" text=nothing(figure) />
        }
        .into_any();
    }
    let shown = match page.items.len() {
        1 => "1 lead".to_owned(),
        many => format!("{many} leads"),
    };
    let group = which.group.map_or("", Group::key);
    let here = |cursor: &str| {
        of_figure(
            figure,
            asked,
            &[("group", group), ("slice", &which.slice), ("cursor", cursor)],
        )
    };
    let next = page.next.as_ref().map(|next| here(next.as_str()));
    let first = which.cursor.is_some().then(|| here(""));
    let rows: Vec<_> = page.items.into_iter().map(|row| one(figure, row)).collect();
    view! {
        <Table caption="The leads behind the figure" class="leads">
            <thead>
                <tr>
                    <Column label="Lead" />
                    <Column label="Account" />
                    <Column label="Owner" />
                    <Column label=when(figure) />
                    <Column label="Counts as" />
                    <Column label=more(figure) />
                    <Column label="State now" />
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
        <Pager shown=shown next=next first=first />
    }
    .into_any()
}

const fn when(figure: Figure) -> &'static str {
    match figure {
        Figure::Cycle | Figure::CloseRatio => "Decided",
        Figure::Nurture | Figure::Incomplete => "Since",
        _ => "Handed over",
    }
}

const fn more(figure: Figure) -> &'static str {
    match figure {
        Figure::FollowUp | Figure::FirstTouch => "First touch",
        Figure::Acceptance => "Why",
        Figure::Purity | Figure::PerRep => "Why, and what became of it",
        Figure::Cycle => "Took",
        Figure::CloseRatio => "First qualified",
        Figure::Nurture | Figure::Incomplete => "Next date",
    }
}

const fn nothing(figure: Figure) -> &'static str {
    match figure {
        Figure::Cycle | Figure::CloseRatio => {
            "Leads come here when their deal is decided in these days. Choose other days, or take a condition out."
        }
        Figure::Nurture => "Leads come here when somebody stays in touch until they are ready.",
        Figure::Incomplete => "Every open lead has an owner, a state and a next date, or none is like this.",
        _ => {
            "Leads come here when they are handed over to sales in these days. Choose other days, or take a condition out."
        }
    }
}

fn one(figure: Figure, row: ReportRow) -> AnyView {
    let tone = match figure.counts(row.group) {
        _ if figure == Figure::Incomplete && row.group != Group::Complete => Tone::Bad,
        Counts::Part => Tone::Good,
        Counts::Whole if figure != Figure::Incomplete => Tone::Warn,
        Counts::Whole | Counts::Apart => Tone::Neutral,
    };
    let said = said(figure, &row);
    let href = format!("/leads/{}", row.lead);
    let account = row.account.map(|account| {
        let href = format!("/accounts/{account}");
        view! { <a href=href>{row.account_name.clone().unwrap_or_default()}</a> }
    });
    let state = row.state.map(state_badge);
    view! {
        <tr>
            <RowHead>
                <a class="name" href=href>
                    {row.contact_name}
                </a>
            </RowHead>
            <Cell label="Account">{account}</Cell>
            <Cell label="Owner">{row.owner_name}</Cell>
            <Cell label=when(figure)>{reading::moment(row.at)}</Cell>
            <Cell label="Counts as">
                <Badge text=row.group.name() tone=tone />
            </Cell>
            <Cell label=more(figure)>{said}</Cell>
            <Cell label="State now">{state}</Cell>
        </tr>
    }
    .into_any()
}

/// What says why the row counts as it does.
fn said(figure: Figure, row: &ReportRow) -> AnyView {
    let reasons: Vec<&str> = row.reasons.iter().copied().map(RejectReason::name).collect();
    let joined = |parts: Vec<Option<String>>| {
        let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        parts.join(". ").into_any()
    };
    match figure {
        Figure::FollowUp => match row.touched_at {
            Some(at) => reading::moment(at),
            None => view! { <span class="muted">"not yet"</span> }.into_any(),
        },
        Figure::FirstTouch => match row.minutes {
            Some(minutes) => minutes_in_words(minutes).into_any(),
            None => view! { <span class="muted">"not yet"</span> }.into_any(),
        },
        Figure::Acceptance => joined(vec![Some(reasons.join(", ")), row.note.clone()]),
        Figure::Purity | Figure::PerRep => {
            let outcome = row.outcome.map(|outcome| HandOverOutcome::name(outcome).to_owned());
            joined(vec![row.note.clone(), outcome])
        }
        Figure::Cycle => row.days.map(|days| format!("{days} days")).into_any(),
        Figure::CloseRatio => match row.qualified_at {
            Some(at) => reading::moment(at),
            None => view! { <span class="muted">"never"</span> }.into_any(),
        },
        Figure::Nurture | Figure::Incomplete => row.next_on.map(reading::full_day).into_any(),
    }
}
