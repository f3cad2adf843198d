//! Receipts: why a computed thing is what it is. Kept with what was computed, and shown in one drawer.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    criteria::{
        self, Condition,
        evaluate::{Found, Recorder, Row},
    },
    values::{
        Currency,
        ids::{AccountId, ContactId, DealId, EvidenceId, SignalId, TouchId, TriggerId},
    },
};

/// The most rows that a receipt keeps for one line; how many there were is kept as a number.
pub const MOST_ROWS: usize = 20;

/// Why a rule came out as it did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Receipt {
    /// The rule in plain words.
    pub rule: String,
    /// Whether it holds.
    pub holds: bool,
    /// What it asks, line by line, as the rule is written.
    pub lines: Vec<Line>,
}

/// One line of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Line {
    /// How many groups it stands in, from 0. A group's own line stands before those in it, one less deep.
    pub depth: u8,
    /// What is asked, in words.
    pub asked: String,
    /// What was found, in words; nothing for a group.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub found: String,
    /// How it came out.
    pub met: Met,
    /// How many rows counted.
    #[serde(default)]
    pub row_count: u32,
    /// The newest of them, newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<Counted>,
}

/// How a line came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Met {
    /// As asked.
    Yes,
    /// Not as asked.
    No,
    /// Nothing is known about it, which is not as asked.
    Unknown,
}

/// A row that was counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Counted {
    /// Which one.
    pub row: RowId,
    /// The moment by which it counts.
    pub at: DateTime<Utc>,
    /// What it is, in words.
    pub what: String,
}

/// Which row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RowId {
    /// Something that the buyer did.
    Signal(SignalId),
    /// Something that one of our legs did.
    Touch(TouchId),
    /// Somebody there.
    Contact(ContactId),
    /// An opportunity.
    Deal(DealId),
    /// What somebody found out about a pain.
    Evidence(EvidenceId),
    /// A crisis that befell the account.
    Trigger(TriggerId),
    /// A company.
    Account(AccountId),
}

/// Writes a receipt while criteria are evaluated.
pub(crate) struct Scribe {
    currency: Option<Currency>,
    lines: Vec<Line>,
    /// The groups that are open: the place of its line, unless it needs none, and whether it is to fail.
    open: Vec<(Option<usize>, bool)>,
    row_count: u32,
    rows: Vec<Counted>,
}

impl Scribe {
    pub(crate) const fn new(currency: Option<Currency>) -> Self {
        Self {
            currency,
            lines: Vec::new(),
            open: Vec::new(),
            row_count: 0,
            rows: Vec::new(),
        }
    }

    pub(crate) fn finish(self, rule: String, holds: bool) -> Receipt {
        Receipt {
            rule,
            holds,
            lines: self.lines,
        }
    }

    fn depth(&self) -> u8 {
        let groups = self.open.iter().filter(|(line, _)| line.is_some()).count();
        u8::try_from(groups).unwrap_or(u8::MAX)
    }
}

impl Recorder for Scribe {
    const COMPLETE: bool = true;

    fn begin(&mut self, all: bool, negated: bool) {
        let all = all != negated;
        // That all lines must hold goes without saying where nothing stands around them.
        if all && self.open.is_empty() {
            self.open.push((None, negated));
            return;
        }
        let line = Line {
            depth: self.depth(),
            asked: if all { "all of these" } else { "any of these" }.to_owned(),
            found: String::new(),
            met: Met::Unknown,
            row_count: 0,
            rows: Vec::new(),
        };
        self.open.push((Some(self.lines.len()), negated));
        self.lines.push(line);
    }

    fn end(&mut self, holds: bool) {
        if let Some((Some(place), negated)) = self.open.pop()
            && let Some(line) = self.lines.get_mut(place)
        {
            line.met = if holds == negated { Met::No } else { Met::Yes };
        }
    }

    fn row(&mut self, row: Row<'_>) {
        self.row_count = self.row_count.saturating_add(1);
        if self.rows.len() < MOST_ROWS {
            self.rows.push(Counted::from(row));
        }
    }

    fn condition(&mut self, condition: &Condition, negated: bool, found: Found<'_>, holds: bool) {
        let met = match (holds == negated, found) {
            (false, _) => Met::Yes,
            (true, Found::Unknown) => Met::Unknown,
            (true, _) => Met::No,
        };
        let line = Line {
            depth: self.depth(),
            asked: condition.describe_in(negated, self.currency),
            found: criteria::describe_found(found, self.currency),
            met,
            row_count: std::mem::take(&mut self.row_count),
            rows: std::mem::take(&mut self.rows),
        };
        self.lines.push(line);
    }
}

impl From<Row<'_>> for Counted {
    fn from(row: Row<'_>) -> Self {
        let (id, at) = match row {
            Row::Signal(signal) => (RowId::Signal(signal.id), signal.at),
            Row::Touch(touch) => (RowId::Touch(touch.id), touch.at),
            Row::Contact(contact) => (RowId::Contact(contact.id), contact.at),
            Row::Deal(deal, _, since) => (RowId::Deal(deal.id), since),
            Row::Evidence(evidence) => (RowId::Evidence(evidence.id), evidence.at),
            Row::Trigger(trigger) => (RowId::Trigger(trigger.id), trigger.at),
            Row::Points(row, source) => (source, row.at),
        };
        Self {
            row: id,
            at,
            what: criteria::describe_row(row),
        }
    }
}
