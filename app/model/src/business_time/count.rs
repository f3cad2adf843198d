//! Counting business time.

use chrono::{DateTime, Datelike as _, NaiveDate, TimeDelta, Utc};

use super::{Calendar, DayOfWeek, Pauses, Window};
use crate::{Complaint, FieldErrors, values::Zone};

/// A calendar on the clocks of its zone. Moments count to the microsecond, as databases keep them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BusinessTime {
    zone: Zone,
    /// Monday first.
    week: [Hours; 7],
    /// In the order of their days.
    holidays: Vec<Special>,
    /// Microseconds of a week without holidays; above zero.
    per_week: i64,
}

/// Windows of one day in microseconds since its midnight, in order and apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Hours(Vec<(i64, i64)>);

/// A day on which other hours hold.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Special {
    /// Days since 1970.
    day: i64,
    hours: Hours,
    /// Microseconds that all special days up to and with this one are open longer than days of the week would be.
    longer: i64,
}

const MINUTE: i64 = 60_000_000;
const DAY: i64 = 1_440 * MINUTE;
const WEEK: i64 = 7 * DAY;

impl Hours {
    fn of(windows: &[Window]) -> Self {
        let mut hours: Vec<(i64, i64)> = windows
            .iter()
            .map(|window| {
                (
                    i64::from(window.from.minutes()) * MINUTE,
                    i64::from(window.until.minutes()) * MINUTE,
                )
            })
            .collect();
        hours.sort_unstable();
        Self(hours)
    }

    fn sum(&self) -> i64 {
        self.0.iter().map(|(from, until)| until - from).sum()
    }
}

/// The place of a day in the week; day 0 was a Thursday.
fn weekday(day: i64) -> usize {
    usize::try_from((day + 3).rem_euclid(7)).unwrap_or(0)
}

fn day_number(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce()) - i64::from(NaiveDate::default().num_days_from_ce())
}

/// How far a count came.
struct Reached {
    /// The moment, in microseconds since 1970; `None` where the end of the search came first.
    at: Option<i64>,
    /// What was still wanted then, in microseconds.
    left: i64,
}

impl BusinessTime {
    /// A calendar on the clocks of its zone. Refuses a bad calendar, and another zone than the calendar's. The zone
    /// knows its changes for some years (see [`Zone`]); behind the last one clocks are taken to stay as they are.
    pub fn new(calendar: &Calendar, zone: Zone) -> Result<Self, FieldErrors> {
        calendar.check()?;
        if zone.name() != calendar.time_zone {
            return Err(FieldErrors::of("time_zone", Complaint::NotATimeZone));
        }
        let mut week: [Hours; 7] = Default::default();
        for (hours, day) in week.iter_mut().zip(DayOfWeek::ALL) {
            *hours = Hours::of(calendar.week.get(day).map_or(&[], Vec::as_slice));
        }
        let mut holidays: Vec<Special> = calendar
            .holidays
            .iter()
            .map(|holiday| Special {
                day: day_number(holiday.day),
                hours: Hours::of(&holiday.windows),
                longer: 0,
            })
            .collect();
        holidays.sort_unstable_by_key(|special| special.day);
        let mut longer = 0;
        for special in &mut holidays {
            longer += special.hours.sum() - week[weekday(special.day)].sum();
            special.longer = longer;
        }
        Ok(Self {
            per_week: week.iter().map(Hours::sum).sum(),
            zone,
            week,
            holidays,
        })
    }

    /// The zone whose clocks count.
    pub const fn zone(&self) -> &Zone {
        &self.zone
    }

    /// The moment at which so many minutes of business time have passed since `start`: the earliest one, so that a limit
    /// which ends with the day ends at closing time and not on the next morning. No minutes at all end when it is open
    /// next. What would lie behind the end of time is the end of time.
    pub fn due(&self, start: DateTime<Utc>, minutes: u32) -> DateTime<Utc> {
        let wanted = i64::from(minutes) * MINUTE;
        let end = DateTime::<Utc>::MAX_UTC;
        let reached = self.count(start.timestamp_micros(), wanted, end.timestamp_micros());
        reached.at.and_then(DateTime::from_timestamp_micros).unwrap_or(end)
    }

    /// The same where the clock stands still during pauses; `None` where it stands still without end.
    pub fn due_with(&self, start: DateTime<Utc>, minutes: u32, pauses: &Pauses) -> Option<DateTime<Utc>> {
        let end = DateTime::<Utc>::MAX_UTC;
        let mut at = start.timestamp_micros();
        let mut left = i64::from(minutes) * MINUTE;
        for pause in pauses
            .iter()
            .filter(|pause| pause.until.is_none_or(|until| until > start))
        {
            let reached = self.count(at, left, pause.from.timestamp_micros());
            if let Some(found) = reached.at {
                return DateTime::from_timestamp_micros(found);
            }
            left = reached.left;
            at = pause.until?.timestamp_micros();
        }
        let found = self.count(at, left, end.timestamp_micros()).at;
        Some(found.and_then(DateTime::from_timestamp_micros).unwrap_or(end))
    }

    /// The business time from one moment to a later one; none to an earlier one.
    pub fn elapsed(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> TimeDelta {
        let wanted = i64::MAX;
        let reached = self.count(from.timestamp_micros(), wanted, to.timestamp_micros());
        TimeDelta::microseconds(wanted - reached.left)
    }

    /// The same where the clock stands still during pauses.
    pub fn elapsed_with(&self, from: DateTime<Utc>, to: DateTime<Utc>, pauses: &Pauses) -> TimeDelta {
        let paused: TimeDelta = pauses
            .iter()
            .map(|pause| self.elapsed(pause.from.max(from), pause.until.map_or(to, |until| until.min(to))))
            .sum();
        self.elapsed(from, to) - paused
    }

    /// Whether it is open at a moment.
    pub fn is_open(&self, at: DateTime<Utc>) -> bool {
        self.next_open(at).timestamp_micros() == at.timestamp_micros()
    }

    /// The first moment from `at` on in which it is open.
    pub fn next_open(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        self.due(at, 0)
    }

    fn hours(&self, day: i64) -> &Hours {
        self.holidays
            .binary_search_by_key(&day, |special| special.day)
            .ok()
            .and_then(|place| self.holidays.get(place))
            .map_or_else(|| &self.week[weekday(day)], |special| &special.hours)
    }

    /// Microseconds that special days before this one are open longer than days of the week would be.
    fn longer_before(&self, day: i64) -> i64 {
        let before = self.holidays.partition_point(|special| special.day < day);
        let last = before.checked_sub(1).and_then(|last| self.holidays.get(last));
        last.map_or(0, |special| special.longer)
    }

    /// Uses up the wanted business time from `from` on, and not beyond `end`; everything in microseconds. The one count
    /// behind all questions, so that no two of them disagree.
    ///
    /// Between two changes of the clock, days are 24 hours and local time is real time. Such a stretch is entered and left
    /// day by day, and what lies between is skipped by whole weeks.
    fn count(&self, from: i64, wanted: i64, end: i64) -> Reached {
        let mut left = wanted;
        let mut at = from;
        while at < end {
            let (ahead, change) = self.zone.steady(at.div_euclid(1_000_000));
            let ahead = i64::from(ahead) * 1_000_000;
            let stop = change.map_or(end, |second| end.min(second.saturating_mul(1_000_000)));
            let local_stop = stop + ahead;
            let mut local = at + ahead;
            while local < local_stop {
                let day = local.div_euclid(DAY);
                let (weeks, open) = self.whole_weeks(local, local_stop, left);
                if weeks > 0 {
                    left -= open;
                    local += weeks * WEEK;
                    continue;
                }
                for (open, close) in &self.hours(day).0 {
                    let open = (day * DAY + open).max(local);
                    let close = (day * DAY + close).min(local_stop);
                    if open < close && close - open >= left {
                        let at = Some(open + left - ahead);
                        return Reached { at, left: 0 };
                    }
                    left -= (close - open).max(0);
                }
                local = (day + 1) * DAY;
            }
            at = stop;
        }
        Reached { at: None, left }
    }

    /// How many weeks from a midnight on end before `stop` and leave something wanted, since the last moment has to be
    /// looked for day by day; and how long they are open.
    fn whole_weeks(&self, midnight: i64, stop: i64, left: i64) -> (i64, i64) {
        if midnight.rem_euclid(DAY) != 0 || left <= 0 {
            return (0, 0);
        }
        let day = midnight / DAY;
        let longer = self.longer_before(day);
        let open = |weeks: i64| weeks * self.per_week + self.longer_before(day + weeks * 7) - longer;
        // More weeks are never open for less, so halving finds the most of them.
        let (mut few, mut many) = (0, (stop - midnight) / WEEK + 1);
        while many - few > 1 {
            let middle = few.midpoint(many);
            if open(middle) < left {
                few = middle;
            } else {
                many = middle;
            }
        }
        (few, open(few))
    }
}
