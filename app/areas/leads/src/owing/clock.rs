//! Clocks of what is owed: how much business time is left, or since when it is late.

use leptos::prelude::*;
use model::{
    business_time::minutes_in_short,
    leads::obligations::{Clock as Time, Standing, nearest::Owed},
};
use ui::{Badge, Clock, ClockState, LegTag, Tone, agreement::titled, reading};

/// The clock of something that is open or late.
fn running(time: &Time, about: &str) -> AnyView {
    let due = time.due_at.map(reading::exactly);
    let (state, text) = match (time.left_minutes, time.due_at) {
        (Some(left), Some(_)) => {
            let state = if time.is_short() {
                ClockState::Soon
            } else {
                ClockState::Running
            };
            (state, format!("{} left", minutes_in_short(left)))
        }
        (Some(left), None) => (
            ClockState::Running,
            format!("stands still, {} left", minutes_in_short(left)),
        ),
        (None, Some(due)) => (ClockState::Late, format!("late since {}", reading::ago(due))),
        (None, None) => (ClockState::Late, "late".to_owned()),
    };
    let limit = match due {
        Some(due) => format!("{about} by {due}, within business time"),
        None => about.to_owned(),
    };
    view! { <Clock used=time.used() text=text state=state limit=limit /> }.into_any()
}

/// How an obligation stands, by its clock as long as somebody has to do something.
pub(super) fn clock(time: &Time) -> AnyView {
    let done = |words: &str, tone: Tone| {
        let text = match time.settled_at {
            Some(at) => format!("{words} {}", reading::ago(at)),
            None => words.to_owned(),
        };
        let title = time.settled_at.map(reading::exactly).unwrap_or_default();
        view! { <Badge text=text tone=tone title=title /> }.into_any()
    };
    match time.standing {
        Standing::Open => running(time, "Due"),
        Standing::Breached if time.settled_at.is_none() => running(time, "Was due"),
        Standing::Breached => done("done late,", Tone::Bad),
        Standing::Met => done("kept", Tone::Good),
        Standing::Void => {
            let title = time.settled_at.map(reading::exactly).unwrap_or_default();
            view! { <Badge text="void" plain=true title=title /> }.into_any()
        }
    }
}

/// What is owed first about a lead, where there is little room: which leg, and its clock.
pub(crate) fn near(owed: &Owed) -> AnyView {
    let duty = titled(owed.duty.name());
    let clock = running(&owed.clock, &duty);
    view! {
        <span class="row">
            <LegTag department=owed.leg />
            <span class="visually-hidden">{duty} ", "</span>
            {clock}
        </span>
    }
    .into_any()
}
