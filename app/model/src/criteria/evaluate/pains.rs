//! Pains, triggers and scores at a moment, and until when the answer stands.

use chrono::{DateTime, Utc};

use super::{Found, Recorder, Row, Verdict, among, days, sooner};
use crate::{
    criteria::{
        Limit, PainTest, TriggerTest,
        facts::{AccountFacts, EvidenceFact},
    },
    leads::scores::ScoreLog,
};

impl PainTest {
    /// Whether it is evidence of what is asked for, whenever it was heard.
    fn counts(&self, row: &EvidenceFact) -> bool {
        among(self.pains.as_deref(), &row.pain)
            && self.severity_at_least.is_none_or(|least| row.severity >= least)
            && among(self.sources.as_deref(), &row.source)
    }
}

/// The sooner of what was known and those of some moments that are still to come.
fn coming(
    until: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
    moments: &[Option<DateTime<Utc>>],
) -> Option<DateTime<Utc>> {
    moments
        .iter()
        .flatten()
        .filter(|at| **at > now)
        .fold(until, |until, at| sooner(until, Some(*at)))
}

/// There is little evidence of each account, so every moment at which some comes or goes is one to look again.
pub(super) fn pain<'a, R: Recorder>(
    facts: &AccountFacts,
    now: DateTime<Utc>,
    asked: &PainTest,
    recorder: &mut R,
) -> (Verdict, Found<'a>) {
    let mut until = None;
    let (mut severest, mut not_urgent) = (None, None);
    for row in facts.evidence().iter().rev().filter(|row| asked.counts(row)) {
        let leaves = asked
            .within_days
            .and_then(|window| row.at.checked_add_signed(days(window)));
        until = coming(until, now, &[Some(row.at), row.until, leaves]);
        let mut counts = row.counts_at(now) && leaves.is_none_or(|leaves| leaves > now);
        if asked.urgent {
            let makes_urgent = facts
                .triggers()
                .iter()
                .filter(|trigger| trigger.pains.contains(&row.pain));
            let mut urgent = false;
            for trigger in makes_urgent {
                until = coming(until, now, &[Some(trigger.at), Some(trigger.until)]);
                if trigger.counts_at(now) {
                    urgent = true;
                    if counts {
                        recorder.row(Row::Trigger(trigger));
                    }
                }
            }
            if counts && !urgent {
                not_urgent = not_urgent.max(Some(row.severity));
            }
            counts &= urgent;
        }
        if counts {
            severest = severest.max(Some(row.severity));
            recorder.row(Row::Evidence(row));
        }
    }
    let holds = severest.is_some();
    let found = severest.map(Found::Severity).or(not_urgent.map(Found::NotUrgent));
    (Verdict { holds, until }, found.unwrap_or(Found::Count(0)))
}

pub(super) fn trigger<'a, R: Recorder>(
    facts: &AccountFacts,
    now: DateTime<Utc>,
    asked: &TriggerTest,
    recorder: &mut R,
) -> (Verdict, Found<'a>) {
    let mut until = None;
    let mut last = None;
    for row in facts.triggers().iter().rev() {
        let pains = asked.pains.as_ref();
        let fits = among(asked.crises.as_deref(), &row.crisis)
            && pains.is_none_or(|pains| pains.iter().any(|pain| row.pains.contains(pain)));
        if !fits {
            continue;
        }
        until = coming(until, now, &[Some(row.at), Some(row.until)]);
        if row.counts_at(now) {
            last = last.max(Some(row.until));
            recorder.row(Row::Trigger(row));
        }
    }
    let holds = last.is_some();
    (Verdict { holds, until }, last.map_or(Found::Count(0), Found::Until))
}

/// The log knows how a score changes by time alone, so the moment at which the answer changes is known exactly.
pub(super) fn score<'a, R: Recorder>(
    log: Option<&ScoreLog>,
    now: DateTime<Utc>,
    limit: Limit,
    recorder: &mut R,
) -> (Verdict, Found<'a>) {
    let Some(log) = log else {
        return (Verdict::always(false), Found::Unknown);
    };
    let points = log.total_at(now);
    let holds = limit.admits(points);
    let until = log
        .steps_after(now)
        .find(|(_, total)| limit.admits(*total) != holds)
        .map(|(at, _)| at);
    if R::COMPLETE {
        for row in log.rows().iter().rev().filter(|row| row.at <= now) {
            if let Some(source) = row.source {
                recorder.row(Row::Points(row, source));
            }
        }
    }
    (Verdict { holds, until }, Found::Points(points))
}
