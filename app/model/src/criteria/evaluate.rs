//! The one evaluator. It answers whether a criterion holds and until when at least; a [`Recorder`] sees everything that
//! it looks at. Without one it stops as soon as the answer is certain, and allocates nothing.

mod pains;
mod rows;

use chrono::{DateTime, TimeDelta, Utc};

use self::rows::Counting;
use super::{
    AmountLimit, Condition, ContactCount, Criterion, Limit, SignalCount, TextTest, TouchCount,
    facts::{AccountFacts, ContactFact, DealFact, EvidenceFact, SignalFact, TouchFact, TriggerFact},
};
use crate::{
    accounts::{deals::DealState, touches::TouchKind},
    leads::scores::ScoreRow,
    receipt::{Receipt, RowId, Scribe},
};

/// Whether something holds, and how long that stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// Whether it holds.
    pub holds: bool,
    /// Until this moment it stands although nothing happens; from then on it may be otherwise. `None`: for ever.
    pub until: Option<DateTime<Utc>>,
}

impl Verdict {
    const fn always(holds: bool) -> Self {
        Self { holds, until: None }
    }
}

/// Sees what the evaluator looks at.
pub(crate) trait Recorder {
    /// Whether it wants to see everything, also what cannot change the answer any more.
    const COMPLETE: bool;
    /// Several criteria begin of which all or any must hold, or the opposite of that.
    fn begin(&mut self, all: bool, negated: bool);
    /// They end.
    fn end(&mut self, holds: bool);
    /// A row was counted for the condition that ends next.
    fn row(&mut self, row: Row<'_>);
    /// A condition ends.
    fn condition(&mut self, condition: &Condition, negated: bool, found: Found<'_>, holds: bool);
}

/// A row that was counted.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Row<'a> {
    Signal(&'a SignalFact),
    Touch(&'a TouchFact),
    Contact(&'a ContactFact),
    Deal(&'a DealFact, DealState, DateTime<Utc>),
    Evidence(&'a EvidenceFact),
    Trigger(&'a TriggerFact),
    /// Points that a row gave.
    Points(&'a ScoreRow, RowId),
}

/// What was found.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Found<'a> {
    Unknown,
    Text(&'a str),
    Number(u32),
    Minor(i64),
    /// So many legs of those asked for have a lead.
    Leads(u32, u32),
    Count(u32),
    Days(u32),
    Stage(&'a str),
    /// The severest pain.
    Severity(u8),
    /// The severest pain, which nothing makes urgent though that was asked.
    NotUrgent(u8),
    /// Until when the last trigger counts.
    Until(DateTime<Utc>),
    Points(u32),
}

/// Nobody looks.
struct Unseen;

impl Recorder for Unseen {
    const COMPLETE: bool = false;

    fn begin(&mut self, _: bool, _: bool) {}

    fn end(&mut self, _: bool) {}

    fn row(&mut self, _: Row<'_>) {}

    fn condition(&mut self, _: &Condition, _: bool, _: Found<'_>, _: bool) {}
}

/// The facts as they stand at one moment. Made once for all criteria that are asked about it.
#[derive(Debug)]
pub struct Moment<'a> {
    facts: &'a AccountFacts,
    now: DateTime<Utc>,
    signals: Rows<'a, SignalFact>,
    touches: Rows<'a, TouchFact>,
    contacts: Rows<'a, ContactFact>,
}

/// Rows that count already, and those to come.
#[derive(Debug)]
struct Rows<'a, R> {
    past: &'a [R],
    later: &'a [R],
}

impl<'a, R: super::facts::Row> Rows<'a, R> {
    fn at(rows: &'a [R], now: DateTime<Utc>) -> Self {
        let (past, later) = rows.split_at(rows.partition_point(|row| row.at() <= now));
        Self { past, later }
    }
}

impl<'a> Moment<'a> {
    /// The facts as they stand at a moment.
    pub fn of(facts: &'a AccountFacts, now: DateTime<Utc>) -> Self {
        Self {
            facts,
            now,
            signals: Rows::at(facts.signals(), now),
            touches: Rows::at(facts.touches(), now),
            contacts: Rows::at(facts.contacts(), now),
        }
    }

    /// Whether a criterion holds, and until when that stands.
    pub fn verdict(&self, criterion: &Criterion) -> Verdict {
        self.criterion(criterion, false, &mut Unseen)
    }

    /// The same, and why.
    pub fn explained(&self, criterion: &Criterion) -> (Verdict, Receipt) {
        let currency = self.facts.profile.currency;
        let mut scribe = Scribe::new(currency);
        let verdict = self.criterion(criterion, false, &mut scribe);
        (verdict, scribe.finish(criterion.describe_in(currency), verdict.holds))
    }

    fn criterion<R: Recorder>(&self, criterion: &Criterion, negated: bool, recorder: &mut R) -> Verdict {
        match criterion {
            Criterion::All(parts) => self.group(parts, true, negated, recorder),
            Criterion::Any(parts) => self.group(parts, false, negated, recorder),
            Criterion::Not(part) => {
                let verdict = self.criterion(part, !negated, recorder);
                Verdict {
                    holds: !verdict.holds,
                    until: verdict.until,
                }
            }
            Criterion::Condition(condition) => {
                let (verdict, found) = self.condition(condition, recorder);
                recorder.condition(condition, negated, found, verdict.holds);
                verdict
            }
        }
    }

    /// One that fails decides where all must hold, one that holds where any must. As long as it stands, so does the
    /// whole; where none decides, the whole stands until the first of them may change.
    fn group<R: Recorder>(&self, parts: &[Criterion], all: bool, negated: bool, recorder: &mut R) -> Verdict {
        recorder.begin(all, negated);
        let mut whole = Verdict::always(all);
        let mut decided = false;
        for part in parts {
            let verdict = self.criterion(part, negated, recorder);
            if decided {
                continue;
            }
            if verdict.holds == all {
                whole.until = sooner(whole.until, verdict.until);
            } else {
                decided = true;
                whole = verdict;
                if !R::COMPLETE {
                    break;
                }
            }
        }
        recorder.end(whole.holds);
        whole
    }

    fn condition<R: Recorder>(&self, condition: &Condition, recorder: &mut R) -> (Verdict, Found<'a>) {
        let profile = &self.facts.profile;
        match condition {
            Condition::Industry(test) => text(test, profile.industry.as_deref()),
            Condition::Country(test) => text(test, profile.country.as_deref()),
            Condition::City(test) => text(test, profile.city.as_deref()),
            Condition::Employees(limit) => match profile.employees {
                Some(many) => (Verdict::always(limit.admits(many)), Found::Number(many)),
                None => (Verdict::always(false), Found::Unknown),
            },
            Condition::AnnualRevenue(limit) => match profile.annual_revenue_minor {
                Some(minor) => (Verdict::always(limit.admits(minor)), Found::Minor(minor)),
                None => (Verdict::always(false), Found::Unknown),
            },
            Condition::Leads(test) => {
                let mut led = 0;
                let mut asked = 0;
                for leg in &test.legs {
                    asked += 1;
                    led += u32::from(profile.has_lead(*leg));
                }
                let holds = if test.named { led == asked } else { led == 0 };
                (Verdict::always(holds), Found::Leads(led, asked))
            }
            Condition::Signals(asked) => self.signals(asked, recorder),
            Condition::Touches(asked) => self.touches(asked, recorder),
            Condition::Contacts(asked) => self.contacts(asked, recorder),
            Condition::Deals(asked) => {
                let sum = self.deals(asked.state, asked.within_days, recorder);
                let holds = asked.count.admits(sum.count);
                (
                    Verdict {
                        holds,
                        until: sum.until,
                    },
                    Found::Count(sum.count),
                )
            }
            Condition::DealAmount(asked) => {
                let sum = self.deals(asked.state, asked.within_days, recorder);
                let holds = AmountLimit::admits(asked.amount, sum.minor);
                (
                    Verdict {
                        holds,
                        until: sum.until,
                    },
                    Found::Minor(sum.minor),
                )
            }
            Condition::Stage(test) => {
                let stage = self.facts.standing.stage.as_str();
                let holds = test.one_of.iter().any(|key| key == stage);
                (Verdict::always(holds), Found::Stage(stage))
            }
            Condition::DaysInStage(limit) => self.days_in_stage(*limit),
            Condition::Pain(asked) => pains::pain(self.facts, self.now, asked, recorder),
            Condition::Trigger(asked) => pains::trigger(self.facts, self.now, asked, recorder),
            Condition::Fit(limit) => {
                let log = self.facts.lead.as_ref().map(|lead| &lead.fit);
                pains::score(log, self.now, *limit, recorder)
            }
            Condition::Engagement(limit) => {
                let log = self.facts.lead.as_ref().map(|lead| &lead.engagement);
                pains::score(log, self.now, *limit, recorder)
            }
        }
    }

    fn signals<R: Recorder>(&self, asked: &SignalCount, recorder: &mut R) -> (Verdict, Found<'a>) {
        self.counting(asked.within_days, asked.count).over(
            &self.signals,
            |row| asked.counts(row),
            |row| recorder.row(Row::Signal(row)),
            R::COMPLETE,
        )
    }

    fn touches<R: Recorder>(&self, asked: &TouchCount, recorder: &mut R) -> (Verdict, Found<'a>) {
        self.counting(asked.within_days, asked.count).over(
            &self.touches,
            |row| asked.counts(row),
            |row| recorder.row(Row::Touch(row)),
            R::COMPLETE,
        )
    }

    fn contacts<R: Recorder>(&self, asked: &ContactCount, recorder: &mut R) -> (Verdict, Found<'a>) {
        self.counting(None, asked.count).over(
            &self.contacts,
            |row| asked.counts(row),
            |row| recorder.row(Row::Contact(row)),
            R::COMPLETE,
        )
    }

    fn counting(&self, within_days: Option<u16>, limit: Limit) -> Counting {
        Counting::new(self.now, within_days.map(days), limit)
    }

    fn deals<R: Recorder>(
        &self,
        state: Option<DealState>,
        within_days: Option<u16>,
        recorder: &mut R,
    ) -> rows::DealSum {
        rows::sum_deals(self.facts.deals(), self.now, state, within_days.map(days), recorder)
    }

    fn days_in_stage(&self, limit: Limit) -> (Verdict, Found<'a>) {
        let since = self.facts.standing.since;
        let stood = crate::journey::whole_days(since, self.now);
        let next = match (limit.at_least, limit.at_most) {
            (Some(least), _) if stood < least => Some(least),
            (_, Some(most)) if stood <= most => most.checked_add(1),
            _ => None,
        };
        let until = next.and_then(|day| since.checked_add_signed(TimeDelta::days(i64::from(day))));
        (
            Verdict {
                holds: limit.admits(stood),
                until,
            },
            Found::Days(stood),
        )
    }
}

impl SignalCount {
    /// Whether it is a signal of those that are asked for, whenever it was.
    pub(crate) fn counts(&self, row: &SignalFact) -> bool {
        among(self.kinds.as_deref(), &row.kind)
            && self
                .sources
                .as_ref()
                .is_none_or(|sources| row.source.is_some_and(|source| sources.contains(&source)))
            && self
                .topic
                .as_ref()
                .is_none_or(|part| row.topic.as_ref().is_some_and(|topic| contains(topic, part)))
    }
}

impl TouchCount {
    /// Whether it is a touch of those that are asked for, whenever it was.
    pub(crate) fn counts(&self, row: &TouchFact) -> bool {
        let kinds = self.kinds.as_ref();
        kinds.map_or(TouchKind::is_act(row.kind), |kinds| kinds.contains(&row.kind))
            && among(self.legs.as_deref(), &row.leg)
    }
}

impl ContactCount {
    /// Whether it is a contact of those that are asked for, whenever it became one.
    pub(crate) fn counts(&self, row: &ContactFact) -> bool {
        let roles = self.roles.as_ref();
        roles.is_none_or(|roles| row.role.is_some_and(|role| roles.contains(&role)))
    }
}

impl Criterion {
    /// Whether it holds for the facts at a moment.
    pub fn holds(&self, facts: &AccountFacts, now: DateTime<Utc>) -> bool {
        Moment::of(facts, now).verdict(self).holds
    }

    /// Whether it holds for the facts at a moment, and until when that stands.
    pub fn verdict(&self, facts: &AccountFacts, now: DateTime<Utc>) -> Verdict {
        Moment::of(facts, now).verdict(self)
    }

    /// Whether it holds, and why.
    pub fn explain(&self, facts: &AccountFacts, now: DateTime<Utc>) -> Receipt {
        Moment::of(facts, now).explained(self).1
    }

    /// The earliest later moment at which its value could change though no fact changes; `None`: never.
    pub fn next_change(&self, facts: &AccountFacts, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.verdict(facts, now).until
    }
}

fn days(days: u16) -> TimeDelta {
    TimeDelta::days(i64::from(days))
}

/// The sooner of two moments, where nothing said is never.
pub(crate) fn sooner(one: Option<DateTime<Utc>>, other: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

fn among<T: PartialEq>(list: Option<&[T]>, value: &T) -> bool {
    list.is_none_or(|list| list.contains(value))
}

fn text<'a>(test: &TextTest, value: Option<&'a str>) -> (Verdict, Found<'a>) {
    let Some(value) = value else {
        return (Verdict::always(false), Found::Unknown);
    };
    let holds = match test {
        TextTest::Known => true,
        TextTest::OneOf(texts) => texts.iter().any(|text| lower(text).eq(lower(value))),
        TextTest::Contains(part) => contains(value, part),
    };
    (Verdict::always(holds), Found::Text(value))
}

fn lower(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(char::to_lowercase)
}

/// Whether a text has another one as a part, capital or small.
fn contains(text: &str, part: &str) -> bool {
    let begins = |rest: &str| {
        let mut rest = lower(rest);
        lower(part).all(|letter| rest.next() == Some(letter))
    };
    text.char_indices()
        .any(|(place, _)| text.get(place..).is_some_and(begins))
}
