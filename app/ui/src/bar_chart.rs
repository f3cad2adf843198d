//! Things of one kind compared by length. Words and figures are text beside the bars, so they wrap instead of shrinking.

use leptos::prelude::*;
use model::access::Department;

use crate::chart::{ChartTable, chart_frame};
use crate::class_list::classes;
use crate::scale::{place, share};

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What it stands for.
    pub label: String,
    /// Its length.
    pub value: f64,
    /// The value as people read it, with its unit.
    pub text: String,
    /// Where its rows stand.
    pub href: Option<String>,
    /// The leg it stands for, where legs are compared.
    pub department: Option<Department>,
}

/// Bars from the same line, longest possible first or in the order of the matter.
#[component]
pub fn BarChart(
    /// What is compared.
    #[prop(into)]
    label: String,
    /// The bars, top to bottom.
    bars: Vec<Bar>,
    /// The value of a full bar; without it the longest bar is full.
    #[prop(optional)]
    full: Option<f64>,
    /// A value all bars are measured against, with its words: the target.
    #[prop(optional)]
    target: Option<(f64, String)>,
    /// Heads of the table: what the rows are and what is counted.
    #[prop(default = ("".to_owned(), "Value".to_owned()))]
    heads: (String, String),
) -> impl IntoView {
    let longest = bars
        .iter()
        .map(|bar| bar.value)
        .chain(target.iter().map(|target| target.0))
        .fold(0.0, f64::max);
    let full = full.unwrap_or(longest);
    let table = ChartTable {
        columns: vec![heads.0, heads.1],
        rows: bars
            .iter()
            .map(|bar| vec![bar.label.clone(), bar.text.clone()])
            .collect(),
    };
    let goal = target.as_ref().map(|target| place(share(target.0, full)));
    let rows: Vec<_> = bars
        .into_iter()
        .map(|bar| {
            let length = place(share(bar.value, full));
            let class = classes(&["bar", bar.department.map_or("", Department::key)]);
            let goal = goal.clone().map(|goal| {
                let same = goal.clone();
                view! { <line class="target" x1=goal x2=same y1="-2" y2="12" vector-effect="non-scaling-stroke"></line> }
            });
            let text = match bar.href {
                Some(href) => view! {
                    <a class="n" href=href>
                        {bar.text}
                        <span class="visually-hidden">{[", rows of ", &bar.label].concat()}</span>
                    </a>
                }
                .into_any(),
                None => view! { <span class="n">{bar.text}</span> }.into_any(),
            };
            view! {
                <li>
                    <span>{bar.label}</span>
                    <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                        <rect class=class width=length height="10"></rect>
                        {goal}
                    </svg>
                    {text}
                </li>
            }
        })
        .collect();
    let drawing = view! {
        <ol class="bars">{rows}</ol>
        {target.map(|target| view! { <p class="target-note">{target.1}</p> })}
    };
    chart_frame(label, drawing.into_any(), table)
}
