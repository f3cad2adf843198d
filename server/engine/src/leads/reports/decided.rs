//! Leads that became deals: those decided in the period and those that were open when it ended, the newest first. The
//! deal says so, whenever somebody closes its lead.

use chrono::{DateTime, Utc};
use model::{
    accounts::deals::DealState,
    leads::reports::{Case, Closed, Figure, cohort},
};
use sea_orm::{ConnectionTrait as _, QueryResult, Statement, prelude::Uuid};

use super::frame::{Conditions, Frame};
use crate::{Fault, Read};

/// A lead that became a deal.
pub(super) struct Row {
    pub(super) lead: Uuid,
    pub(super) owner: Uuid,
    /// When it was decided in the period; when it became a deal otherwise.
    pub(super) at: DateTime<Utc>,
    pub(super) lost_reason: Option<String>,
    pub(super) closed: Closed,
}

impl Row {
    fn read(row: &QueryResult, frame: &Frame) -> Result<Self, Fault> {
        let closed_at: Option<DateTime<Utc>> = row.try_get_by_index(3)?;
        let state: String = row.try_get_by_index(4)?;
        let won = match DealState::from_key(&state) {
            Some(DealState::Won) => Some(true),
            Some(DealState::Lost) => Some(false),
            Some(DealState::Open) | None => None,
        };
        let decided = closed_at.filter(|at| *at < frame.until).zip(won);
        Ok(Self {
            lead: row.try_get_by_index(0)?,
            owner: row.try_get_by_index(1)?,
            at: row.try_get_by_index(2)?,
            lost_reason: row.try_get_by_index(5)?,
            closed: Closed {
                qualified_at: row.try_get_by_index(6)?,
                decided,
            },
        })
    }

    /// As a figure counts it; nothing where it is nothing to the figure.
    pub(super) fn case(&self, figure: Figure, frame: &Frame) -> Option<Case> {
        match figure {
            Figure::Cycle => self.closed.cycle().map(|(group, length)| Case {
                group,
                length,
                slices: Vec::new(),
            }),
            Figure::CloseRatio => self.closed.close().map(|group| Case {
                group,
                length: None,
                slices: vec![cohort(self.closed.qualified_at, &frame.zone)],
            }),
            _ => None,
        }
    }
}

/// Such leads behind a place in the list, at most so many.
pub(super) async fn some(
    read: &Read<'_>,
    frame: &Frame,
    behind: Option<(DateTime<Utc>, Uuid)>,
    most: u64,
) -> Result<Vec<Row>, Fault> {
    let mut asked = Conditions::default();
    let (from, until) = (asked.value(frame.from), asked.value(frame.until));
    let at = format!("CASE WHEN d.closed_at < {until} THEN d.closed_at ELSE l.since END");
    asked.and(format!(
        "l.state = 'converted' AND ((d.closed_at >= {from} AND d.closed_at < {until}) \
         OR (l.since < {until} AND (d.closed_at IS NULL OR d.closed_at >= {until})))"
    ));
    asked.passed_through(frame);
    if let Some((moment, id)) = behind {
        let (moment, id) = (asked.value(moment), asked.value(id));
        asked.and(format!("({at}, l.id) < ({moment}, {id})"));
    }
    let (holds, values) = asked.finish();
    let sql = format!(
        "SELECT l.id, l.owner_id, {at} AS moment, d.closed_at, d.state, d.lost_reason, \
         (SELECT q.at FROM lead_transition q WHERE q.lead_id = l.id \
         AND (q.to_state = 'qualified' OR q.met_definition = TRUE) ORDER BY q.at LIMIT 1) \
         FROM lead l JOIN deal d ON d.id = l.deal_id WHERE {holds} ORDER BY moment DESC, l.id DESC LIMIT {most}"
    );
    let db = read.db();
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    let rows = db.query_all_raw(statement).await?;
    rows.iter().map(|row| Row::read(row, frame)).collect()
}
