//! How a log is written: once through the moments at which anything changes. The log is all that has to be remembered:
//! it can be followed from any moment on, and comes to the same as when it is written from the beginning.

use std::cmp::Reverse;

use chrono::{DateTime, Utc};

use super::{Given, RowKind, ScoreLog, Scoring, sweep::Sweep};
use crate::{
    criteria::{
        Condition, Criterion,
        facts::{AccountFacts, Row as Dated},
    },
    receipt::RowId,
};

impl Scoring {
    /// The log from the beginning until a moment. Rows of the account from before the lead's capture count from their
    /// own day; what gives points as long as it holds is looked at from the capture on.
    pub fn log(&self, facts: &AccountFacts, captured_at: DateTime<Utc>, until: DateTime<Utc>) -> ScoreLog {
        let mut log = ScoreLog::default();
        self.follow(&mut log, facts, captured_at, DateTime::<Utc>::MIN_UTC, until);
        log
    }

    /// Writes a log anew from a moment on: the first at which anything is there that was not when it was written. What
    /// comes in the order of time only adds rows; what comes late puts right what was written after it. It is never
    /// later than the moment until which the log was written.
    pub fn follow(
        &self,
        log: &mut ScoreLog,
        facts: &AccountFacts,
        captured_at: DateTime<Utc>,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    ) {
        self.write(log, facts, captured_at, (from, until), None);
    }

    /// Writes a log from the beginning again, with what is known now. The company itself is only known as it is now: what
    /// it was given points for stays as it was written before `now`, and what it is counts from `now` on.
    pub fn write_anew(
        &self,
        log: &mut ScoreLog,
        facts: &AccountFacts,
        captured_at: DateTime<Utc>,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
    ) {
        let written = Written {
            spells: self.spells_of_the_company(log, now),
            now,
        };
        let ever = DateTime::<Utc>::MIN_UTC;
        self.write(log, facts, captured_at, (ever, until), Some(&written));
    }

    fn write(
        &self,
        log: &mut ScoreLog,
        facts: &AccountFacts,
        captured_at: DateTime<Utc>,
        (from, until): (DateTime<Utc>, DateTime<Utc>),
        written: Option<&Written>,
    ) {
        log.before(from);
        let mut sweep = Sweep::of(self, log);
        let mut events = self.events(facts, captured_at, (from, until), &sweep, written);
        events.sort_unstable();
        let mut events = events.into_iter().peekable();
        loop {
            let next = events.peek().map(|event| event.at);
            let due = sweep.due.peek().map(|Reverse((at, _))| *at);
            let Some(now) = next.into_iter().chain(due).min().filter(|now| *now <= until) else {
                return;
            };
            let mut rows = Vec::new();
            while let Some(event) = events.next_if(|event| event.at == now) {
                rows.extend(sweep.happens(event));
            }
            while sweep.due.peek().is_some_and(|Reverse((at, _))| *at == now) {
                let due = sweep.due.pop().map(|Reverse((_, place))| place);
                rows.extend(due.and_then(|place| sweep.fades(place, now)));
            }
            rows.sort_unstable_by_key(|row| (row.rule, row.source, row.kind));
            sweep.settle(log, now, &rows);
        }
    }

    /// Everything that begins or ends by a fact, in no order.
    fn events(
        &self,
        facts: &AccountFacts,
        captured_at: DateTime<Utc>,
        (from, until): (DateTime<Utc>, DateTime<Utc>),
        sweep: &Sweep<'_>,
        written: Option<&Written>,
    ) -> Vec<Event> {
        let mut events = Vec::new();
        for (place, rule) in (0_u16..).zip(&self.rules) {
            match &rule.given {
                Given::ForEach(condition) => {
                    let mut begin = |at, source| {
                        events.push(Event {
                            at,
                            rule: place,
                            source: Some(source),
                            begins: true,
                        });
                    };
                    match condition {
                        Condition::Signals(asked) => {
                            let rows = between(facts.signals(), from, until).filter(|row| asked.counts(row));
                            rows.for_each(|row| begin(row.at, RowId::Signal(row.id)));
                        }
                        Condition::Touches(asked) => {
                            let rows = between(facts.touches(), from, until).filter(|row| asked.counts(row));
                            rows.for_each(|row| begin(row.at, RowId::Touch(row.id)));
                        }
                        Condition::Contacts(asked) => {
                            let rows = between(facts.contacts(), from, until).filter(|row| asked.counts(row));
                            rows.for_each(|row| begin(row.at, RowId::Contact(row.id)));
                        }
                        // Refused by `check`: they have no rows of one moment.
                        _ => {}
                    }
                }
                Given::WhileHolds(criterion) => {
                    let mut holds = sweep.spell(place).is_some();
                    let mut from = captured_at.max(from);
                    if let Some(written) = written.filter(|_| is_about_the_company(criterion)) {
                        for event in written.spells.iter().filter(|event| event.rule == place) {
                            events.push(*event);
                            holds = event.begins;
                        }
                        from = from.max(written.now);
                    }
                    let turns = turns(criterion, holds, facts, (from, until));
                    events.extend(turns.into_iter().map(|(at, begins)| Event {
                        at,
                        rule: place,
                        source: None,
                        begins,
                    }));
                }
            }
        }
        events
    }
}

/// What a log said of the company itself before a moment.
struct Written {
    /// In the order of time.
    spells: Vec<Event>,
    now: DateTime<Utc>,
}

impl Scoring {
    fn spells_of_the_company(&self, log: &ScoreLog, now: DateTime<Utc>) -> Vec<Event> {
        let of_company = |place: u16| match self.rules.get(usize::from(place)).map(|rule| &rule.given) {
            Some(Given::WhileHolds(criterion)) => is_about_the_company(criterion),
            Some(Given::ForEach(_)) | None => false,
        };
        let rows = log.rows().iter().filter(|row| row.at < now);
        let spells = rows.filter_map(|row| {
            let rule = row.rule.filter(|place| of_company(*place))?;
            let begins = match row.kind {
                RowKind::Earned => true,
                RowKind::Ended => false,
                RowKind::Decayed | RowKind::RuleLimit | RowKind::ScoreLimit => return None,
            };
            Some(Event {
                at: row.at,
                rule,
                source: None,
                begins,
            })
        });
        spells.collect()
    }
}

/// Whether a criterion asks of nothing but what the company is, of which no history is known.
fn is_about_the_company(criterion: &Criterion) -> bool {
    criterion.conditions().into_iter().all(|condition| {
        matches!(
            condition,
            Condition::Industry(_)
                | Condition::Country(_)
                | Condition::City(_)
                | Condition::Employees(_)
                | Condition::AnnualRevenue(_)
                | Condition::Leads(_)
        )
    })
}

/// Rows from a moment on until another one, both among them.
fn between<R: Dated>(rows: &[R], from: DateTime<Utc>, until: DateTime<Utc>) -> impl Iterator<Item = &R> {
    let (begin, end) = (
        rows.partition_point(|row| row.at() < from),
        rows.partition_point(|row| row.at() <= until),
    );
    rows.iter().take(end).skip(begin)
}

/// The moments at which a criterion begins to hold or ceases to.
fn turns(
    criterion: &Criterion,
    mut holds: bool,
    facts: &AccountFacts,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
) -> Vec<(DateTime<Utc>, bool)> {
    let mut turns = Vec::new();
    let mut look = Some(from);
    while let Some(now) = look.filter(|now| *now <= until) {
        let verdict = criterion.verdict(facts, now);
        if verdict.holds != holds {
            holds = verdict.holds;
            turns.push((now, holds));
        }
        look = verdict.until.filter(|next| *next > now);
    }
    turns
}

/// Something begins to give points, or a spell in which something held ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Event {
    pub(super) at: DateTime<Utc>,
    pub(super) rule: u16,
    pub(super) source: Option<RowId>,
    pub(super) begins: bool,
}
