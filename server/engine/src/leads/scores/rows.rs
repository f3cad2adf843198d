//! Rows of the table and rows of the log.

use model::{
    leads::scores::{RowKind, Score, ScoreRow},
    receipt::RowId,
    values::ids::{AccountId, ContactId, DealId, EvidenceId, SignalId, TouchId, TriggerId},
};
use uuid::Uuid;

use super::entity::Model;
use crate::Fault;

/// A row of the log as it is stored.
pub(super) fn stored((lead, score): (Uuid, Score), place: usize, row: ScoreRow, version: Option<Uuid>) -> Model {
    let source = row.source.map(parts);
    Model {
        lead_id: lead,
        score: score.key().to_owned(),
        place: i32::try_from(place).unwrap_or(i32::MAX),
        at: row.at,
        rule: row.rule.and_then(|rule| i16::try_from(rule).ok()),
        kind: row.kind.key().to_owned(),
        points: row.points,
        source_kind: source.map(|(kind, _)| kind.to_owned()),
        source_id: source.map(|(_, id)| id),
        definition_version: version,
    }
}

/// A stored row as it stands in the log.
pub(super) fn read(row: &Model) -> Result<ScoreRow, Fault> {
    let unreadable = || Fault::Stored(format!("row {} of a score of the lead {}", row.place, row.lead_id));
    let source = match (&row.source_kind, row.source_id) {
        (Some(kind), Some(id)) => Some(source(kind, id).ok_or_else(unreadable)?),
        _ => None,
    };
    Ok(ScoreRow {
        at: row.at,
        rule: row.rule.and_then(|rule| u16::try_from(rule).ok()),
        kind: RowKind::from_key(&row.kind).ok_or_else(unreadable)?,
        points: row.points,
        source,
    })
}

const fn parts(row: RowId) -> (&'static str, Uuid) {
    match row {
        RowId::Signal(id) => ("signal", id.0),
        RowId::Touch(id) => ("touch", id.0),
        RowId::Contact(id) => ("contact", id.0),
        RowId::Deal(id) => ("deal", id.0),
        RowId::Evidence(id) => ("evidence", id.0),
        RowId::Trigger(id) => ("trigger", id.0),
        RowId::Account(id) => ("account", id.0),
    }
}

fn source(kind: &str, id: Uuid) -> Option<RowId> {
    Some(match kind {
        "signal" => RowId::Signal(SignalId(id)),
        "touch" => RowId::Touch(TouchId(id)),
        "contact" => RowId::Contact(ContactId(id)),
        "deal" => RowId::Deal(DealId(id)),
        "evidence" => RowId::Evidence(EvidenceId(id)),
        "trigger" => RowId::Trigger(TriggerId(id)),
        "account" => RowId::Account(AccountId(id)),
        _ => return None,
    })
}
