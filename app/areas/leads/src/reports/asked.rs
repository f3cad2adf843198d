//! The period and the part of the company that the address asks for.

use accounts::address::{from_query, with_pairs};
use leptos::prelude::*;
use leptos_router::params::ParamsMap;
use model::{
    Department,
    accounts::people_choices::PersonChoice,
    leads::reports::{Figure, show::ShowReports},
};
use ui::{Button, ButtonKind, Choice, Select, department_name};

use super::PATH;
use crate::period;

/// What an address asks for. What cannot be read is left out, so that an old link still shows figures.
pub(super) fn asked(query: &ParamsMap) -> ShowReports {
    from_query(query)
}

/// The page of one figure, with more conditions.
pub(super) fn of_figure(figure: Figure, asked: &ShowReports, more: &[(&str, &str)]) -> String {
    with_pairs(&[PATH, "/", figure.key()].concat(), asked, more)
}

/// The form: which days, and whose leads.
pub(super) fn conditions(
    action: String,
    asked: Memo<ShowReports>,
    people: Vec<PersonChoice>,
    kept: Vec<(&'static str, String)>,
) -> AnyView {
    let department =
        Signal::derive(move || asked.with(|asked| asked.department.map_or("", Department::key).to_owned()));
    let owner =
        Signal::derive(move || asked.with(|asked| asked.owner.map(|owner| owner.to_string()).unwrap_or_default()));
    let departments = Department::ALL
        .into_iter()
        .map(|department| Choice::new(department.key(), department_name(department)))
        .collect();
    let people = people
        .into_iter()
        .map(|one| Choice::new(one.person.to_string(), one.name))
        .collect();
    let kept: Vec<_> = kept
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect();
    view! {
        <form class="toolbar report-conditions" method="get" action=action role="search" aria-label="Which days, and whose leads">
            {kept}
            {period::fields(asked)}
            <Select name="department" label="Through which department" empty="any" choices=departments value=department />
            <Select name="owner" label="Through whom" empty="anybody" choices=people value=owner />
            <Button kind=ButtonKind::Primary submit=true>
                "Show"
            </Button>
        </form>
    }
    .into_any()
}
