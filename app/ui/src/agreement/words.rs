//! Versions and their states in words.

use chrono::NaiveDate;
use leptos::prelude::*;
use model::{
    Department,
    agreement::State,
    agreements::list::ListAgreements,
    agreements::versions::show::{SignatureView, VersionView},
    values::ids::AgreementId,
};

use crate::{
    Badge, LinkButton, Notice, Reads, Tone, call, department_name, differing, reading, use_revision, use_viewer,
};

/// The state in one or two words.
pub const fn state_name(state: State) -> &'static str {
    match state {
        State::Draft => "Draft",
        State::Proposed => "Waits for signatures",
        State::Signed => "Signed",
        State::Active => "In force",
        State::Superseded => "Replaced",
        State::Withdrawn => "Withdrawn",
    }
}

/// How a version is called: by its number, and before it has one as a draft.
pub fn version_name(number: Option<i32>) -> String {
    number.map_or_else(|| "Draft".to_owned(), |number| format!("Version {number}"))
}

/// The name of an agreement where a sentence begins.
pub fn titled(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// The state as a mark.
#[component]
pub fn StateBadge(
    /// Where the version stands.
    state: State,
) -> impl IntoView {
    let (tone, open) = match state {
        State::Draft => (Tone::Neutral, true),
        State::Proposed => (Tone::Warn, true),
        State::Signed => (Tone::Evidence, false),
        State::Active => (Tone::Good, false),
        State::Superseded | State::Withdrawn => (Tone::Neutral, false),
    };
    view! { <Badge text=state_name(state) tone=tone open=open /> }
}

/// Departments as in a sentence: `marketing and service`.
pub(super) fn departments(departments: impl Iterator<Item = Department>) -> String {
    let names: Vec<String> = departments.map(|one| department_name(one).to_lowercase()).collect();
    match names.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// What the state of a version means, and what comes next.
pub fn standing_sentence(view: &VersionView) -> String {
    let from = view.effective_from.map(reading::full_day).unwrap_or_default();
    match view.state {
        State::Draft => {
            "Managers and admins change it. Nothing holds until it is proposed and every department has signed."
                .to_owned()
        }
        State::Proposed => {
            let waiting = |one: &&SignatureView| one.by.is_none();
            let missing = departments(view.signatures.iter().filter(waiting).map(|one| one.department));
            format!("Its content is frozen. It waits for {missing} and is to hold from {from}.")
        }
        State::Signed => format!("Every department has signed. It comes into force by itself on {from}."),
        State::Active => "It holds now and never changes. A new version takes its place.".to_owned(),
        State::Superseded => {
            "It held until the next version did. What was made under it still refers to it.".to_owned()
        }
        State::Withdrawn => "It never held and never will.".to_owned(),
    }
}

/// Says that what is in force was to be looked at again by now; for every page that uses the agreement.
#[component]
pub fn ReviewDue(
    /// What people call the agreement.
    #[prop(into)]
    name: String,
    /// Since when its review has been due.
    since: NaiveDate,
    /// The page of its versions.
    #[prop(into)]
    href: String,
) -> impl IntoView {
    view! {
        <Notice tone=Tone::Warn rule="The departments agreed on this day when they signed.">
            {[
                "The review of ",
                &name,
                " has been due since ",
                &reading::full_day(since),
                ". It holds until a new version does. ",
            ]
                .concat()} <LinkButton href=href>"Look at its versions"</LinkButton>
        </Notice>
    }
}

/// The same about an agreement of which the page knows nothing else: nothing as long as no review is due.
#[component]
pub fn ReviewDueOf(
    /// Which agreement.
    agreement: AgreementId,
    /// How it is called inside of a sentence.
    name: &'static str,
    /// The page of its versions.
    href: &'static str,
) -> impl IntoView {
    let revision = use_revision();
    let read = Reads::new(move || revision.get(), |_| call(ListAgreements {}));
    view! {
        <Transition>
            {
                let read = differing(move || read.get().and_then(Result::ok));
                move || {
                    let due = read.get().and_then(|rows| {
                        let row = rows.into_iter().find(|row| row.agreement == agreement)?;
                        row.review_by.filter(|_| row.review_due)
                    });
                    due.map(|since| view! { <ReviewDue name=name since=since href=href /> })
                }
            }
        </Transition>
    }
}

/// The same about the journey in force, which the page knows with its viewer: nothing as long as no review is due.
#[component]
pub fn JourneyReviewDue() -> impl IntoView {
    let due = use_viewer().with_value(model::platform::people::viewer::Viewer::journey_review_due);
    due.map(|since| view! { <ReviewDue name="the buyer's journey" since=since href="/journey/versions" /> })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn departments_are_listed_as_one_says_them() {
        let said = |count| departments(Department::ALL.into_iter().take(count));
        assert_eq!(said(1), "marketing");
        assert_eq!(said(2), "marketing and sales");
        assert_eq!(said(3), "marketing, sales and service");
    }

    #[test]
    fn a_name_begins_a_sentence_in_capitals() {
        assert_eq!(titled("the buyer's journey"), "The buyer's journey");
        assert_eq!(titled(""), "");
    }
}
