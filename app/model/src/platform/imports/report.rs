//! What became of an import: "did it work?", in numbers that add up and with every problem by its row.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::CellProblem;

/// What became of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RowOutcome {
    /// It became a new record.
    Created,
    /// It changed a record.
    Updated,
    /// Its record says the same already.
    Unchanged,
    /// It went into a record that an earlier row of the same import made or changed.
    Merged,
    /// It was not imported, and nothing is wrong with it.
    Skipped(SkipReason),
    /// It was not imported because of what it says.
    Refused,
}

/// Why a row was not imported though nothing is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// No mapped cell says anything.
    Empty,
    /// The other system has deleted it.
    DeletedThere,
    /// Its account, or one of the two records that it links, is not here.
    NothingToBelongTo,
    /// It fits several records, and nothing tells which.
    SeveralFit,
    /// Its record lies in the trash here.
    InTrash,
    /// Its amount is in another currency than the organisation's.
    OtherCurrency,
    /// It would change a record, and this import only adds.
    OnlyAdding,
    /// One of us who is not here; whoever is invited later is found by the same file again.
    NobodyHere,
    /// It links records of which one is not here yet. It is kept, and counts once both are.
    Waiting,
}

impl RowOutcome {
    /// The key in tables, files and addresses: `created`, `skipped_in_trash`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Unchanged => "unchanged",
            Self::Merged => "merged",
            Self::Refused => "refused",
            Self::Skipped(reason) => match reason {
                SkipReason::Empty => "skipped_empty",
                SkipReason::DeletedThere => "skipped_deleted_there",
                SkipReason::NothingToBelongTo => "skipped_nothing_to_belong_to",
                SkipReason::SeveralFit => "skipped_several_fit",
                SkipReason::InTrash => "skipped_in_trash",
                SkipReason::OtherCurrency => "skipped_other_currency",
                SkipReason::OnlyAdding => "skipped_only_adding",
                SkipReason::NobodyHere => "skipped_nobody_here",
                SkipReason::Waiting => "skipped_waiting",
            },
        }
    }

    /// The outcome with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        [
            Self::Created,
            Self::Updated,
            Self::Unchanged,
            Self::Merged,
            Self::Refused,
        ]
        .into_iter()
        .chain(SkipReason::ALL.map(Self::Skipped))
        .find(|outcome| outcome.key() == key)
    }
}

impl SkipReason {
    /// All reasons.
    pub const ALL: [Self; 9] = [
        Self::Empty,
        Self::DeletedThere,
        Self::NothingToBelongTo,
        Self::SeveralFit,
        Self::InTrash,
        Self::OtherCurrency,
        Self::OnlyAdding,
        Self::NobodyHere,
        Self::Waiting,
    ];

    /// The key in reports and files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::DeletedThere => "deleted_there",
            Self::NothingToBelongTo => "nothing_to_belong_to",
            Self::SeveralFit => "several_fit",
            Self::InTrash => "in_trash",
            Self::OtherCurrency => "other_currency",
            Self::OnlyAdding => "only_adding",
            Self::NobodyHere => "nobody_here",
            Self::Waiting => "waiting",
        }
    }
}

/// What became of a file, or will become of it in a dry run. Every row is counted once: what was created, updated,
/// unchanged, merged, skipped and refused adds up to the rows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "Counted")]
pub struct Report {
    rows: u64,
    created: u64,
    updated: u64,
    unchanged: u64,
    merged: u64,
    #[schema(value_type = BTreeMap<String, u64>)]
    skipped: BTreeMap<SkipReason, u64>,
    refused: u64,
    /// Values that were left out of rows that were imported.
    warnings: u64,
    /// Problems by row, in the order of the file, the first [`Report::MOST_PROBLEMS`] of them.
    problems: Vec<RowProblem>,
    /// Problems beyond those.
    more_problems: u64,
}

/// One thing that is wrong with one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RowProblem {
    /// The row, counted from 1 without the header.
    pub row: u64,
    /// The line of the file that it begins on, counted from 1.
    pub line: u64,
    /// Whether it kept the row out, or only its own value.
    pub refused: bool,
    /// What is wrong.
    #[serde(flatten)]
    pub problem: CellProblem,
}

impl Report {
    /// The most problems that a report lists; the file of refused rows has them all.
    pub const MOST_PROBLEMS: usize = 1_000;

    /// Counts one row that begins on a line, with whatever is wrong with it.
    pub fn count(&mut self, row: u64, line: u64, outcome: RowOutcome, problems: Vec<CellProblem>) {
        self.rows += 1;
        *match outcome {
            RowOutcome::Created => &mut self.created,
            RowOutcome::Updated => &mut self.updated,
            RowOutcome::Unchanged => &mut self.unchanged,
            RowOutcome::Merged => &mut self.merged,
            RowOutcome::Skipped(reason) => self.skipped.entry(reason).or_default(),
            RowOutcome::Refused => &mut self.refused,
        } += 1;
        let refused = outcome == RowOutcome::Refused;
        for problem in problems {
            if !refused {
                self.warnings += 1;
            }
            self.note(RowProblem {
                row,
                line,
                refused,
                problem,
            });
        }
    }

    fn note(&mut self, problem: RowProblem) {
        if self.problems.len() < Self::MOST_PROBLEMS {
            self.problems.push(problem);
        } else {
            self.more_problems += 1;
        }
    }

    /// Adds the report on a later part of the same file.
    pub fn add(&mut self, later: Self) {
        let Self {
            rows,
            created,
            updated,
            unchanged,
            merged,
            skipped,
            refused,
            warnings,
            problems,
            more_problems,
        } = later;
        self.rows += rows;
        self.created += created;
        self.updated += updated;
        self.unchanged += unchanged;
        self.merged += merged;
        for (reason, count) in skipped {
            *self.skipped.entry(reason).or_default() += count;
        }
        self.refused += refused;
        self.warnings += warnings;
        for problem in problems {
            self.note(problem);
        }
        self.more_problems += more_problems;
    }

    /// All rows.
    pub const fn rows(&self) -> u64 {
        self.rows
    }

    /// Rows that became a new record.
    pub const fn created(&self) -> u64 {
        self.created
    }

    /// Rows that changed a record.
    pub const fn updated(&self) -> u64 {
        self.updated
    }

    /// Rows whose record says the same already.
    pub const fn unchanged(&self) -> u64 {
        self.unchanged
    }

    /// Rows that went into the record of an earlier row.
    pub const fn merged(&self) -> u64 {
        self.merged
    }

    /// Rows that were left out though nothing is wrong with them, by reason.
    pub fn skipped(&self) -> impl Iterator<Item = (SkipReason, u64)> {
        self.skipped.iter().map(|(reason, count)| (*reason, *count))
    }

    /// Rows that were refused for what they say.
    pub const fn refused(&self) -> u64 {
        self.refused
    }

    /// Values that were left out of rows that were not refused.
    pub const fn warnings(&self) -> u64 {
        self.warnings
    }

    /// Problems by row, in the order of the file, as far as they are listed.
    pub fn problems(&self) -> &[RowProblem] {
        &self.problems
    }

    /// Problems that are not listed.
    pub const fn more_problems(&self) -> u64 {
        self.more_problems
    }
}

/// A report that was read and not yet added up.
#[derive(Deserialize)]
struct Counted {
    rows: u64,
    created: u64,
    updated: u64,
    unchanged: u64,
    merged: u64,
    skipped: BTreeMap<SkipReason, u64>,
    refused: u64,
    warnings: u64,
    problems: Vec<RowProblem>,
    more_problems: u64,
}

/// The counts of a report do not add up to its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("malformed")]
pub struct DoesNotAddUp;

impl TryFrom<Counted> for Report {
    type Error = DoesNotAddUp;

    fn try_from(counted: Counted) -> Result<Self, DoesNotAddUp> {
        let Counted {
            rows,
            created,
            updated,
            unchanged,
            merged,
            skipped,
            refused,
            warnings,
            problems,
            more_problems,
        } = counted;
        let sum = [created, updated, unchanged, merged, refused]
            .into_iter()
            .chain(skipped.values().copied())
            .try_fold(0_u64, u64::checked_add);
        if sum != Some(rows) {
            return Err(DoesNotAddUp);
        }
        Ok(Self {
            rows,
            created,
            updated,
            unchanged,
            merged,
            skipped,
            refused,
            warnings,
            problems,
            more_problems,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Complaint;

    fn outcomes() -> impl Strategy<Value = RowOutcome> {
        proptest::sample::select(vec![
            RowOutcome::Created,
            RowOutcome::Updated,
            RowOutcome::Unchanged,
            RowOutcome::Merged,
            RowOutcome::Skipped(SkipReason::Empty),
            RowOutcome::Skipped(SkipReason::DeletedThere),
            RowOutcome::Refused,
        ])
    }

    fn problem() -> CellProblem {
        CellProblem {
            column: "E-mail".to_owned(),
            field: "email".to_owned(),
            value: "nobody".to_owned(),
            complaint: Complaint::NotAnEmail,
        }
    }

    fn report(rows: &[(RowOutcome, usize)]) -> Report {
        let mut report = Report::default();
        for (row, (outcome, problems)) in (1..).zip(rows) {
            report.count(row, row + 1, *outcome, vec![problem(); *problems]);
        }
        report
    }

    proptest! {
        #[test]
        fn the_counts_always_add_up(
            first in proptest::collection::vec((outcomes(), 0_usize..3), 0..60),
            later in proptest::collection::vec((outcomes(), 0_usize..3), 0..60),
        ) {
            let mut both = report(&first);
            both.add(report(&later));
            let skipped: u64 = both.skipped().map(|(_, count)| count).sum();
            let sum = both.created() + both.updated() + both.unchanged() + both.merged() + skipped + both.refused();
            prop_assert_eq!(sum, both.rows());
            prop_assert_eq!(both.rows(), (first.len() + later.len()) as u64);
            let problems = both.problems().len() as u64 + both.more_problems();
            let noted: usize = first.iter().chain(&later).map(|(_, problems)| problems).sum();
            prop_assert_eq!(problems, noted as u64);
            let json = serde_json::to_string(&both).unwrap();
            prop_assert_eq!(serde_json::from_str::<Report>(&json).unwrap(), both);
        }
    }

    #[test]
    fn every_outcome_is_found_by_its_key() {
        let keys: Vec<_> = SkipReason::ALL.into_iter().map(SkipReason::key).collect();
        for key in keys {
            let outcome = RowOutcome::from_key(&format!("skipped_{key}")).unwrap();
            assert!(matches!(outcome, RowOutcome::Skipped(reason) if reason.key() == key));
        }
        assert_eq!(RowOutcome::from_key("created"), Some(RowOutcome::Created));
        assert_eq!(RowOutcome::from_key("gone"), None);
    }

    #[test]
    fn a_report_that_does_not_add_up_is_not_believed() {
        let mut json = serde_json::to_value(report(&[(RowOutcome::Created, 0)])).unwrap();
        json["created"] = 2.into();
        assert!(serde_json::from_value::<Report>(json).is_err());
    }

    #[test]
    fn a_long_list_of_problems_is_cut_and_says_so() {
        let mut report = Report::default();
        report.count(1, 2, RowOutcome::Refused, vec![problem(); Report::MOST_PROBLEMS + 7]);
        assert_eq!(
            (report.problems().len(), report.more_problems()),
            (Report::MOST_PROBLEMS, 7)
        );
        assert_eq!(report.warnings(), 0);
    }

    #[test]
    fn a_report_reads_plainly_as_json() {
        let json = serde_json::to_value(report(&[
            (RowOutcome::Created, 1),
            (RowOutcome::Skipped(SkipReason::DeletedThere), 0),
        ]))
        .unwrap();
        assert_eq!(json["skipped"], serde_json::json!({"deleted_there": 1}));
        assert_eq!(
            json["problems"][0],
            serde_json::json!({
                "row": 1, "line": 2, "refused": false, "column": "E-mail", "field": "email", "value": "nobody",
                "complaint": "not_an_email",
            })
        );
    }
}
