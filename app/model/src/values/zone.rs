//! Where a person's clock stands, and moments in words. Rules of time zones stay on the server: it sends the few changes
//! of the years around now, and the browser needs no list of zones.

use chrono::{DateTime, Days, Months, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::locale::{DayStyle, Locale, weekday_name};

/// A time zone, for some years around now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Zone {
    /// The name in the IANA list: `Europe/Berlin`.
    name: String,
    /// From when (seconds since 1970 in UTC) clocks are how far (seconds) ahead of UTC, earliest first. What lies before
    /// the first change has the first change's distance.
    changes: Vec<(i64, i32)>,
}

impl Zone {
    /// A zone with its changes: from which second since 1970 on its clocks are how many seconds ahead of UTC.
    pub fn new(name: impl Into<String>, mut changes: Vec<(i64, i32)>) -> Self {
        changes.sort_unstable();
        changes.dedup_by_key(|(from, _)| *from);
        Self {
            name: name.into(),
            changes,
        }
    }

    /// Universal time.
    pub fn utc() -> Self {
        Self::new("UTC", Vec::new())
    }

    /// The name in the IANA list.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Seconds that clocks are ahead of UTC at a moment.
    pub fn ahead(&self, at: DateTime<Utc>) -> i32 {
        self.steady(at.timestamp()).0
    }

    /// Seconds that clocks are ahead of UTC at a second since 1970, and the second from which they are another distance
    /// ahead; `None` where no later change is known.
    pub(crate) fn steady(&self, second: i64) -> (i32, Option<i64>) {
        let behind = self.changes.partition_point(|(from, _)| *from <= second);
        let here = behind.saturating_sub(1);
        let ahead = self.changes.get(here).map_or(0, |(_, ahead)| *ahead);
        (ahead, self.changes.get(here + 1).map(|(from, _)| *from))
    }

    /// What clocks show at a moment.
    pub fn local(&self, at: DateTime<Utc>) -> NaiveDateTime {
        let utc = at.naive_utc();
        utc.checked_add_signed(TimeDelta::seconds(i64::from(self.ahead(at))))
            .unwrap_or(utc)
    }

    /// The day on the calendar at a moment.
    pub fn day(&self, at: DateTime<Utc>) -> NaiveDate {
        self.local(at).date()
    }

    /// The moment at which clocks show this. An hour that happens twice is the first of the two; an hour that is left
    /// out lies as far behind the change as it says.
    pub fn moment(&self, local: NaiveDateTime) -> DateTime<Utc> {
        let with = |ahead: i32| {
            local
                .checked_sub_signed(TimeDelta::seconds(i64::from(ahead)))
                .unwrap_or(local)
                .and_utc()
        };
        // The two distances around that day; the larger one gives the earlier moment.
        let about = local.and_utc();
        let day = |days| about.checked_add_signed(TimeDelta::days(days)).unwrap_or(about);
        let (before, after) = (self.ahead(day(-1)), self.ahead(day(1)));
        let mut candidates = [with(before), with(after)];
        candidates.sort_unstable();
        candidates
            .into_iter()
            .find(|at| self.local(*at) == local)
            .unwrap_or_else(|| with(before))
    }
}

impl Default for Zone {
    fn default() -> Self {
        Self::utc()
    }
}

/// A moment as one says it: `just now`, `12 min ago`, `3 h ago`, `yesterday 15:30`, `Thu 12`, `23 Oct`, `23 Oct 2025`;
/// ahead: `in 12 min`, `in 2 h`, `tomorrow`, `in 3 days`, `23 Oct`.
pub fn said(at: DateTime<Utc>, now: DateTime<Utc>, zone: &Zone, locale: Locale) -> String {
    let local = zone.local(at);
    let (day, today) = (local.date(), zone.day(now));
    let seconds = at.signed_duration_since(now).num_seconds();
    let away = seconds.unsigned_abs();
    let ahead = seconds > 0;
    // Shortly after midnight, an hour ago is still an hour ago and not yesterday.
    let in_hours = day == today || away < 6 * 3_600;
    match (away, ahead) {
        (0..60, false) => "just now".to_owned(),
        (0..60, true) => "in a moment".to_owned(),
        (60..3_600, false) => format!("{} min ago", away / 60),
        (60..3_600, true) => format!("in {} min", away / 60),
        (_, false) if in_hours => format!("{} h ago", away / 3_600),
        (_, true) if in_hours => format!("in {} h", away / 3_600),
        (_, false) if Some(day) == today.checked_sub_days(Days::new(1)) => {
            format!("yesterday {}", locale.time(local.time()))
        }
        _ => said_day(day, today, locale),
    }
}

/// A day as one says it: `today`, `yesterday`, `tomorrow`, `in 3 days`, `Thu 12`, `23 Oct`, `23 Oct 2025`.
pub fn said_day(day: NaiveDate, today: NaiveDate, locale: Locale) -> String {
    match day.signed_duration_since(today).num_days() {
        0 => "today".to_owned(),
        -1 => "yesterday".to_owned(),
        1 => "tomorrow".to_owned(),
        days @ 2..=6 => format!("in {days} days"),
        -6..=-2 => {
            use chrono::Datelike as _;
            format!("{} {}", weekday_name(day.weekday()), day.day())
        }
        _ if near(day, today) => locale.day(day, DayStyle::Short),
        _ => locale.day(day, DayStyle::Full),
    }
}

/// Whether a day goes without saying its year: it lies in this one, or so close ahead that nobody thinks of another.
fn near(day: NaiveDate, today: NaiveDate) -> bool {
    use chrono::Datelike as _;
    let soon = today.checked_add_months(Months::new(3)).unwrap_or(today);
    day.year() == today.year() || (day > today && day <= soon)
}

/// The moment in full, for whoever rests on the short form: `Fri 18 Dec 2026, 15:30 (Europe/Berlin)`.
pub fn exact(at: DateTime<Utc>, zone: &Zone, locale: Locale) -> String {
    let moment = locale.moment(zone.local(at), DayStyle::Weekday);
    format!("{moment} ({})", zone.name())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    /// Berlin in 2026: one hour ahead, two from 29 March 01:00 UTC to 25 October 01:00 UTC.
    fn berlin() -> Zone {
        let second = |text: &str| at(text).timestamp();
        Zone::new(
            "Europe/Berlin",
            vec![
                (second("2026-10-25T01:00:00Z"), 3_600),
                (second("2025-10-26T01:00:00Z"), 3_600),
                (second("2026-03-29T01:00:00Z"), 7_200),
            ],
        )
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn local(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    #[rstest]
    #[case("2026-03-29T00:59:59Z", "2026-03-29T01:59:59")]
    #[case("2026-03-29T01:00:00Z", "2026-03-29T03:00:00")]
    #[case("2026-10-25T00:59:59Z", "2026-10-25T02:59:59")]
    #[case("2026-10-25T01:00:00Z", "2026-10-25T02:00:00")]
    #[case("2001-01-01T00:00:00Z", "2001-01-01T01:00:00")]
    fn clocks_change_to_the_second(#[case] utc: &str, #[case] shown: &str) {
        assert_eq!(berlin().local(at(utc)), local(shown));
    }

    #[rstest]
    #[case("2026-01-15T12:00:00", "2026-01-15T11:00:00Z")]
    #[case("2026-07-15T12:00:00", "2026-07-15T10:00:00Z")]
    #[case("2026-10-25T02:30:00", "2026-10-25T00:30:00Z")]
    #[case("2026-03-29T02:30:00", "2026-03-29T01:30:00Z")]
    fn what_clocks_show_is_a_moment(#[case] shown: &str, #[case] utc: &str) {
        assert_eq!(berlin().moment(local(shown)), at(utc));
    }

    #[test]
    fn universal_time_is_the_same_everywhere() {
        assert_eq!(
            Zone::utc().local(at("2026-07-15T12:00:00Z")),
            local("2026-07-15T12:00:00")
        );
    }

    #[rstest]
    #[case("2026-11-18T14:00:00Z", "just now")]
    #[case("2026-11-18T13:59:01Z", "just now")]
    #[case("2026-11-18T13:59:00Z", "1 min ago")]
    #[case("2026-11-18T13:48:00Z", "12 min ago")]
    #[case("2026-11-18T10:30:00Z", "3 h ago")]
    #[case("2026-11-17T23:00:00Z", "15 h ago")]
    #[case("2026-11-17T22:59:00Z", "yesterday 23:59")]
    #[case("2026-11-17T14:30:00Z", "yesterday 15:30")]
    #[case("2026-11-16T14:30:00Z", "Mon 16")]
    #[case("2026-11-12T14:30:00Z", "Thu 12")]
    #[case("2026-11-11T14:30:00Z", "11 Nov")]
    #[case("2026-10-23T14:30:00Z", "23 Oct")]
    #[case("2025-12-31T22:59:00Z", "31 Dec 2025")]
    #[case("2025-12-31T23:00:00Z", "1 Jan")]
    #[case("2026-11-18T14:00:30Z", "in a moment")]
    #[case("2026-11-18T14:12:00Z", "in 12 min")]
    #[case("2026-11-18T16:30:00Z", "in 2 h")]
    #[case("2026-11-19T08:00:00Z", "tomorrow")]
    #[case("2026-11-21T08:00:00Z", "in 3 days")]
    #[case("2026-11-25T08:00:00Z", "25 Nov")]
    #[case("2027-01-07T08:00:00Z", "7 Jan")]
    #[case("2027-10-23T08:00:00Z", "23 Oct 2027")]
    fn a_moment_is_said_from_now(#[case] then: &str, #[case] words: &str) {
        let now = at("2026-11-18T14:00:00Z");
        assert_eq!(said(at(then), now, &berlin(), Locale::EnGb), words);
    }

    #[test]
    fn shortly_after_midnight_an_hour_ago_is_not_yesterday() {
        let now = at("2026-11-17T23:30:00Z");
        assert_eq!(
            said(at("2026-11-17T21:30:00Z"), now, &berlin(), Locale::EnGb),
            "2 h ago"
        );
        assert_eq!(
            said(at("2026-11-17T08:30:00Z"), now, &berlin(), Locale::EnGb),
            "yesterday 09:30"
        );
    }

    #[test]
    fn the_exact_form_leaves_nothing_out() {
        let zone = berlin();
        assert_eq!(
            exact(at("2026-12-18T14:30:00Z"), &zone, Locale::EnGb),
            "Fri 18 Dec 2026, 15:30 (Europe/Berlin)"
        );
        assert_eq!(
            exact(at("2026-12-18T14:30:00Z"), &zone, Locale::EnUs),
            "Fri, Dec 18, 2026, 15:30 (Europe/Berlin)"
        );
    }

    proptest! {
        #[test]
        fn from_a_moment_to_the_clock_and_back(second in 1_500_000_000_i64..2_000_000_000) {
            let zone = berlin();
            let moment = DateTime::from_timestamp(second, 0).unwrap();
            let back = zone.moment(zone.local(moment));
            // The hour that happens twice comes back as the first of the two.
            prop_assert!(back == moment || back == moment - TimeDelta::hours(1));
            prop_assert_eq!(zone.local(back), zone.local(moment));
        }

        #[test]
        fn no_moment_is_too_far_to_say(then in any::<i32>(), now in any::<i32>()) {
            let moment = |hours: i32| DateTime::from_timestamp(i64::from(hours) * 3_600, 0).unwrap();
            prop_assert!(!said(moment(then), moment(now), &berlin(), Locale::EnGb).is_empty());
        }
    }
}
