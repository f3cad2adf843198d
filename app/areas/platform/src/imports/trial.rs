//! The third step: what would happen. And the fourth: it happens.

use leptos::prelude::*;
use model::platform::imports::{
    Import, ImportState, Report,
    operations::{CancelImport, StartImport, TryImport},
    report::RowProblem,
};
use ui::{
    Badge, Button, ButtonKind, Cell, Column, LinkButton, Notice, OperationForm, Panel, Progress, RowHead, Table, Tone,
    busy, failure, of,
};

use super::words::{Steps, count, counted, left_out};

/// What would become of the rows, and the button that lets it happen.
#[component]
pub fn Try(
    /// The import.
    import: Import,
) -> impl IntoView {
    let id = import.id.to_string();
    let mapping = ["/imports/", &id, "?step=map"].concat();
    let rows = counted(import.rows, "row", "rows");
    let tried = import.trial.is_some();
    let starts = ["Import ", &rows].concat();
    let (to_try, to_start) = (id.clone(), id.clone());
    view! {
        <Steps current=2 mapping=Some(mapping.clone()) />
        {match import.trial {
            None => {
                view! {
                    <Panel title="Try it first">
                        <div class="stack">
                            <p>
                                "A trial goes through all " {rows}
                                " as the import would, and stores nothing. It tells what would be created, changed, left out and refused, row by row."
                            </p>
                        </div>
                    </Panel>
                }
                    .into_any()
            }
            Some(trial) => {
                let all = trial.rows() == import.rows;
                let first = counted(trial.rows(), "row", "rows");
                let counts = trial.clone();
                view! {
                    {(!all)
                        .then(|| {
                            view! {
                                <Notice>"The trial looked at the first " {first} "; the others are probably alike."</Notice>
                            }
                        })}
                    <Panel title="What would happen" note="Nothing of it is stored yet">
                        <Counts report=counts />
                    </Panel>
                    <Problems report=trial />
                }
                    .into_any()
            }
        }}
        <div class="actions">
            <OperationForm operation={of::<TryImport>()}>
                <input type="hidden" name="import" value=to_try />
                <TryButton again=tried />
            </OperationForm>
            <OperationForm operation={of::<StartImport>()}>
                <input type="hidden" name="import" value=to_start />
                <StartButton words=starts primary=tried />
            </OperationForm>
            <LinkButton href=mapping kind=ButtonKind::Quiet>
                "Change the mapping"
            </LinkButton>
            <Cancel id=id words="Do not import it" />
        </div>
    }
}

#[component]
fn TryButton(again: bool) -> impl IntoView {
    let kind = if again { ButtonKind::Normal } else { ButtonKind::Primary };
    view! {
        <Button kind=kind submit=true busy=busy()>
            {if again { "Try it again" } else { "Try it" }}
        </Button>
    }
}

#[component]
fn StartButton(words: String, primary: bool) -> impl IntoView {
    let kind = if primary {
        ButtonKind::Primary
    } else {
        ButtonKind::Normal
    };
    view! {
        <Button kind=kind submit=true busy=busy()>
            {words}
        </Button>
    }
}

/// The form that stops an import.
#[component]
pub fn Cancel(
    /// Of which import.
    id: String,
    /// The words on the button.
    words: &'static str,
) -> impl IntoView {
    view! {
        <OperationForm operation={of::<CancelImport>()}>
            <input type="hidden" name="import" value=id />
            <CancelButton words=words />
        </OperationForm>
    }
}

#[component]
fn CancelButton(words: &'static str) -> impl IntoView {
    view! {
        <Button kind=ButtonKind::Quiet submit=true busy=busy()>
            {words}
        </Button>
    }
}

/// What became of the rows, in numbers that add up.
#[component]
pub fn Counts(
    /// The report.
    report: Report,
) -> impl IntoView {
    let skipped: Vec<_> = report
        .skipped()
        .map(|(reason, number)| {
            view! {
                <li>
                    <b>{counted(number, "row", "rows")}</b>
                    " left out. "
                    {failure::skipped(reason)}
                </li>
            }
        })
        .collect();
    let warnings = (report.warnings() > 0).then(|| {
        let values = counted(report.warnings(), "value", "values");
        view! {
            <li>
                <b>{values}</b>
                " left out of rows that came in: the rows are there, without them."
            </li>
        }
    });
    let figures: Vec<_> = [
        (report.created(), "created"),
        (report.updated(), "updated"),
        (report.merged(), "merged into an earlier row"),
        (report.unchanged(), "unchanged"),
        (left_out(&report), "left out"),
        (report.refused(), "refused"),
        (report.rows(), "rows in all"),
    ]
    .into_iter()
    .map(|(number, words)| {
        view! {
            <div>
                <b>{count(number)}</b>
                <small>{words}</small>
            </div>
        }
    })
    .collect();
    let explained = !skipped.is_empty() || warnings.is_some();
    view! {
        <div class="report">{figures}</div>
        {explained.then(|| view! { <ul class="reasons">{skipped} {warnings}</ul> })}
    }
}

/// The first problems of a report.
#[component]
pub fn Problems(
    /// The report.
    report: Report,
) -> impl IntoView {
    const SHOWN: usize = 20;
    let all = report.problems().len() as u64 + report.more_problems();
    let rows: Vec<_> = report
        .problems()
        .iter()
        .take(SHOWN)
        .map(|problem| view! { <Problem problem=problem.clone() /> })
        .collect();
    let note = if all > SHOWN as u64 {
        format!("the first {SHOWN} of {}", counted(all, "problem", "problems"))
    } else {
        counted(all, "problem", "problems")
    };
    (all > 0).then(|| {
        view! {
            <Panel title="What is wrong with rows" note=note flush=true>
                <Table caption="Problems by row" class="problems" bare=true>
                    <thead>
                        <tr>
                            <Column label="Row" numeric=true />
                            <Column label="Line" numeric=true />
                            <Column label="What is wrong" />
                            <Column label="So" />
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </Table>
            </Panel>
        }
    })
}

#[component]
fn Problem(problem: RowProblem) -> impl IntoView {
    let (text, tone) = if problem.refused {
        ("Row refused", Tone::Bad)
    } else {
        ("Value left out", Tone::Warn)
    };
    view! {
        <tr>
            <RowHead class="num">{problem.row.to_string()}</RowHead>
            <Cell label="Line" numeric=true>
                {problem.line.to_string()}
            </Cell>
            <Cell label="What is wrong">{failure::cell_problem(&problem.problem)}</Cell>
            <Cell label="So">
                <Badge text=text tone=tone />
            </Cell>
        </tr>
    }
}

/// The worker is at it.
#[component]
pub fn AtWork(
    /// The import.
    import: Import,
) -> impl IntoView {
    let id = import.id.to_string();
    let number = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    let (label, done, total, step) = match import.state {
        ImportState::Undoing => {
            let made = import
                .report
                .as_ref()
                .map_or(0, |report| report.created() + report.updated());
            let done = import.undone.unwrap_or_default();
            let done = u64::from(done.removed) + u64::from(done.reverted) + u64::from(done.kept);
            ("Taking it back", done, made, 4)
        }
        ImportState::Trying => ("Trying it", 0, import.rows, 2),
        _ => {
            let done = import.report.as_ref().map_or(0, Report::rows);
            ("Importing", done, import.rows, 3)
        }
    };
    let stops = import.state.can_cancel();
    view! {
        <Steps current=step />
        // Without scripts the page has to ask by itself how far it is.
        <noscript>
            <meta http-equiv="refresh" content="3" />
        </noscript>
        <Panel title="At work">
            <Progress label=label done=Signal::stored(number(done)) total=Signal::stored(number(total.max(done)))>
                {stops.then(|| view! { <Cancel id=id words="Stop" /> })}
            </Progress>
            <p class="muted">"You can leave this page; the work goes on, and the report is here when it is done."</p>
        </Panel>
    }
}
