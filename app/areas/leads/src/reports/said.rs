//! What a figure says, in words.

use model::{
    leads::reports::{
        Data, Figure, LEAST, Measured,
        show::{Held, Under},
    },
    statistics::Share,
};
use ui::reading;

/// What it says where there is enough to say it.
pub(super) fn value(measured: &Measured) -> String {
    if measured.figure == Figure::Incomplete {
        return reading::number(i64::from(measured.part));
    }
    let share = measured.share.map(|share| format!("{} %", percent(share.share)));
    let minutes = measured.median_minutes.map(short);
    let days = measured.days.map(|stay| match stay.median_days {
        1 => "1 day".to_owned(),
        many => format!("{many} days"),
    });
    let leads = measured.per_rep.map(|per_rep| format!("{:.1} leads", per_rep.leads));
    share.or(minutes).or(days).or(leads).unwrap_or_default()
}

/// Why it says nothing.
pub(super) fn missing(measured: &Measured) -> Option<String> {
    match measured.data {
        Data::Enough => None,
        Data::TooFew => Some(format!("Not enough data: it takes {LEAST}")),
        Data::None => Some("No data".to_owned()),
    }
}

/// Of how many rows it is made.
pub(super) fn of_whole(measured: &Measured) -> String {
    let number = |number: u32| reading::number(i64::from(number));
    match (measured.figure, measured.per_rep) {
        (Figure::PerRep, Some(per_rep)) => format!("{} leads, {:.1} reps", number(measured.part), per_rep.reps),
        (Figure::FirstTouch | Figure::Cycle | Figure::PerRep, _) => number(measured.whole),
        _ => format!("{} of {}", number(measured.part), number(measured.whole)),
    }
}

/// How sure one can be of it, or how far it is from one case to another.
pub(super) fn spread(measured: &Measured) -> Option<(String, String)> {
    let share = measured.share.map(|Share { low, high, .. }| {
        let between = format!("{} and {} %", percent(low), percent(high));
        ("95 % between".to_owned(), between)
    });
    let days = measured.days.map(|stay| {
        let between = format!("{} to {} days", stay.lower_days, stay.upper_days);
        ("Half of them".to_owned(), between)
    });
    share.or(days)
}

/// Minutes of business time where there is little room.
fn short(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

/// The period, and what had been agreed in it.
pub(super) fn under(under: &Under) -> String {
    format!(
        "{} to {}, under {} of the lead definition and {} of the rules of engagement.",
        reading::full_day(under.from),
        reading::full_day(under.until),
        versions(&under.definitions),
        versions(&under.rules)
    )
}

fn versions(held: &[Held]) -> String {
    let names = held.iter().map(|held| match held.number {
        Some(number) => format!("version {number}"),
        None => "the shipped version".to_owned(),
    });
    names.collect::<Vec<_>>().join(", then ")
}

fn percent(share: f64) -> String {
    format!("{:.0}", share * 100.0)
}

#[cfg(test)]
mod tests {
    use model::leads::reports::{Case, Group};

    use super::*;

    fn measured(groups: &[(Group, usize)]) -> Measured {
        let cases = groups.iter().flat_map(|(group, count)| {
            let case = Case {
                group: *group,
                length: None,
                slices: Vec::new(),
            };
            vec![case; *count]
        });
        Measured::of(Figure::Acceptance, cases, 0.0)
    }

    #[test]
    fn nothing_is_never_nought_per_cent() {
        let none = measured(&[(Group::Undecided, 7)]);
        assert_eq!(
            (value(&none).as_str(), missing(&none).as_deref()),
            ("", Some("No data"))
        );
        let few = measured(&[(Group::Rejected, 2)]);
        assert_eq!(
            (value(&few).as_str(), missing(&few).as_deref()),
            ("", Some("Not enough data: it takes 5"))
        );
        assert_eq!(value(&measured(&[(Group::Rejected, 5)])), "0 %");
    }

    #[test]
    fn long_times_are_said_in_hours() {
        assert_eq!([short(59), short(60), short(67)], ["59 min", "1 h", "1 h 7 min"]);
    }

    #[test]
    fn versions_are_named_in_the_order_in_which_they_held() {
        let held = [Held { number: None }, Held { number: Some(1) }];
        assert_eq!(versions(&held), "the shipped version, then version 1");
    }
}
