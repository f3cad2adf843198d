//! Days, moments and money as the person at the screen reads them.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use leptos::prelude::*;
use model::values::{
    Money,
    locale::{DayStyle, Decimals},
    zone::{exact, said, said_day},
};

use crate::{When, use_viewer};

/// A moment: `3 h ago`, exactly on hover.
pub fn moment(at: DateTime<Utc>) -> AnyView {
    use_viewer().with_value(|viewer| {
        view! {
            <When
                text=said(at, viewer.now, &viewer.zone, viewer.locale)
                exact=exact(at, &viewer.zone, viewer.locale)
                instant=at.to_rfc3339_opts(SecondsFormat::Secs, true)
            />
        }
        .into_any()
    })
}

/// The same in words alone, where it stands inside of a sentence: `3 h ago`.
pub fn ago(at: DateTime<Utc>) -> String {
    use_viewer().with_value(|viewer| said(at, viewer.now, &viewer.zone, viewer.locale))
}

/// A moment exactly: `Mon 30 Nov 2026, 09:30 (Europe/Berlin)`.
pub fn exactly(at: DateTime<Utc>) -> String {
    use_viewer().with_value(|viewer| exact(at, &viewer.zone, viewer.locale))
}

/// A day near today in words: `in 3 days`, `18 Dec`.
pub fn near_day(day: NaiveDate) -> String {
    use_viewer().with_value(|viewer| said_day(day, viewer.zone.day(viewer.now), viewer.locale))
}

/// A day in full: `18 Dec 2026`.
pub fn full_day(day: NaiveDate) -> String {
    use_viewer().with_value(|viewer| viewer.locale.day(day, DayStyle::Full))
}

/// The day of a moment, in the person's zone, in full: `18 Dec 2026`.
pub fn day_of(at: DateTime<Utc>) -> String {
    use_viewer().with_value(|viewer| viewer.locale.day(viewer.zone.day(at), DayStyle::Full))
}

/// The person's today.
pub fn today() -> NaiveDate {
    use_viewer().with_value(|viewer| viewer.zone.day(viewer.now))
}

/// An amount of money, with decimals only where it has any.
pub fn money(amount: Money) -> String {
    use_viewer().with_value(|viewer| viewer.locale.money(amount, Decimals::WhereAny))
}

/// A whole number.
pub fn number(number: i64) -> String {
    use_viewer().with_value(|viewer| viewer.locale.integer(number))
}
