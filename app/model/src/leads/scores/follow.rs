//! How a log is written: once through the moments at which anything changes. The log is all that has to be remembered:
//! it can be followed from any moment on, and comes to the same as when it is written from the beginning.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, BinaryHeap},
};

use chrono::{DateTime, TimeDelta, Utc};

use super::{Decay, Given, RowKind, ScoreLog, ScoreRow, Scoring};
use crate::{
    criteria::{
        Condition, Criterion,
        facts::{AccountFacts, Row as Dated},
    },
    journey::whole_days,
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
        log.before(from);
        let mut sweep = Sweep::of(self, log);
        let mut events = self.events(facts, captured_at, (from, until), &sweep);
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
                    let holds = sweep.spell(place).is_some();
                    let turns = turns(criterion, holds, facts, (captured_at.max(from), until));
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
struct Event {
    at: DateTime<Utc>,
    rule: u16,
    source: Option<RowId>,
    begins: bool,
}

/// Points that were given for one thing.
#[derive(Debug, Clone, Copy)]
struct Giving {
    rule: u16,
    source: Option<RowId>,
    at: DateTime<Utc>,
    /// How many of them are left.
    left: i32,
    /// Whether nothing can happen to them any more.
    over: bool,
}

/// What a rule gave: before its limit, and with it.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    given: i64,
    counted: i64,
}

/// Where the writing of a log stands.
struct Sweep<'a> {
    scoring: &'a Scoring,
    givings: Vec<Giving>,
    /// Places of givings by what they were given for. Of something that holds: its last spell.
    places: BTreeMap<(u16, Option<RowId>), usize>,
    sums: Vec<Sum>,
    total: i64,
    /// The moments at which givings lose points.
    due: BinaryHeap<Reverse<(DateTime<Utc>, usize)>>,
}

impl<'a> Sweep<'a> {
    /// Takes up a log where it ends.
    fn of(scoring: &'a Scoring, log: &ScoreLog) -> Self {
        let mut sweep = Self {
            scoring,
            givings: Vec::new(),
            places: BTreeMap::new(),
            sums: vec![Sum::default(); scoring.rules.len()],
            total: 0,
            due: BinaryHeap::new(),
        };
        for row in log.rows() {
            sweep.count(row);
            let Some(rule) = row.rule else { continue };
            match row.kind {
                RowKind::Earned => drop(sweep.begin(rule, row.source, row.at)),
                RowKind::Decayed | RowKind::Ended => {
                    if let Some(giving) = sweep.giving(rule, row.source) {
                        giving.left += row.points;
                        giving.over |= row.kind == RowKind::Ended;
                    }
                }
                RowKind::RuleLimit | RowKind::ScoreLimit => {}
            }
        }
        for place in 0..sweep.givings.len() {
            sweep.plan_again(place);
        }
        sweep
    }

    fn giving(&mut self, rule: u16, source: Option<RowId>) -> Option<&mut Giving> {
        let place = *self.places.get(&(rule, source))?;
        self.givings.get_mut(place)
    }

    /// The spell in which what a rule asks for holds.
    fn spell(&self, rule: u16) -> Option<usize> {
        let place = *self.places.get(&(rule, None))?;
        let spell = self.givings.get(place)?;
        (!spell.over).then_some(place)
    }

    fn begin(&mut self, rule: u16, source: Option<RowId>, at: DateTime<Utc>) -> usize {
        let points = self.rule(rule).map_or(0, |(points, _, _)| points);
        let place = self.givings.len();
        self.places.insert((rule, source), place);
        self.givings.push(Giving {
            rule,
            source,
            at,
            left: points,
            over: false,
        });
        place
    }

    /// Points, decay and window of a rule.
    fn rule(&self, place: u16) -> Option<(i32, Option<Decay>, Option<TimeDelta>)> {
        let rule = self.scoring.rules.get(usize::from(place))?;
        let window = match &rule.given {
            Given::ForEach(Condition::Signals(asked)) => asked.within_days,
            Given::ForEach(Condition::Touches(asked)) => asked.within_days,
            Given::ForEach(_) | Given::WhileHolds(_) => None,
        };
        Some((rule.points, rule.decay, window.map(|days| TimeDelta::days(days.into()))))
    }

    /// Notes when a giving loses points next, after so many whole days.
    fn plan(&mut self, place: usize, day: u32) {
        let Some(giving) = self.givings.get(place).copied().filter(|giving| !giving.over) else {
            return;
        };
        let Some((points, decay, window)) = self.rule(giving.rule) else {
            return;
        };
        let after = |delta: TimeDelta| giving.at.checked_add_signed(delta);
        let loss = decay.and_then(|decay| decay.next_loss(points, day));
        let lost = loss.and_then(|day| after(TimeDelta::days(day.into())));
        if let Some(at) = window.and_then(after).into_iter().chain(lost).min() {
            self.due.push(Reverse((at, place)));
        }
    }

    /// The same for a giving of which only the log is known.
    fn plan_again(&mut self, place: usize) {
        let giving = self.givings.get(place).copied();
        let day = giving.and_then(|giving| {
            let (points, decay, _) = self.rule(giving.rule)?;
            decay.map_or(Some(0), |decay| decay.first_day(points, giving.left))
        });
        if let Some(day) = day {
            self.plan(place, day);
        }
    }

    /// Something begins or ends by a fact.
    fn happens(&mut self, event: Event) -> Option<ScoreRow> {
        if event.begins {
            let place = self.begin(event.rule, event.source, event.at);
            self.plan(place, 0);
            let points = self.givings.get(place)?.left;
            return Some(ScoreRow {
                at: event.at,
                rule: Some(event.rule),
                kind: RowKind::Earned,
                points,
                source: event.source,
            });
        }
        let place = self.spell(event.rule)?;
        Some(self.givings.get_mut(place)?.end(event.at))
    }

    /// The moment has come at which a giving loses points.
    fn fades(&mut self, place: usize, now: DateTime<Utc>) -> Option<ScoreRow> {
        let giving = self.givings.get(place).copied().filter(|giving| !giving.over)?;
        let (points, decay, window) = self.rule(giving.rule)?;
        let ends = window.and_then(|window| giving.at.checked_add_signed(window));
        let giving = self.givings.get_mut(place)?;
        if ends.is_some_and(|ends| ends <= now) {
            return Some(giving.end(now)).filter(|row| row.points != 0);
        }
        let day = whole_days(giving.at, now);
        let left = decay?.left(points, day);
        let row = giving.row(now, RowKind::Decayed, left - giving.left);
        giving.left = left;
        self.plan(place, day);
        Some(row)
    }

    /// Writes the rows of a moment, and what the limits make of them.
    fn settle(&mut self, log: &mut ScoreLog, now: DateTime<Utc>, rows: &[ScoreRow]) {
        let mut touched = BTreeSet::new();
        for row in rows {
            self.write(log, *row);
            touched.extend(row.rule);
        }
        for rule in touched {
            let sum = self.sums.get(usize::from(rule)).copied().unwrap_or_default();
            let most = self.scoring.rules.get(usize::from(rule)).and_then(|rule| rule.at_most);
            let due = most.map_or(sum.given, |most| sum.given.clamp(-i64::from(most), i64::from(most)));
            self.limit(log, now, (Some(rule), RowKind::RuleLimit), due - sum.counted);
        }
        // Limits of the score are not counted with any rule, so that what it has to leave out comes back by itself.
        let given: i64 = self.sums.iter().map(|sum| sum.counted).sum();
        let due = given.clamp(0, i64::from(self.scoring.at_most));
        self.limit(log, now, (None, RowKind::ScoreLimit), due - self.total);
    }

    fn limit(&mut self, log: &mut ScoreLog, at: DateTime<Utc>, of: (Option<u16>, RowKind), points: i64) {
        let points = i32::try_from(points).unwrap_or(0);
        if points != 0 {
            let (rule, kind) = of;
            self.write(
                log,
                ScoreRow {
                    at,
                    rule,
                    kind,
                    points,
                    source: None,
                },
            );
        }
    }

    fn write(&mut self, log: &mut ScoreLog, row: ScoreRow) {
        self.count(&row);
        log.push(row);
    }

    fn count(&mut self, row: &ScoreRow) {
        let points = i64::from(row.points);
        self.total += points;
        if let Some(sum) = row.rule.and_then(|rule| self.sums.get_mut(usize::from(rule))) {
            sum.counted += points;
            if row.kind != RowKind::RuleLimit {
                sum.given += points;
            }
        }
    }
}

impl Giving {
    fn row(&self, at: DateTime<Utc>, kind: RowKind, points: i32) -> ScoreRow {
        ScoreRow {
            at,
            rule: Some(self.rule),
            kind,
            points,
            source: self.source,
        }
    }

    /// What it was given for is over. The end of a spell is told even where nothing was left of it: another one may
    /// begin.
    fn end(&mut self, at: DateTime<Utc>) -> ScoreRow {
        let row = self.row(at, RowKind::Ended, -self.left);
        self.left = 0;
        self.over = true;
        row
    }
}
