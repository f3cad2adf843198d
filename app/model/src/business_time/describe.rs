//! Calendars and lengths of business time in plain English.

use super::{Calendar, ClockTime, DayOfWeek, Window};

impl Calendar {
    /// The calendar in a sentence or two: `Monday to Friday from 09:00 to 17:00 on the clocks of Europe/Berlin. Closed on
    /// 2 holidays, and open for other hours on 1 more.`
    pub fn describe(&self) -> String {
        let days: Vec<(DayOfWeek, Vec<Window>)> = DayOfWeek::ALL
            .iter()
            .map(|day| {
                let mut windows = self.week.get(day).cloned().unwrap_or_default();
                windows.sort_unstable();
                (*day, windows)
            })
            .collect();
        let runs = days.chunk_by(|(_, one), (_, other)| one == other);
        let said: Vec<String> = runs
            .filter_map(|run| {
                let ((first, windows), (last, _)) = (run.first()?, run.last()?);
                let which = match run.len() {
                    7 => "every day".to_owned(),
                    1 => first.name().to_owned(),
                    2 => format!("{} and {}", first.name(), last.name()),
                    _ => format!("{} to {}", first.name(), last.name()),
                };
                (!windows.is_empty()).then(|| format!("{which} {}", hours(windows)))
            })
            .collect();
        let sentence = format!("{} on the clocks of {}.", said.join(", "), self.time_zone);
        let mut letters = sentence.chars();
        let first = letters.next().map(char::to_uppercase);
        let sentence: String = first.into_iter().flatten().chain(letters).collect();
        [sentence, self.holidays_in_words()].concat()
    }

    fn holidays_in_words(&self) -> String {
        let closed = self
            .holidays
            .iter()
            .filter(|holiday| holiday.windows.is_empty())
            .count();
        let others = self.holidays.len() - closed;
        let holidays = |many: usize| if many == 1 { "holiday" } else { "holidays" };
        match (closed, others) {
            (0, 0) => String::new(),
            (closed, 0) => format!(" Closed on {closed} {}.", holidays(closed)),
            (0, others) => format!(" Open for other hours on {others} {}.", holidays(others)),
            (closed, others) => format!(
                " Closed on {closed} {}, and open for other hours on {others} more.",
                holidays(closed)
            ),
        }
    }
}

/// `from 09:00 to 12:00 and from 13:00 to 17:00`, of windows in order.
fn hours(windows: &[Window]) -> String {
    // People say when it closes, not where the writing of it was cut.
    let mut joined: Vec<Window> = Vec::new();
    for window in windows {
        match joined.last_mut() {
            Some(last) if last.until == window.from => last.until = window.until,
            _ => joined.push(*window),
        }
    }
    let all_day = Window {
        from: ClockTime::MIDNIGHT,
        until: ClockTime::END_OF_DAY,
    };
    if joined == [all_day] {
        return "around the clock".to_owned();
    }
    let each: Vec<String> = joined
        .iter()
        .map(|window| format!("from {} to {}", window.from, window.until))
        .collect();
    match each.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
        None => "closed".to_owned(),
    }
}

/// Minutes of business time as people say them: `45 minutes`, `1 hour`, `4 hours 30 minutes`. Never in days: how long a
/// day is differs from calendar to calendar.
pub fn minutes_in_words(minutes: u32) -> String {
    let count = |many: u32, one: &str| {
        if many == 1 {
            format!("1 {one}")
        } else {
            format!("{many} {one}s")
        }
    };
    match (minutes / 60, minutes % 60) {
        (0, minutes) => count(minutes, "minute"),
        (hours, 0) => count(hours, "hour"),
        (hours, minutes) => format!("{} {}", count(hours, "hour"), count(minutes, "minute")),
    }
}

/// The same where there is little room: `45 min`, `1 h`, `4 h 30 min`.
pub fn minutes_in_short(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::business_time::Holiday;

    fn holiday(day: &str, windows: Vec<Window>) -> Holiday {
        Holiday {
            day: day.parse().unwrap(),
            name: "Holiday".to_owned(),
            windows,
        }
    }

    #[test]
    fn a_calendar_reads_as_a_sentence() {
        let mut calendar = Calendar::office_hours("Europe/Berlin");
        assert_eq!(
            calendar.describe(),
            "Monday to Friday from 09:00 to 17:00 on the clocks of Europe/Berlin."
        );
        calendar
            .week
            .insert(DayOfWeek::Wednesday, vec![Window::hours(13, 17), Window::hours(9, 12)]);
        calendar.week.remove(&DayOfWeek::Friday);
        calendar.holidays = vec![
            holiday("2026-12-25", Vec::new()),
            holiday("2026-12-26", Vec::new()),
            holiday("2026-12-24", vec![Window::hours(9, 12)]),
        ];
        assert_eq!(
            calendar.describe(),
            "Monday and Tuesday from 09:00 to 17:00, Wednesday from 09:00 to 12:00 and from 13:00 to 17:00, Thursday \
             from 09:00 to 17:00 on the clocks of Europe/Berlin. Closed on 2 holidays, and open for other hours on 1 \
             more."
        );
    }

    #[test]
    fn who_never_closes_works_around_the_clock() {
        let mut calendar = Calendar::office_hours("UTC");
        for day in DayOfWeek::ALL {
            calendar
                .week
                .insert(*day, vec![Window::hours(6, 24), Window::hours(0, 6)]);
        }
        calendar.holidays = vec![holiday("2026-12-25", Vec::new())];
        assert_eq!(
            calendar.describe(),
            "Every day around the clock on the clocks of UTC. Closed on 1 holiday."
        );
    }

    #[rstest]
    #[case(0, "0 minutes", "0 min")]
    #[case(1, "1 minute", "1 min")]
    #[case(45, "45 minutes", "45 min")]
    #[case(60, "1 hour", "1 h")]
    #[case(90, "1 hour 30 minutes", "1 h 30 min")]
    #[case(2_881, "48 hours 1 minute", "48 h 1 min")]
    fn lengths_are_said_in_hours_and_minutes(#[case] minutes: u32, #[case] words: &str, #[case] short: &str) {
        assert_eq!(minutes_in_words(minutes), words);
        assert_eq!(minutes_in_short(minutes), short);
    }
}
