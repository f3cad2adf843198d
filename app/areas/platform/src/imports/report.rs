//! The last step: what became of each row, and the way back.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::{
    platform::imports::{
        Import, ImportState, RowOutcome, Subject,
        operations::{ImportedRow, ListImportRows, RowFilter, UndoImport},
    },
    values::{Cursor, Limit, Page, ids::ImportId},
};
use ui::{
    Badge, Button, ButtonKind, Cell, Column, Empty, Fact, Facts, Icon, LinkButton, Notice, OperationForm, Panel, Reads,
    RowHead, Skeleton, Tab, Table, Tabs, Tone, busy, call, failure, of, shown, steady, use_revision,
};

use super::{
    trial::Counts,
    words::{Steps, count, count_of, counted, filter_name, outcome_name, outcome_tone},
};
use crate::people::pager;

/// What became of the rows.
#[component]
pub fn Done(
    /// The import.
    import: Import,
) -> impl IntoView {
    let id = import.id.to_string();
    let state = import.state;
    let report = import.report.clone();
    let ran = report.as_ref().is_some_and(|report| report.rows() > 0);
    let words = match state {
        ImportState::Failed => Some((
            Tone::Bad,
            import.failure.as_deref().map(failure::unreadable).unwrap_or_default(),
        )),
        ImportState::Cancelled => Some((
            Tone::Warn,
            if ran {
                "The import was stopped. What had come in by then stays, unless you take it back.".to_owned()
            } else {
                "The import was stopped before anything came in. Bring the file in again to begin anew.".to_owned()
            },
        )),
        _ => None,
    };
    let changed = report.as_ref().map_or(0, |report| report.created() + report.updated());
    let undoes = state.can_undo() && changed > 0;
    let subject = import.subject;
    view! {
        <Steps current=4 />
        {words.map(|(tone, words)| view! { <Notice tone=tone>{words}</Notice> })}
        {import.undone.map(|undone| view! {
            <Panel title="Taken back">
                <Facts>
                    <Fact label="Removed">{counted(undone.removed.into(), "record", "records")}</Fact>
                    <Fact label="As before again">{counted(undone.reverted.into(), "record", "records")}</Fact>
                    <Fact label="Left alone">
                        {counted(undone.kept.into(), "record", "records")}
                        {(undone.kept > 0).then_some(", because somebody has changed or used them since")}
                    </Fact>
                </Facts>
            </Panel>
        })}
        {report
            .clone()
            .filter(|_| ran)
            .map(|report| {
                view! {
                    <Panel title="What became of the rows">
                        <Counts report=report />
                    </Panel>
                    <Rows import=import.clone() subject=subject />
                }
            })}
        <div class="actions">
            {ran
                .then(|| {
                    view! {
                        <LinkButton href=["/imports/", &id, "/problems.csv"].concat() icon=Icon::Download download=true>
                            "Rows with problems as CSV"
                        </LinkButton>
                    }
                })}
            <LinkButton href="/imports/new" kind=ButtonKind::Primary icon=Icon::Upload>
                "Import another file"
            </LinkButton>
            {undoes
                .then(|| {
                    view! {
                        <OperationForm operation={of::<UndoImport>()}>
                            <input type="hidden" name="import" value=id.clone() />
                            <UndoButton changed=changed />
                        </OperationForm>
                    }
                })}
        </div>
        {undoes
            .then(|| {
                view! {
                    <p class="muted">
                        "Taking it back removes what the import made and puts back what it changed. What somebody has changed or used since stays as it is."
                    </p>
                }
            })}
    }
}

#[component]
fn UndoButton(changed: u64) -> impl IntoView {
    view! {
        <Button submit=true busy=busy()>
            {["Take back ", &counted(changed, "record", "records")].concat()}
        </Button>
    }
}

/// The rows, by what became of them.
#[component]
fn Rows(import: Import, subject: Option<Subject>) -> impl IntoView {
    let query = use_query_map();
    let revision = use_revision();
    let id = import.id;
    let asked = Memo::new(move |_| {
        query.with(|query| {
            let filter = query.get("outcome").and_then(|key| RowFilter::from_key(&key));
            (filter, query.get("cursor"))
        })
    });
    let read = Reads::new(
        move || (asked.get(), revision.get()),
        move |((outcome, cursor), _)| {
            call(ListImportRows {
                import: id,
                outcome,
                limit: Limit::default(),
                cursor: cursor.and_then(|cursor| Cursor::try_from(cursor).ok()),
            })
        },
    );
    let report = import.report.unwrap_or_default();
    let tabs = move || {
        let here = address(id, None, None);
        let (chosen, _) = asked.get();
        let mut tabs = vec![Tab::new("All", here, chosen.is_none()).with_count(count(report.rows()))];
        for filter in RowFilter::ALL {
            let tab = Tab::new(
                filter_name(filter),
                address(id, Some(filter), None),
                chosen == Some(filter),
            );
            match count_of(&report, filter) {
                Some(0) if chosen != Some(filter) => {}
                Some(number) => tabs.push(tab.with_count(count(number))),
                None => tabs.push(tab),
            }
        }
        view! { <Tabs label="Rows by what became of them" tabs=tabs /> }
    };
    view! {
        {tabs}
        <Transition fallback=|| view! { <Skeleton lines=6 /> }>
            {
                let read = steady(read);
                move || {
                    read.get()
                        .map(|read| {
                            shown(
                                read,
                                |page| {
                                    view! { <RowTable id=id page=page asked=asked.get_untracked() subject=subject /> }
                                        .into_any()
                                },
                            )
                        })
                }
            }
        </Transition>
    }
}

fn address(id: ImportId, filter: Option<RowFilter>, cursor: Option<&str>) -> String {
    let mut address = ["/imports/", &id.to_string()].concat();
    let mut mark = "?";
    for (name, value) in [("outcome", filter.map(RowFilter::key)), ("cursor", cursor)] {
        if let Some(value) = value {
            address = [&address, mark, name, "=", value].concat();
            mark = "&";
        }
    }
    address
}

#[component]
fn RowTable(
    id: ImportId,
    page: Page<ImportedRow>,
    asked: (Option<RowFilter>, Option<String>),
    subject: Option<Subject>,
) -> AnyView {
    let (filter, cursor) = asked;
    if page.items.is_empty() {
        return view! {
            <Empty icon=Icon::Check title="No such rows" text="No row of this file became that." />
        }
        .into_any();
    }
    let said = counted(page.items.len() as u64, "row", "rows");
    let next = page.next.as_ref().map(|next| address(id, filter, Some(next.as_str())));
    let first = cursor.map(|_| address(id, filter, None));
    let rows: Vec<_> = page
        .items
        .into_iter()
        .map(|row| view! { <Line row=row subject=subject /> })
        .collect();
    view! {
        <Table caption="Rows of the file" class="imported">
            <thead>
                <tr>
                    <Column label="Row" numeric=true />
                    <Column label="Became" />
                    <Column label="Record" />
                    <Column label="What is wrong" />
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
        {pager(said, next, first)}
    }
    .into_any()
}

#[component]
fn Line(row: ImportedRow, subject: Option<Subject>) -> impl IntoView {
    let place = match subject {
        Some(Subject::Accounts) => Some("/accounts/"),
        Some(Subject::Contacts) => Some("/contacts/"),
        Some(Subject::Deals) => Some("/deals/"),
        _ => None,
    };
    let record = row.record.zip(place).map(|(record, place)| {
        view! { <a href=[place, &record.to_string()].concat()>"Open"</a> }
    });
    let mut wrong: Vec<String> = row.problems.iter().map(failure::cell_problem).collect();
    if let RowOutcome::Skipped(reason) = row.outcome {
        wrong.insert(0, failure::skipped(reason).to_owned());
    }
    let wrong: Vec<_> = wrong.into_iter().map(|words| view! { <li>{words}</li> }).collect();
    view! {
        <tr>
            <RowHead class="num">
                {row.row.to_string()}
                {row.line.map(|line| view! { <small class="muted">{format!(" line {line}")}</small> })}
            </RowHead>
            <Cell label="Became">
                <Badge text=outcome_name(row.outcome) tone=outcome_tone(row.outcome) />
            </Cell>
            <Cell label="Record">{record}</Cell>
            <Cell label="What is wrong">
                {(!wrong.is_empty()).then(|| view! { <ul class="reasons">{wrong}</ul> })}
            </Cell>
        </tr>
    }
}
