//! How many go on from step to step, and why the others do not.

use leptos::prelude::*;

use crate::chart::{ChartTable, chart_frame};
use crate::class_list::{classes, when};
use crate::scale::{go_on, place, share};

/// One step of a funnel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FunnelStep {
    /// What it is.
    pub label: String,
    /// How many came here.
    pub count: u64,
    /// The same in the person's way of writing numbers.
    pub text: String,
    /// Where they stand.
    pub href: Option<String>,
    /// Why the others did not come here.
    pub lost: String,
    /// The step at which most is lost without need.
    pub worst: bool,
}

/// Steps from the many to the few, each with the drop before it.
#[component]
pub fn Funnel(
    /// What goes through.
    #[prop(into)]
    label: String,
    /// The steps, first to last.
    steps: Vec<FunnelStep>,
) -> impl IntoView {
    let counts: Vec<u64> = steps.iter().map(|step| step.count).collect();
    let most = counts.iter().copied().max().unwrap_or(0) as f64;
    let going = go_on(&counts);
    let percent = |share: Option<f64>| share.map(|share| format!("{share:.0} %"));
    let table = ChartTable {
        columns: ["Step", "Count", "Go on"].map(str::to_owned).into(),
        rows: steps
            .iter()
            .zip(&going)
            .map(|(step, going)| {
                vec![
                    step.label.clone(),
                    step.count.to_string(),
                    percent(*going).unwrap_or_else(|| "–".to_owned()),
                ]
            })
            .collect(),
    };
    let mut before = None;
    let rows: Vec<_> = steps
        .into_iter()
        .zip(going)
        .map(|(step, going)| {
            let length = share(step.count as f64, most);
            let lost = before.replace(length).map(|before| {
                view! { <rect class="lost" width=place(before) height="10"></rect> }
            });
            let drop = percent(going).map(|going| {
                let words = if step.lost.is_empty() {
                    " go on".to_owned()
                } else {
                    [" go on · ", &step.lost].concat()
                };
                view! {
                    <p class=classes(&["drop", when(step.worst, "worst")])>
                        <b>{going}</b>
                        {words}
                    </p>
                }
            });
            let count = step.text;
            let count = match step.href {
                Some(href) => view! {
                    <a class="n" href=href>
                        {count}
                        <span class="visually-hidden">{[", rows of ", &step.label].concat()}</span>
                    </a>
                }
                .into_any(),
                None => view! { <span class="n">{count}</span> }.into_any(),
            };
            view! {
                <li>
                    {drop} <span>{step.label}</span>
                    <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                        {lost}
                        <rect class="bar" width=place(length) height="10"></rect>
                    </svg> {count}
                </li>
            }
        })
        .collect();
    chart_frame(label, view! { <ol class="bars funnel">{rows}</ol> }.into_any(), table)
}
