//! Names that the pages of an import use.

use leptos::prelude::*;
use model::platform::imports::{
    ImportState, Report, Subject, mapping::Confidence, operations::RowFilter, report::RowOutcome,
};
use ui::{Badge, Stepper, Tone, use_viewer};

/// What the rows are, as people read it.
pub const fn subject_name(subject: Subject) -> &'static str {
    match subject {
        Subject::Owners => "Owners",
        Subject::Accounts => "Accounts",
        Subject::Contacts => "Contacts",
        Subject::Deals => "Deals",
        Subject::Activities => "Activities",
        Subject::Links => "Links",
    }
}

/// The state with its mark.
#[component]
pub fn StateBadge(
    /// Which state.
    state: ImportState,
) -> impl IntoView {
    let (text, tone, open) = match state {
        ImportState::Receiving => ("On its way in", Tone::Neutral, true),
        ImportState::Mapping => ("To be mapped", Tone::Warn, false),
        ImportState::Ready => ("Ready", Tone::Neutral, true),
        ImportState::Trying => ("Being tried", Tone::Neutral, false),
        ImportState::Running => ("Importing", Tone::Neutral, false),
        ImportState::Done => ("Imported", Tone::Good, false),
        ImportState::Failed => ("Broke off", Tone::Bad, false),
        ImportState::Cancelled => ("Stopped", Tone::Neutral, true),
        ImportState::Undoing => ("Being taken back", Tone::Neutral, false),
        ImportState::Undone => ("Taken back", Tone::Neutral, true),
    };
    view! { <Badge text=text tone=tone open=open /> }
}

/// How sure the guess about a column is.
#[component]
pub fn Sureness(
    /// How sure; `None` where nothing was guessed.
    confidence: Option<Confidence>,
) -> impl IntoView {
    confidence.map(|confidence| match confidence {
        Confidence::Sure => view! { <Badge text="Sure" tone=Tone::Good /> },
        Confidence::Likely => view! { <Badge text="Likely" tone=Tone::Neutral open=true /> },
        Confidence::Weak => view! { <Badge text="Check this" tone=Tone::Warn /> },
    })
}

/// What became of a row, as people read it.
pub const fn outcome_name(outcome: RowOutcome) -> &'static str {
    match outcome {
        RowOutcome::Created => "Created",
        RowOutcome::Updated => "Updated",
        RowOutcome::Unchanged => "Unchanged",
        RowOutcome::Merged => "Merged",
        RowOutcome::Skipped(_) => "Left out",
        RowOutcome::Refused => "Refused",
    }
}

/// What the mark of an outcome means.
pub const fn outcome_tone(outcome: RowOutcome) -> Tone {
    match outcome {
        RowOutcome::Created | RowOutcome::Updated => Tone::Good,
        RowOutcome::Unchanged | RowOutcome::Merged => Tone::Neutral,
        RowOutcome::Skipped(_) => Tone::Warn,
        RowOutcome::Refused => Tone::Bad,
    }
}

/// Rows by what became of them, as people read it.
pub const fn filter_name(filter: RowFilter) -> &'static str {
    match filter {
        RowFilter::Created => "Created",
        RowFilter::Updated => "Updated",
        RowFilter::Unchanged => "Unchanged",
        RowFilter::Merged => "Merged",
        RowFilter::Skipped => "Left out",
        RowFilter::Refused => "Refused",
        RowFilter::Problems => "With problems",
    }
}

/// How many rows a filter has, where the report says it.
pub fn count_of(report: &Report, filter: RowFilter) -> Option<u64> {
    Some(match filter {
        RowFilter::Created => report.created(),
        RowFilter::Updated => report.updated(),
        RowFilter::Unchanged => report.unchanged(),
        RowFilter::Merged => report.merged(),
        RowFilter::Skipped => left_out(report),
        RowFilter::Refused => report.refused(),
        RowFilter::Problems => return None,
    })
}

/// Rows that were left out though nothing is wrong with them.
pub fn left_out(report: &Report) -> u64 {
    report.skipped().map(|(_, count)| count).sum()
}

/// A count in the reader's own digits.
pub fn count(number: u64) -> String {
    use_viewer().with_value(|viewer| viewer.locale.integer(i64::try_from(number).unwrap_or(i64::MAX)))
}

/// A count with its noun.
pub fn counted(number: u64, one: &str, many: &str) -> String {
    [count(number).as_str(), " ", if number == 1 { one } else { many }].concat()
}

/// How far the import has come.
#[component]
pub fn Steps(
    /// The step at present, from 0.
    current: usize,
    /// Where the mapping can still be changed.
    #[prop(default = None)]
    mapping: Option<String>,
) -> impl IntoView {
    let steps = vec![
        ("Upload".to_owned(), None),
        ("Map".to_owned(), mapping),
        ("Try".to_owned(), None),
        ("Import".to_owned(), None),
        ("Report".to_owned(), None),
    ];
    view! { <Stepper label="Import" steps=steps current=current /> }
}
