//! What went through each step. Every count leads to the rows that it counts.

use chrono::{DateTime, SecondsFormat, Utc};
use leptos::prelude::*;
use model::{
    form,
    journey::{
        flow::{Flow, Stay},
        map::show::{JourneyMap, ShowMap, StepFlow},
    },
};
use ui::{Bar, BarChart, Cell, Column, Empty, Icon, Panel, RowHead, Table, reading, use_stages};

use crate::moves::MOVES;

/// As many places where accounts went next as are named.
const TARGETS: usize = 3;

/// The list of exactly the moves that a figure counts.
fn moves(map: &JourneyMap, asked: &ShowMap, more: &[(&str, &str)]) -> String {
    let moment = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Micros, true);
    let (since, until) = (moment(map.since), moment(map.until));
    let own = [("by", asked.by.key()), ("since", &since), ("until", &until)];
    let pairs: Vec<(String, String)> = own
        .iter()
        .chain(more)
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    [MOVES, "?", &form::to_query(&pairs)].concat()
}

fn count(number: u32, href: String, of: String) -> AnyView {
    if number == 0 {
        return view! { <span class="muted">"0"</span> }.into_any();
    }
    view! {
        <a href=href>
            {reading::number(i64::from(number))} <span class="visually-hidden">{[" ", &of].concat()}</span>
        </a>
    }
    .into_any()
}

/// How many came to each step, and how many of those that left went forward.
pub(super) fn charts(map: &JourneyMap, asked: &ShowMap) -> AnyView {
    if map.steps.iter().all(|step| step.flow.entered + step.flow.left == 0) {
        return view! {
            <Empty
                icon=Icon::Journey
                title="Nothing moved in this time"
                text="As soon as accounts move, this says how many came to each stage, how many went on and how long they stayed."
            />
        }
        .into_any();
    }
    let entered: Vec<_> = map
        .steps
        .iter()
        .map(|step| Bar {
            label: step.name.clone(),
            value: f64::from(step.flow.entered),
            text: reading::number(i64::from(step.flow.entered)),
            href: (step.flow.entered > 0).then(|| moves(map, asked, &[("to", &step.step)])),
            department: None,
        })
        .collect();
    let forward: Vec<_> = map
        .steps
        .iter()
        .filter(|step| !step.is_detour)
        .map(|step| Bar {
            label: step.name.clone(),
            value: step.flow.conversion_percent.map_or(0.0, f64::from),
            text: share(&step.flow),
            href: (step.flow.forward > 0).then(|| moves(map, asked, &[("from", &step.step), ("way", "forward")])),
            department: None,
        })
        .collect();
    view! {
        <div class="halves">
            <Panel title="How many came">
                <BarChart label="Moves into each step" bars=entered />
            </Panel>
            <Panel title="How many of those that left went forward">
                <BarChart label="Forward of all that left" bars=forward full=100.0 />
            </Panel>
        </div>
    }
    .into_any()
}

fn share(flow: &Flow) -> String {
    match flow.conversion_percent {
        Some(percent) => format!("{percent} %"),
        None => "no data".to_owned(),
    }
}

fn conversion(flow: &Flow) -> String {
    let share = share(flow);
    match flow.conversion_percent {
        Some(_) => format!("{share}, {} of {}", flow.forward, flow.left),
        None => share,
    }
}

fn stayed(stay: Option<Stay>) -> AnyView {
    match stay {
        Some(stay) => {
            let Stay {
                lower_days,
                median_days,
                upper_days,
                ..
            } = stay;
            let median = format!("{median_days} d ");
            let range = format!("half of them {lower_days} to {upper_days}");
            view! {
                {median}
                <small class="muted">{range}</small>
            }
            .into_any()
        }
        None => view! { <span class="muted">"no data"</span> }.into_any(),
    }
}

/// All numbers, step by step.
pub(super) fn table(map: &JourneyMap, asked: &ShowMap) -> AnyView {
    // Only where a version dropped a stage: without it what left would not be the sum of the ways.
    let elsewhere = map.steps.iter().any(|step| step.flow.elsewhere > 0);
    let rows: Vec<_> = map.steps.iter().map(|step| row(map, asked, step, elsewhere)).collect();
    view! {
        <Table caption="What went through each step">
            <thead>
                <tr>
                    <Column label="Step" />
                    <Column label="There now" />
                    <Column label="Stall" />
                    <Column label="Came" numeric=true />
                    <Column label="Left" numeric=true />
                    <Column label="Forward" numeric=true />
                    <Column label="Back" numeric=true />
                    <Column label="Detour" numeric=true />
                    {elsewhere.then(|| view! { <Column label="Dropped stage" numeric=true /> })}
                    <Column label="Went forward" />
                    <Column label="Median stay" />
                    <Column label="Went next to" />
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn row(map: &JourneyMap, asked: &ShowMap, step: &StepFlow, elsewhere: bool) -> AnyView {
    let (key, name, flow) = (&step.step, &step.name, &step.flow);
    let to = |more: &[(&str, &str)]| moves(map, asked, more);
    let went = |number: u32, way: &str| {
        let href = to(&[("from", key), ("way", way)]);
        count(number, href, [way, " from ", name].concat())
    };
    let next: Vec<_> = flow
        .next
        .iter()
        .take(TARGETS)
        .map(|target| {
            let named = map.steps.iter().find(|step| step.step == target.step);
            let named = named.map(|step| step.name.clone()).unwrap_or_default();
            let href = to(&[("from", key), ("to", &target.step)]);
            let counted = count(target.count, href, [name, " to ", &named].concat());
            view! { <li>{named} " " {counted}</li> }
        })
        .collect();
    let further = flow.next.len().saturating_sub(TARGETS);
    let further = (further > 0).then(|| {
        let href = to(&[("from", key)]);
        view! {
            <li>
                <a href=href>{format!("and {further} more")}</a>
            </li>
        }
    });
    let entered = count(flow.entered, to(&[("to", key)]), ["came to ", name].concat());
    let left = count(flow.left, to(&[("from", key)]), ["left ", name].concat());
    let conversion = if step.is_detour {
        String::new()
    } else {
        conversion(flow)
    };
    let (stand, stall) = (there(map, step, false), there(map, step, true));
    let forward = went(flow.forward, "forward");
    let back = went(flow.back, "back");
    let detours = went(flow.detours, "detour");
    let stay = stayed(step.stay);
    let name = name.clone();
    let dropped = reading::number(i64::from(flow.elsewhere));
    view! {
        <tr>
            <RowHead>{name}</RowHead>
            <Cell label="There now">{stand}</Cell>
            <Cell label="Stall">{stall}</Cell>
            <Cell label="Came" numeric=true>
                {entered}
            </Cell>
            <Cell label="Left" numeric=true>
                {left}
            </Cell>
            <Cell label="Forward" numeric=true>
                {forward}
            </Cell>
            <Cell label="Back" numeric=true>
                {back}
            </Cell>
            <Cell label="Detour" numeric=true>
                {detours}
            </Cell>
            {elsewhere
                .then(|| {
                    view! {
                        <Cell label="Dropped stage" numeric=true>
                            {dropped}
                        </Cell>
                    }
                })}
            <Cell label="Went forward">{conversion}</Cell>
            <Cell label="Median stay">{stay}</Cell>
            <Cell label="Went next to">
                <ul class="bare-list">{next} {further}</ul>
            </Cell>
        </tr>
    }
    .into_any()
}

/// Accounts in the step, stage by stage where there are several: the list of accounts knows stages.
fn there(map: &JourneyMap, step: &StepFlow, stalled: bool) -> AnyView {
    let stages = use_stages();
    let several = step.stages.len() > 1;
    let counts: Vec<_> = map
        .stages
        .iter()
        .filter(|stage| step.stages.contains(&stage.stage))
        .map(|stage| {
            let (number, also) = if stalled {
                (stage.stalled, "&stalled=true")
            } else {
                (stage.count, "")
            };
            let name = stages.name(&stage.stage).to_owned();
            let href = ["/accounts?stage=", &stage.stage, also].concat();
            let what = if stalled { "stall in " } else { "stand in " };
            let counted = count(number, href, [what, &name].concat());
            view! { <li>{several.then(|| [&name, " "].concat())} {counted}</li> }
        })
        .collect();
    view! { <ul class="bare-list">{counts}</ul> }.into_any()
}
