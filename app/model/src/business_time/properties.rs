//! What holds for every calendar, also for ones that nobody would write, on clocks that nobody has.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Timelike as _, Utc};
use proptest::prelude::*;

use super::{BusinessTime, Calendar, ClockTime, DayOfWeek, Holiday, Pause, Pauses, Window};
use crate::values::Zone;

/// 1 January 2026, 00:00 UTC.
const FIRST: i64 = 1_767_225_600;
const DAYS: i64 = 60;

/// Windows apart from each other, some of them touching.
fn some_windows(most: usize) -> impl Strategy<Value = Vec<Window>> {
    proptest::collection::btree_set(0_u16..=96, 0..=2 * most).prop_map(|quarters| {
        let quarters: Vec<u16> = quarters.into_iter().collect();
        let time = |quarter: u16| {
            let text = format!("{:02}:{:02}", quarter / 4, quarter % 4 * 15);
            text.parse::<ClockTime>().unwrap()
        };
        quarters
            .chunks_exact(2)
            .map(|pair| Window {
                from: time(pair[0]),
                until: time(pair[1]),
            })
            .collect()
    })
}

/// Clocks that change up to three times, by up to half a day, at any quarter of an hour.
fn some_zone() -> impl Strategy<Value = Zone> {
    let change = (0..DAYS * 96, -48_i32..=56).prop_map(|(at, ahead)| (FIRST + at * 900, ahead * 900));
    proptest::collection::vec(change, 0..=3).prop_map(|changes| Zone::new("Some/Where", changes))
}

fn some_calendar() -> impl Strategy<Value = Calendar> {
    let week = proptest::collection::vec(some_windows(3), 7);
    let holidays = proptest::collection::btree_map(0..DAYS.unsigned_abs(), some_windows(2), 0..=4);
    let never = |(week, _): &(Vec<Vec<Window>>, BTreeMap<u64, Vec<Window>>)| week.iter().any(|day| !day.is_empty());
    (week, holidays)
        .prop_filter("never open", never)
        .prop_map(|(week, holidays)| {
            let first: NaiveDate = "2026-01-01".parse().unwrap();
            let holidays = holidays.into_iter().map(|(day, windows)| Holiday {
                day: first + Days::new(day),
                name: "Holiday".to_owned(),
                windows,
            });
            Calendar {
                name: "Some hours".to_owned(),
                time_zone: "Some/Where".to_owned(),
                week: DayOfWeek::ALL.iter().copied().zip(week).collect(),
                holidays: holidays.collect(),
            }
        })
}

fn some_business_time() -> impl Strategy<Value = BusinessTime> {
    (some_calendar(), some_zone()).prop_map(|(calendar, zone)| BusinessTime::new(&calendar, zone).unwrap())
}

fn some_moment() -> impl Strategy<Value = DateTime<Utc>> {
    prop_oneof![
        2 => (0..DAYS * 86_400_000_000).prop_map(|micros| FIRST * 1_000_000 + micros),
        // On quarters, where windows and changes begin and end.
        3 => (0..DAYS * 96).prop_map(|quarter| (FIRST + quarter * 900) * 1_000_000),
    ]
    .prop_map(|micros| DateTime::from_timestamp_micros(micros).unwrap())
}

fn some_minutes() -> impl Strategy<Value = u32> {
    prop_oneof![0..5_u32, 0..600_u32, 0..20_000_u32, 0..6_000_000_u32]
}

fn some_pauses() -> impl Strategy<Value = Pauses> {
    proptest::collection::vec((some_moment(), 0..5_000_i64), 0..4).prop_map(|pauses| {
        let pauses = pauses.into_iter().map(|(from, minutes)| Pause {
            from,
            until: Some(from + TimeDelta::minutes(minutes)),
        });
        pauses.collect::<Vec<Pause>>().into()
    })
}

/// What the clock on the wall says, asked minute by minute: slow, and too simple to be wrong.
fn open_minutes(calendar: &Calendar, zone: &Zone, from: DateTime<Utc>, minutes: i64) -> i64 {
    let is_open = |at: DateTime<Utc>| {
        use chrono::Datelike as _;
        let shown = zone.local(at);
        let minute = shown.hour() * 60 + shown.minute();
        let holiday = calendar.holidays.iter().find(|holiday| holiday.day == shown.date());
        let day = DayOfWeek::ALL[shown.weekday().num_days_from_monday() as usize];
        let windows = holiday.map_or_else(|| &calendar.week[&day], |holiday| &holiday.windows);
        windows
            .iter()
            .any(|window| (u32::from(window.from.minutes())..u32::from(window.until.minutes())).contains(&minute))
    };
    let count = (0..minutes)
        .filter(|minute| is_open(from + TimeDelta::minutes(*minute)))
        .count();
    i64::try_from(count).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn due_is_when_so_much_time_has_passed(
        business in some_business_time(), start in some_moment(), minutes in some_minutes(),
    ) {
        let due = business.due(start, minutes);
        prop_assert!(due >= start);
        prop_assert_eq!(business.elapsed(start, due), TimeDelta::minutes(i64::from(minutes)));
    }

    #[test]
    fn due_lies_in_an_open_window_or_at_its_end(
        business in some_business_time(), start in some_moment(), minutes in some_minutes(),
    ) {
        let due = business.due(start, minutes);
        let just_before = due - TimeDelta::microseconds(1);
        prop_assert!(business.is_open(due) || (minutes > 0 && business.is_open(just_before)));
    }

    #[test]
    fn due_is_the_earliest_such_moment(
        business in some_business_time(), start in some_moment(), minutes in 1..5_000_u32,
    ) {
        let just_before = business.due(start, minutes) - TimeDelta::microseconds(1);
        prop_assert!(business.elapsed(start, just_before) < TimeDelta::minutes(i64::from(minutes)));
    }

    #[test]
    fn who_starts_later_is_due_later(
        business in some_business_time(), one in some_moment(), other in some_moment(), minutes in some_minutes(),
    ) {
        let (early, late) = (one.min(other), one.max(other));
        prop_assert!(business.due(early, minutes) <= business.due(late, minutes));
    }

    #[test]
    fn who_has_more_time_is_due_later(
        business in some_business_time(), start in some_moment(), one in some_minutes(), other in some_minutes(),
    ) {
        let due = |minutes| business.due(start, minutes);
        prop_assert!(due(one.min(other)) <= due(one.max(other)));
        prop_assert_eq!(due(one) == due(other), one == other);
    }

    #[test]
    fn elapsed_time_adds_up(
        business in some_business_time(), moments in proptest::array::uniform3(some_moment()),
    ) {
        let mut moments = moments;
        moments.sort_unstable();
        let [from, between, to] = moments;
        let halves = business.elapsed(from, between) + business.elapsed(between, to);
        prop_assert_eq!(business.elapsed(from, to), halves);
        prop_assert!(halves <= to - from);
    }

    #[test]
    fn the_clock_on_the_wall_agrees(
        calendar in some_calendar(), zone in some_zone(), quarter in 0..DAYS * 96, minutes in 0..15_000_i64,
    ) {
        let from = DateTime::from_timestamp(FIRST + quarter * 900, 0).unwrap();
        let business = BusinessTime::new(&calendar, zone.clone()).unwrap();
        let counted = open_minutes(&calendar, &zone, from, minutes);
        prop_assert_eq!(business.elapsed(from, from + TimeDelta::minutes(minutes)), TimeDelta::minutes(counted));
        let open_now = open_minutes(&calendar, &zone, from, 1) == 1;
        prop_assert_eq!(business.is_open(from), open_now);
    }

    #[test]
    fn with_pauses_due_is_when_so_much_time_has_passed(
        business in some_business_time(), start in some_moment(), minutes in some_minutes(), pauses in some_pauses(),
    ) {
        let due = business.due_with(start, minutes, &pauses).unwrap();
        prop_assert_eq!(business.elapsed_with(start, due, &pauses), TimeDelta::minutes(i64::from(minutes)));
        prop_assert!(due >= business.due(start, minutes));
        let inside = pauses.iter().any(|pause| pause.from < due && pause.until.is_none_or(|until| due < until));
        prop_assert!(!inside);
    }

    #[test]
    fn a_calendar_and_pauses_survive_their_json(calendar in some_calendar(), pauses in some_pauses()) {
        let json = serde_json::to_string(&calendar).unwrap();
        prop_assert_eq!(serde_json::from_str::<Calendar>(&json).unwrap(), calendar.clone());
        prop_assert!(!calendar.describe().is_empty());
        let json = serde_json::to_string(&pauses).unwrap();
        prop_assert_eq!(serde_json::from_str::<Pauses>(&json).unwrap(), pauses);
    }
}
