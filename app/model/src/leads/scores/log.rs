//! The log of a score.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{keyed, receipt::RowId};

keyed! {
    /// Why points came or went.
    RowKind {
        /// A rule gave them.
        Earned = "earned", "Earned";
        /// They were lost with time.
        Decayed = "decayed", "Lost with time";
        /// What they were given for is over.
        Ended = "ended", "Ended";
        /// The rule gives no more, or gives again what it had to leave out.
        RuleLimit = "rule_limit", "Limit of the rule";
        /// The score has no more, or has again what it had to leave out.
        ScoreLimit = "score_limit", "Limit of the score";
    }
}

/// One change of a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ScoreRow {
    /// When.
    pub at: DateTime<Utc>,
    /// By which rule: its place in the version's score, from 0; none for the limit of the score.
    pub rule: Option<u16>,
    /// Why.
    pub kind: RowKind,
    /// How many points came, or with a minus went.
    pub points: i32,
    /// What gave them; none where a rule gives points as long as something holds, and for limits.
    pub source: Option<RowId>,
}

/// The log of a score, in the order of time. The score is its sum.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
pub struct ScoreLog(Vec<ScoreRow>);

impl ScoreLog {
    /// A log of rows in any order; rows of one moment stay in theirs.
    pub fn of(rows: impl IntoIterator<Item = ScoreRow>) -> Self {
        let mut rows: Vec<ScoreRow> = rows.into_iter().collect();
        rows.sort_by_key(|row| row.at);
        Self(rows)
    }

    /// The rows, oldest first; those after the present say what will be lost if nothing happens.
    pub fn rows(&self) -> &[ScoreRow] {
        &self.0
    }

    /// The score at a moment: the sum of what is in the log by then.
    pub fn total_at(&self, now: DateTime<Utc>) -> u32 {
        let past = self.0.partition_point(|row| row.at <= now);
        as_points(self.0.iter().take(past).map(|row| i64::from(row.points)).sum())
    }

    /// The moments after this one at which the log has rows, with the score from each of them on.
    pub fn steps_after(&self, now: DateTime<Utc>) -> impl Iterator<Item = (DateTime<Utc>, u32)> {
        let (past, later) = self.0.split_at(self.0.partition_point(|row| row.at <= now));
        let mut total: i64 = past.iter().map(|row| i64::from(row.points)).sum();
        later.chunk_by(|one, next| one.at == next.at).filter_map(move |moment| {
            total += moment.iter().map(|row| i64::from(row.points)).sum::<i64>();
            Some((moment.first()?.at, as_points(total)))
        })
    }

    /// Only what is in it before a moment.
    pub(super) fn before(&mut self, from: DateTime<Utc>) {
        self.0.truncate(self.0.partition_point(|row| row.at < from));
    }

    pub(super) fn push(&mut self, row: ScoreRow) {
        self.0.push(row);
    }
}

/// A score is never below nought: its log has a row that keeps it so.
fn as_points(total: i64) -> u32 {
    u32::try_from(total.max(0)).unwrap_or(u32::MAX)
}
