//! The three legs. Shape, two letters, icon and colour say the same thing four times: marketing is a circle, sales a
//! square, service a shield.

use leptos::prelude::*;
use model::access::Department;

use crate::avatar::initials;
use crate::class_list::{classes, when};
use crate::icon::Icon;

/// The department as it is written in a sentence.
pub const fn department_name(department: Department) -> &'static str {
    match department {
        Department::Marketing => "Marketing",
        Department::Sales => "Sales",
        Department::Service => "Service",
    }
}

/// The two letters that stand for the department where there is no room for the word.
pub const fn department_letters(department: Department) -> &'static str {
    match department {
        Department::Marketing => "Mk",
        Department::Sales => "Sa",
        Department::Service => "Se",
    }
}

/// The icon of the department.
pub const fn department_icon(department: Department) -> Icon {
    match department {
        Department::Marketing => Icon::Marketing,
        Department::Sales => Icon::Sales,
        Department::Service => Icon::Service,
    }
}

/// The department's mark and its name.
#[component]
pub fn LegTag(
    /// Which leg.
    department: Department,
) -> impl IntoView {
    view! {
        <span class=classes(&["leg-tag leg", department.key()])>
            <i aria-hidden="true">{department_letters(department)}</i>
            {department_name(department)}
        </span>
    }
}

/// The department's icon in its shape.
#[component]
pub fn LegIcon(
    /// Which leg.
    department: Department,
    /// 36 px instead of 24.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    view! {
        <span
            class=classes(&["avatar leg", department.key(), when(large, "large")])
            role="img"
            aria-label=department_name(department)
        >
            {department_icon(department).view()}
        </span>
    }
}

/// Who stands for a leg: initials in the leg's shape. Nobody is a dashed hole with the leg's letters.
#[component]
pub fn LegAvatar(
    /// Which leg.
    department: Department,
    /// The person's whole name; `None` when the leg is missing.
    #[prop(into)]
    owner: Option<String>,
    /// There is an owner, but no act within the window.
    #[prop(optional)]
    silent: bool,
    /// 36 px instead of 24.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    let missing = owner.is_none();
    let in_sentence = match department {
        Department::Marketing => "marketing",
        Department::Sales => "sales",
        Department::Service => "service",
    };
    let said = match &owner {
        Some(name) if silent => format!("{name}, {in_sentence}, silent"),
        Some(name) => format!("{name}, {in_sentence}"),
        None => format!("No {in_sentence} owner"),
    };
    let letters = owner.map_or_else(|| department_letters(department).to_owned(), |name| initials(&name));
    view! {
        <span
            class=classes(&[
                "avatar leg",
                department.key(),
                when(missing, "hole"),
                when(silent, "silent"),
                when(large, "large"),
            ])
            role="img"
            title=said.clone()
            aria-label=said
        >
            {letters}
        </span>
    }
}

/// The three legs of an account: always three, always in the same order.
#[component]
pub fn Legs(
    /// The owners of marketing, sales and service; `None` where a leg is missing.
    owners: [Option<String>; 3],
) -> impl IntoView {
    let marks: Vec<_> = Department::ALL
        .into_iter()
        .zip(owners)
        .map(|(department, owner)| view! { <LegAvatar department owner /> })
        .collect();
    view! { <span class="legs">{marks}</span> }
}

/// One leg as a record's header shows it: who, and when this leg last did something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegInFull {
    /// The owner's whole name; `None` when the leg is missing.
    pub owner: Option<String>,
    /// Names of those who work the leg beside him.
    pub members: Vec<String>,
    /// The last act, such as `today` or `23 Oct`.
    pub last_act: String,
    /// Since when it owes an act, where its window has passed without one.
    pub owes: Option<String>,
}

/// The three legs in full, for the header of a record.
#[component]
pub fn LegRow(
    /// Marketing, sales and service.
    legs: [LegInFull; 3],
) -> impl IntoView {
    let rows: Vec<_> = Department::ALL
        .into_iter()
        .zip(legs)
        .map(|(department, leg)| {
            let missing = leg.owner.is_none();
            let silent = leg.owes.is_some();
            let members = beside(&leg.members).map(|members| view! { <small class="members">{members}</small> });
            let owes = leg.owes.map(|owes| view! { <small class="owes">{owes}</small> });
            let name = leg.owner.clone().unwrap_or_else(|| "Nobody".to_owned());
            let last = [department_name(department), ", ", &leg.last_act].concat();
            view! {
                <li>
                    <LegAvatar department owner=leg.owner silent=silent large=true />
                    <span class=classes(&["name", when(missing, "bad")])>{name}</span>
                    <small>{last}</small>
                    {members}
                    {owes}
                </li>
            }
        })
        .collect();
    view! { <ul class="leg-row">{rows}</ul> }
}

/// Who works beside the lead, in as many names as the header has room for; all of them stand beside the record.
fn beside(members: &[String]) -> Option<String> {
    match members {
        [] => None,
        [one] => Some(format!("with {one}")),
        [one, other] => Some(format!("with {one} and {other}")),
        [one, rest @ ..] => Some(format!("with {one} and {} others", rest.len())),
    }
}
