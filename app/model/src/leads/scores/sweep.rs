//! Where the writing of a log stands: what was given and how much of it is left, what rules and limits make of it, and
//! when points are lost next. All of it can be read from the log.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, BinaryHeap},
};

use chrono::{DateTime, TimeDelta, Utc};

use super::{Decay, Given, RowKind, ScoreLog, ScoreRow, Scoring, follow::Event};
use crate::{criteria::Condition, journey::whole_days, receipt::RowId};

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
pub(super) struct Sweep<'a> {
    scoring: &'a Scoring,
    givings: Vec<Giving>,
    /// Places of givings by what they were given for. Of something that holds: its last spell.
    places: BTreeMap<(u16, Option<RowId>), usize>,
    sums: Vec<Sum>,
    total: i64,
    /// The moments at which givings lose points.
    pub(super) due: BinaryHeap<Reverse<(DateTime<Utc>, usize)>>,
}

impl<'a> Sweep<'a> {
    /// Takes up a log where it ends.
    pub(super) fn of(scoring: &'a Scoring, log: &ScoreLog) -> Self {
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
    pub(super) fn spell(&self, rule: u16) -> Option<usize> {
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
    pub(super) fn happens(&mut self, event: Event) -> Option<ScoreRow> {
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
    pub(super) fn fades(&mut self, place: usize, now: DateTime<Utc>) -> Option<ScoreRow> {
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
    pub(super) fn settle(&mut self, log: &mut ScoreLog, now: DateTime<Utc>, rows: &[ScoreRow]) {
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
