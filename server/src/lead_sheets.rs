//! Lists of leads as files: what figures, replays and proofs are made of.

use chrono::{DateTime, SecondsFormat, Utc};
use model::{
    leads::{
        chain::{LeadState, RejectReason, gate::HandOverOutcome},
        definitions::{
            proof::rows::{ListProofRows, ProofRow},
            replay::{Finding, ReplayDefinitions, ReplayedDefinitions, ReplayedLead},
        },
        reports::rows::{ListReportRows, ReportRow},
    },
    values::{Cursor, Limit, Page},
};

use crate::{csv::harmless, sheets::Sheet};

impl Sheet for ListReportRows {
    type Row = ReportRow;
    const COLUMNS: &'static [&'static str] = &[
        "Lead",
        "Account",
        "Owner",
        "At",
        "Counts as",
        "First touch",
        "Business minutes",
        "Days",
        "Qualified at",
        "Reasons",
        "Note",
        "Outcome",
        "State",
        "Next date",
        "Id",
    ];

    fn name(&self) -> String {
        format!("leads-{}", self.figure.key())
    }

    fn page(&mut self, limit: Limit, cursor: Option<Cursor>) {
        (self.limit, self.cursor) = (limit, cursor);
    }

    fn rows(answer: Page<ReportRow>) -> Page<ReportRow> {
        answer
    }

    fn cells(row: ReportRow) -> Vec<String> {
        let reasons: Vec<&str> = row.reasons.iter().copied().map(RejectReason::name).collect();
        vec![
            harmless(row.contact_name),
            harmless(row.account_name.unwrap_or_default()),
            harmless(row.owner_name),
            moment(row.at),
            row.group.name().to_owned(),
            row.touched_at.map(moment).unwrap_or_default(),
            number(row.minutes),
            number(row.days),
            row.qualified_at.map(moment).unwrap_or_default(),
            reasons.join(", "),
            harmless(row.note.unwrap_or_default()),
            row.outcome.map(HandOverOutcome::name).unwrap_or_default().to_owned(),
            row.state.map(LeadState::name).unwrap_or_default().to_owned(),
            row.next_on.map(|day| day.to_string()).unwrap_or_default(),
            row.lead.to_string(),
        ]
    }
}

impl Sheet for ReplayDefinitions {
    type Row = ReplayedLead;
    const COLUMNS: &'static [&'static str] = &[
        "Lead",
        "Account",
        "Captured",
        "Qualified by",
        "First: qualified at",
        "First: what decided",
        "Second: qualified at",
        "Second: what decided",
        "Id",
    ];

    fn name(&self) -> String {
        "leads-replay".to_owned()
    }

    fn page(&mut self, limit: Limit, cursor: Option<Cursor>) {
        (self.limit, self.cursor) = (limit, cursor);
    }

    fn rows(answer: ReplayedDefinitions) -> Page<ReplayedLead> {
        answer.listed
    }

    fn cells(row: ReplayedLead) -> Vec<String> {
        let [first_at, first] = finding(row.by_first);
        let [second_at, second] = finding(row.by_second);
        vec![
            harmless(row.contact_name),
            harmless(row.account_name.unwrap_or_default()),
            moment(row.captured_at),
            row.qualifies.name().to_owned(),
            first_at,
            first,
            second_at,
            second,
            row.lead.to_string(),
        ]
    }
}

impl Sheet for ListProofRows {
    type Row = ProofRow;
    const COLUMNS: &'static [&'static str] = &[
        "Lead",
        "Account",
        "Captured",
        "First qualified",
        "Became",
        "Decided",
        "Days",
        "Id",
    ];

    fn name(&self) -> String {
        "leads-proof".to_owned()
    }

    fn page(&mut self, limit: Limit, cursor: Option<Cursor>) {
        (self.limit, self.cursor) = (limit, cursor);
    }

    fn rows(answer: Page<ProofRow>) -> Page<ProofRow> {
        answer
    }

    fn cells(row: ProofRow) -> Vec<String> {
        vec![
            harmless(row.contact_name),
            harmless(row.account_name.unwrap_or_default()),
            moment(row.captured_at),
            row.qualified_at.map(moment).unwrap_or_default(),
            row.became.name().to_owned(),
            row.decided_at.map(moment).unwrap_or_default(),
            number(row.days),
            row.lead.to_string(),
        ]
    }
}

/// When a version qualified a lead, and what decided.
fn finding(finding: Finding) -> [String; 2] {
    let decided: Vec<String> = finding
        .decided
        .into_iter()
        .map(|value| match value.found.as_str() {
            "" => value.asked,
            found => format!("{}: {found}", value.asked),
        })
        .collect();
    [
        finding.qualified_at.map(moment).unwrap_or_default(),
        harmless(decided.join("; ")),
    ]
}

fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn number(number: Option<u32>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}
