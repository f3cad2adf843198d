//! Business time by example: what people would count on their fingers.

use std::time::Instant;

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc, Weekday};
use rstest::rstest;

use super::{BusinessTime, Calendar, ClockTime, DayOfWeek, Holiday, Pauses, Window};
use crate::{Complaint, FieldErrors, values::Zone};

/// The second at which clocks change on the n-th (or with 0 the last) Sunday of a month.
fn sunday(year: i32, month: u32, which: u8, utc: &str) -> i64 {
    let day = match which {
        0 => {
            let next = NaiveDate::from_ymd_opt(year, month + 1, 1).unwrap();
            NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Sun, 5)
                .or_else(|| NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Sun, 4))
                .filter(|day| *day < next)
        }
        which => NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Sun, which),
    };
    let at: NaiveTime = utc.parse().unwrap();
    day.unwrap().and_time(at).and_utc().timestamp()
}

fn zone(name: &str) -> Zone {
    let years = 2_020..2_060;
    let changes = years.flat_map(|year| match name {
        "Europe/Berlin" => vec![
            (sunday(year, 3, 0, "01:00:00"), 7_200),
            (sunday(year, 10, 0, "01:00:00"), 3_600),
        ],
        "America/New_York" => vec![
            (sunday(year, 3, 2, "07:00:00"), -14_400),
            (sunday(year, 11, 1, "06:00:00"), -18_000),
        ],
        // Half an hour, and in the south, where summer is in January.
        "Australia/Lord_Howe" => vec![
            (sunday(year, 4, 1, "15:00:00") - 86_400, 37_800),
            (sunday(year, 10, 1, "15:30:00") - 86_400, 39_600),
        ],
        _ => Vec::new(),
    });
    Zone::new(name, changes.collect())
}

fn windows(said: &[&str]) -> Vec<Window> {
    let window = |text: &&str| {
        let (from, until) = text.split_once('-').unwrap();
        let time = |text: &str| text.parse::<ClockTime>().unwrap();
        Window {
            from: time(from),
            until: time(until),
        }
    };
    said.iter().map(window).collect()
}

fn week(days: &[DayOfWeek], hours: &[&str]) -> Vec<(DayOfWeek, Vec<Window>)> {
    days.iter().map(|day| (*day, windows(hours))).collect()
}

/// The calendars of the table, by name.
fn calendar(name: &str) -> Calendar {
    use DayOfWeek::{Friday, Monday, Saturday, Sunday};
    let holiday = |day: &str, hours: &[&str]| Holiday {
        day: day.parse().unwrap(),
        name: "Holiday".to_owned(),
        windows: windows(hours),
    };
    let mut calendar = Calendar::office_hours("Europe/Berlin");
    let workdays = &DayOfWeek::ALL[..5];
    let all = DayOfWeek::ALL;
    match name {
        "office" => {}
        "lunch" => calendar.week.extend(week(workdays, &["13:00-17:00", "09:00-12:00"])),
        "holidays" => {
            calendar.holidays = vec![
                holiday("2026-12-26", &[]),
                holiday("2026-12-25", &[]),
                holiday("2026-12-24", &["09:00-12:00"]),
                holiday("2026-11-16", &[]),
                // A Saturday on which stock is taken.
                holiday("2026-11-28", &["10:00-12:00", "13:00-14:00"]),
            ];
        }
        "around the clock" => calendar.week = week(all, &["00:00-24:00"]).into_iter().collect(),
        "night shift" => calendar.week = week(all, &["00:00-06:00", "22:00-24:00"]).into_iter().collect(),
        "small hours" => calendar.week = week(&[Sunday], &["01:00-04:00"]).into_iter().collect(),
        "half an hour" => calendar.week = week(&[Sunday], &["02:00-02:30"]).into_iter().collect(),
        "half past two" => calendar.week = week(&[Sunday], &["02:30-04:00"]).into_iter().collect(),
        "weekend" => calendar.week = week(&[Saturday, Sunday], &["10:00-11:00"]).into_iter().collect(),
        "short friday" => calendar.week.extend(week(&[Friday], &["09:00-13:00"])),
        "mondays" => calendar.week = week(&[Monday], &["09:00-10:00"]).into_iter().collect(),
        other => panic!("no calendar {other}"),
    }
    calendar
}

fn business(name: &str, zone_name: &str) -> BusinessTime {
    let mut calendar = calendar(name);
    zone_name.clone_into(&mut calendar.time_zone);
    BusinessTime::new(&calendar, zone(zone_name)).unwrap()
}

/// A moment as it stands in the table: on the clocks of the zone, or in UTC where clocks show it twice.
fn moment(business: &BusinessTime, text: &str) -> DateTime<Utc> {
    match text.strip_suffix('Z') {
        Some(utc) => format!("{utc}:00Z").parse().unwrap(),
        None => {
            let local: NaiveDateTime = format!("{text}:00").parse().unwrap();
            business.zone().moment(local)
        }
    }
}

const BERLIN: &str = "Europe/Berlin";
const NEW_YORK: &str = "America/New_York";
const LORD_HOWE: &str = "Australia/Lord_Howe";

#[rstest]
// The promise: Friday half past four, one hour, nine to five.
#[case("office", BERLIN, "2026-11-13T16:30", 60, "2026-11-16T09:30")]
#[case("office", NEW_YORK, "2026-11-13T16:30", 60, "2026-11-16T09:30")]
#[case("lunch", BERLIN, "2026-11-13T16:30", 60, "2026-11-16T09:30")]
#[case("holidays", BERLIN, "2026-11-13T16:30", 60, "2026-11-17T09:30")]
#[case("short friday", BERLIN, "2026-11-13T12:30", 60, "2026-11-16T09:30")]
// Inside of a day.
#[case("office", BERLIN, "2026-11-18T10:00", 60, "2026-11-18T11:00")]
#[case("office", BERLIN, "2026-11-18T09:00", 480, "2026-11-18T17:00")]
#[case("office", BERLIN, "2026-11-18T09:00", 481, "2026-11-19T09:01")]
#[case("office", BERLIN, "2026-11-18T16:00", 60, "2026-11-18T17:00")]
#[case("office", BERLIN, "2026-11-18T16:01", 60, "2026-11-19T09:01")]
// From outside: before opening, after closing, at night, at the weekend.
#[case("office", BERLIN, "2026-11-18T07:15", 30, "2026-11-18T09:30")]
#[case("office", BERLIN, "2026-11-18T17:00", 30, "2026-11-19T09:30")]
#[case("office", BERLIN, "2026-11-18T23:59", 30, "2026-11-19T09:30")]
#[case("office", BERLIN, "2026-11-14T12:00", 30, "2026-11-16T09:30")]
#[case("office", BERLIN, "2026-11-15T23:59", 480, "2026-11-16T17:00")]
// The lunch split: before, up to, over, in and right behind it.
#[case("lunch", BERLIN, "2026-11-18T11:00", 60, "2026-11-18T12:00")]
#[case("lunch", BERLIN, "2026-11-18T11:30", 60, "2026-11-18T13:30")]
#[case("lunch", BERLIN, "2026-11-18T12:00", 60, "2026-11-18T14:00")]
#[case("lunch", BERLIN, "2026-11-18T12:30", 60, "2026-11-18T14:00")]
#[case("lunch", BERLIN, "2026-11-18T13:00", 240, "2026-11-18T17:00")]
#[case("lunch", BERLIN, "2026-11-18T09:00", 420, "2026-11-18T17:00")]
#[case("lunch", BERLIN, "2026-11-18T09:00", 2_100, "2026-11-24T17:00")]
#[case("lunch", BERLIN, "2026-11-18T09:00", 2_101, "2026-11-25T09:01")]
// Holidays, half days, and a Saturday of work.
#[case("holidays", BERLIN, "2026-12-23T16:30", 60, "2026-12-24T09:30")]
#[case("holidays", BERLIN, "2026-12-24T11:30", 60, "2026-12-28T09:30")]
#[case("holidays", BERLIN, "2026-12-24T12:00", 1, "2026-12-28T09:01")]
#[case("holidays", BERLIN, "2026-12-25T10:00", 60, "2026-12-28T10:00")]
#[case("holidays", BERLIN, "2026-11-27T16:30", 60, "2026-11-28T10:30")]
#[case("holidays", BERLIN, "2026-11-28T11:30", 60, "2026-11-28T13:30")]
#[case("holidays", BERLIN, "2026-11-27T16:30", 210, "2026-11-28T14:00")]
#[case("holidays", BERLIN, "2026-11-27T16:30", 211, "2026-11-30T09:01")]
#[case("holidays", BERLIN, "2026-11-02T09:00", 4_800, "2026-11-13T17:00")]
#[case("holidays", BERLIN, "2026-11-02T09:00", 4_801, "2026-11-17T09:01")]
// No minutes at all: as soon as somebody is there.
#[case("office", BERLIN, "2026-11-18T10:00", 0, "2026-11-18T10:00")]
#[case("office", BERLIN, "2026-11-18T09:00", 0, "2026-11-18T09:00")]
#[case("office", BERLIN, "2026-11-18T17:00", 0, "2026-11-19T09:00")]
#[case("office", BERLIN, "2026-11-14T12:00", 0, "2026-11-16T09:00")]
#[case("holidays", BERLIN, "2026-12-24T12:00", 0, "2026-12-28T09:00")]
// Over midnight, and around the clock.
#[case("night shift", BERLIN, "2026-11-18T23:30", 60, "2026-11-19T00:30")]
#[case("night shift", BERLIN, "2026-11-18T05:30", 60, "2026-11-18T22:30")]
#[case("around the clock", BERLIN, "2026-11-18T23:30", 60, "2026-11-19T00:30")]
#[case("around the clock", BERLIN, "2026-11-18T23:30", 1_440, "2026-11-19T23:30")]
// Long limits: whole weeks, to the minute.
#[case("office", BERLIN, "2026-11-13T16:30", 2_400, "2026-11-20T16:30")]
#[case("office", BERLIN, "2026-11-16T09:00", 2_400, "2026-11-20T17:00")]
#[case("mondays", BERLIN, "2026-11-16T09:00", 60, "2026-11-16T10:00")]
#[case("mondays", BERLIN, "2026-11-16T09:00", 120, "2026-11-23T10:00")]
#[case("mondays", BERLIN, "2026-11-16T10:00", 3_120, "2027-11-15T10:00")]
// Spring in Berlin, 29 March 2026: clocks go from 02:00 to 03:00.
#[case("office", BERLIN, "2026-03-27T16:30", 60, "2026-03-30T09:30")]
#[case("around the clock", BERLIN, "2026-03-28T12:00", 1_440, "2026-03-29T13:00")]
#[case("small hours", BERLIN, "2026-03-28T12:00", 60, "2026-03-29T03:00")]
#[case("small hours", BERLIN, "2026-03-28T12:00", 120, "2026-03-29T04:00")]
#[case("small hours", BERLIN, "2026-03-28T12:00", 121, "2026-04-05T01:01")]
#[case("half an hour", BERLIN, "2026-03-28T12:00", 30, "2026-04-05T02:30")]
#[case("half past two", BERLIN, "2026-03-28T12:00", 60, "2026-03-29T04:00")]
#[case("night shift", BERLIN, "2026-03-28T23:00", 420, "2026-03-29T23:00")]
// Autumn in Berlin, 25 October 2026: clocks go from 03:00 back to 02:00.
#[case("office", BERLIN, "2026-10-23T16:30", 60, "2026-10-26T09:30")]
#[case("around the clock", BERLIN, "2026-10-24T12:00", 1_440, "2026-10-25T11:00")]
#[case("small hours", BERLIN, "2026-10-24T12:00", 90, "2026-10-25T00:30Z")]
#[case("small hours", BERLIN, "2026-10-24T12:00", 150, "2026-10-25T01:30Z")]
#[case("small hours", BERLIN, "2026-10-24T12:00", 240, "2026-10-25T04:00")]
#[case("half an hour", BERLIN, "2026-10-24T12:00", 30, "2026-10-25T00:30Z")]
#[case("half an hour", BERLIN, "2026-10-24T12:00", 45, "2026-10-25T01:15Z")]
#[case("half an hour", BERLIN, "2026-10-24T12:00", 75, "2026-11-01T02:15")]
// Both changes in New York: 8 March and 1 November 2026.
#[case("office", NEW_YORK, "2026-03-06T16:30", 60, "2026-03-09T09:30")]
#[case("around the clock", NEW_YORK, "2026-03-07T12:00", 1_440, "2026-03-08T13:00")]
#[case("small hours", NEW_YORK, "2026-03-07T12:00", 120, "2026-03-08T04:00")]
#[case("half past two", NEW_YORK, "2026-03-07T12:00", 61, "2026-03-15T02:31")]
#[case("office", NEW_YORK, "2026-10-30T16:30", 60, "2026-11-02T09:30")]
#[case("around the clock", NEW_YORK, "2026-10-31T12:00", 1_440, "2026-11-01T11:00")]
#[case("small hours", NEW_YORK, "2026-10-31T12:00", 240, "2026-11-01T04:00")]
#[case("half an hour", NEW_YORK, "2026-10-31T12:00", 45, "2026-11-08T02:15")]
#[case("small hours", NEW_YORK, "2026-10-31T12:00", 90, "2026-11-01T06:30Z")]
// Where clocks change by half an hour: 5 April 2026 from 02:00 back to 01:30.
#[case("small hours", LORD_HOWE, "2026-04-04T12:00", 210, "2026-04-05T04:00")]
#[case("office", LORD_HOWE, "2026-04-03T16:30", 60, "2026-04-06T09:30")]
// The same wall clocks, other moments.
#[case("office", BERLIN, "2026-11-18T15:30Z", 60, "2026-11-19T08:30Z")]
#[case("office", NEW_YORK, "2026-11-18T21:30Z", 60, "2026-11-19T14:30Z")]
#[case("weekend", NEW_YORK, "2026-11-18T21:30Z", 90, "2026-11-22T15:30Z")]
fn a_limit_ends_when_people_have_had_the_time(
    #[case] name: &str,
    #[case] zone: &str,
    #[case] start: &str,
    #[case] minutes: u32,
    #[case] due: &str,
) {
    let business = business(name, zone);
    let start = moment(&business, start);
    let due = moment(&business, due);
    assert_eq!(business.due(start, minutes), due);
    assert_eq!(business.elapsed(start, due), TimeDelta::minutes(i64::from(minutes)));
}

#[rstest]
#[case("2026-11-18T08:59", false)]
#[case("2026-11-18T09:00", true)]
#[case("2026-11-18T11:59", true)]
#[case("2026-11-18T12:00", false)]
#[case("2026-11-18T13:00", true)]
#[case("2026-11-18T16:59", true)]
#[case("2026-11-18T17:00", false)]
#[case("2026-11-14T10:00", false)]
fn windows_are_open_from_their_first_moment_until_before_their_last(#[case] at: &str, #[case] open: bool) {
    let business = business("lunch", BERLIN);
    assert_eq!(business.is_open(moment(&business, at)), open);
}

#[test]
fn it_is_open_whenever_clocks_show_an_open_time() {
    let business = business("half an hour", BERLIN);
    let open = |text: &str| business.is_open(moment(&business, text));
    // The half hour comes twice, with half an hour between.
    assert!(open("2026-10-25T00:00Z") && open("2026-10-25T00:29Z"));
    assert!(!open("2026-10-25T00:30Z") && !open("2026-10-25T00:59Z"));
    assert!(open("2026-10-25T01:00Z") && open("2026-10-25T01:29Z"));
    // And in spring not at all.
    let spring = moment(&business, "2026-03-29T00:00");
    assert_eq!(business.next_open(spring), moment(&business, "2026-04-05T02:00"));
}

#[test]
fn seconds_count() {
    let business = business("office", BERLIN);
    let start: DateTime<Utc> = "2026-11-13T15:59:59.999999Z".parse().unwrap();
    let due: DateTime<Utc> = "2026-11-16T08:00:59.999999Z".parse().unwrap();
    assert_eq!(business.due(start, 1), due);
    assert_eq!(business.elapsed(start, due), TimeDelta::minutes(1));
}

#[test]
fn no_time_passes_backwards() {
    let business = business("office", BERLIN);
    let at = |text: &str| moment(&business, text);
    let elapsed = business.elapsed(at("2026-11-18T12:00"), at("2026-11-18T10:00"));
    assert_eq!(elapsed, TimeDelta::zero());
}

#[rstest]
// In the middle, over closing time, and before the beginning.
#[case(&[("2026-11-18T10:30", Some("2026-11-18T11:00"))], Some("2026-11-18T11:30"))]
#[case(&[("2026-11-18T10:30", Some("2026-11-20T16:30"))], Some("2026-11-20T17:00"))]
#[case(&[("2026-11-18T10:30", Some("2026-11-20T16:45"))], Some("2026-11-23T09:15"))]
#[case(&[("2026-11-17T10:30", Some("2026-11-18T08:00"))], Some("2026-11-18T11:00"))]
#[case(&[("2026-11-17T10:30", Some("2026-11-18T10:15"))], Some("2026-11-18T11:15"))]
// At the very end it changes nothing any more.
#[case(&[("2026-11-18T11:00", Some("2026-11-18T12:00"))], Some("2026-11-18T11:00"))]
#[case(&[("2026-11-18T11:00", None)], Some("2026-11-18T11:00"))]
// Several, and one without end.
#[case(&[
    ("2026-11-18T10:10", Some("2026-11-18T10:20")),
    ("2026-11-18T10:40", Some("2026-11-18T10:50")),
], Some("2026-11-18T11:20"))]
#[case(&[("2026-11-18T10:59", None)], None)]
fn the_clock_stands_still_in_pauses(#[case] pauses: &[(&str, Option<&str>)], #[case] due: Option<&str>) {
    let business = business("office", BERLIN);
    let at = |text: &str| moment(&business, text);
    let pauses = pauses.iter().fold(Pauses::NONE, |pauses, (from, until)| {
        let pauses = pauses.paused(at(from));
        until.map_or_else(|| pauses.clone(), |until| pauses.clone().resumed(at(until)))
    });
    let start = at("2026-11-18T10:00");
    let found = business.due_with(start, 60, &pauses);
    assert_eq!(found, due.map(at));
    if let Some(due) = found {
        assert_eq!(business.elapsed_with(start, due, &pauses), TimeDelta::minutes(60));
    }
}

#[test]
fn no_minutes_wait_for_the_end_of_a_pause() {
    let business = business("office", BERLIN);
    let at = |text: &str| moment(&business, text);
    let pauses = Pauses::NONE
        .paused(at("2026-11-18T09:00"))
        .resumed(at("2026-11-18T10:00"));
    let due = business.due_with(at("2026-11-17T20:00"), 0, &pauses);
    assert_eq!(due, Some(at("2026-11-18T10:00")));
}

/// Ten years of five days with two windows, 500 holidays and two changes of the clock a year.
#[test]
fn ten_years_take_less_than_a_millisecond() {
    let mut calendar = calendar("lunch");
    let first: NaiveDate = "2026-01-01".parse().unwrap();
    calendar.holidays = (0..500)
        .map(|number| Holiday {
            day: first + Days::new(number * 7 + number % 5),
            name: "Holiday".to_owned(),
            windows: Vec::new(),
        })
        .collect();
    let business = BusinessTime::new(&calendar, zone(BERLIN)).unwrap();
    let start: DateTime<Utc> = "2026-01-02T08:00:00Z".parse().unwrap();
    let minutes = 10 * 52 * 5 * 7 * 60;
    // The quickest of many: a busy machine says nothing about the count.
    let quickest = (0..100).map(|_| {
        let before = Instant::now();
        std::hint::black_box(business.due(std::hint::black_box(start), minutes));
        before.elapsed()
    });
    let quickest = quickest.min().unwrap();
    assert!(quickest.as_micros() < 1_000, "{quickest:?}");
    let due = business.due(start, minutes);
    assert_eq!(business.elapsed(start, due), TimeDelta::minutes(i64::from(minutes)));
}

#[test]
fn the_longest_limit_ends_with_time_itself() {
    let business = business("mondays", BERLIN);
    let start: DateTime<Utc> = "2026-01-02T08:00:00Z".parse().unwrap();
    let end = DateTime::<Utc>::MAX_UTC;
    assert_eq!(business.due(start, u32::MAX), end);
    assert_eq!(business.due_with(start, u32::MAX, &Pauses::NONE), Some(end));
    assert_eq!(business.due(end, 1), end);
    assert!(business.due(DateTime::<Utc>::MIN_UTC, 1) > DateTime::<Utc>::MIN_UTC);
    assert!(business.elapsed(DateTime::<Utc>::MIN_UTC, end) > TimeDelta::zero());
}

#[test]
fn a_calendar_counts_on_its_own_clocks_only() {
    let refused = BusinessTime::new(&calendar("office"), zone(NEW_YORK));
    let complaint = FieldErrors::of("time_zone", Complaint::NotATimeZone);
    assert_eq!(refused, Err(complaint));
    let mut never = calendar("office");
    never.week.clear();
    let refused = BusinessTime::new(&never, zone(BERLIN));
    assert_eq!(refused, Err(FieldErrors::of("week", Complaint::NeverOpen)));
}

#[test]
fn a_calendar_is_read_as_it_was_written() {
    let calendar = calendar("holidays");
    let json = serde_json::to_value(&calendar).unwrap();
    assert_eq!(json["week"]["monday"][0]["from"], "09:00");
    assert_eq!(json["holidays"][0]["windows"], serde_json::json!([]));
    assert_eq!(serde_json::from_value::<Calendar>(json.clone()).unwrap(), calendar);
    assert_eq!(crate::reading::from_json::<Calendar>(json.clone()), Ok(calendar));
    let mut wrong = json;
    wrong["week"]["monday"][0]["from"] = "25:00".into();
    let refused = FieldErrors::from(crate::reading::from_json::<Calendar>(wrong).unwrap_err());
    assert_eq!(refused, FieldErrors::of("week.monday.0.from", Complaint::Malformed));
}
