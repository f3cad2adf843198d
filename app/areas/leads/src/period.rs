//! The days that reports are asked for, as fields of a form.

use chrono::NaiveDate;
use leptos::prelude::*;
use model::{FieldErrors, leads::reports::show::ShowReports};
use ui::{DateInput, failure, reading};

/// What is wrong with the period.
pub fn errors(asked: &ShowReports) -> Option<FieldErrors> {
    asked.days(reading::today()).err()
}

/// The first day and the last one.
pub fn fields(asked: Memo<ShowReports>) -> AnyView {
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let days = move || asked.with(|asked| asked.days(reading::today()).ok());
    let from = Signal::derive(move || asked.with(|asked| day(asked.from.or(days().map(|(from, _)| from)))));
    let until = Signal::derive(move || asked.with(|asked| day(asked.until.or(days().map(|(_, until)| until)))));
    let error = |field: &'static str| {
        Signal::derive(move || {
            let errors = asked.with(errors)?;
            errors.get(field).map(failure::complaint)
        })
    };
    view! {
        <DateInput name="from" label="First day" value=from error=error("from") />
        <DateInput name="until" label="Last day" value=until error=error("until") />
    }
    .into_any()
}
