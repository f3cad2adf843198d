//! Which leg takes part at which stage: a matrix whose cells open their rows.

use leptos::prelude::*;
use model::access::Department;

use crate::class_list::{classes, when};
use crate::leg::LegTag;

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeatCell {
    /// In percent; `None` where nothing is owed.
    pub value: Option<u8>,
    /// Owed and mostly missing: gets an edge.
    pub low: bool,
    /// Where the rows stand.
    pub href: Option<String>,
}

const fn step(value: u8) -> &'static str {
    match value {
        0..=29 => "h1",
        30..=49 => "h2",
        50..=69 => "h3",
        70..=89 => "h4",
        _ => "h5",
    }
}

/// Legs by stages.
#[component]
pub fn HeatMap(
    /// What is counted, said to screen readers.
    #[prop(into)]
    label: String,
    /// The stages.
    columns: Vec<String>,
    /// The cells of marketing, sales and service, one for each stage.
    rows: [Vec<HeatCell>; 3],
) -> impl IntoView {
    let heads: Vec<_> = columns
        .iter()
        .map(|column| view! { <th scope="col">{column.clone()}</th> })
        .collect();
    let rows: Vec<_> = Department::ALL
        .into_iter()
        .zip(rows)
        .map(|(department, cells)| {
            let cells: Vec<_> = cells
                .into_iter()
                .map(|cell| {
                    let class = cell.value.map_or("na", step);
                    let text = cell
                        .value
                        .map_or_else(|| "–".to_owned(), |value| [&value.to_string(), " %"].concat());
                    let said = match (cell.value, cell.low) {
                        (None, _) => Some("nothing is owed"),
                        (Some(_), true) => Some("too low"),
                        (Some(_), false) => None,
                    };
                    let said = said.map(|said| view! { <span class="visually-hidden">{[", ", said].concat()}</span> });
                    let content = view! {
                        {text}
                        {said}
                    };
                    view! {
                        <td class=classes(&[class, when(cell.low, "low")])>
                            {match cell.href {
                                Some(href) => {
                                    view! {
                                        <a href=href>
                                            <span>{content}</span>
                                        </a>
                                    }
                                        .into_any()
                                }
                                None => view! { <span>{content}</span> }.into_any(),
                            }}
                        </td>
                    }
                })
                .collect();
            view! {
                <tr>
                    <th scope="row">
                        <LegTag department />
                    </th>
                    {cells}
                </tr>
            }
        })
        .collect();
    let said = label.clone();
    view! {
        <div class="heat-wrap" tabindex="0" role="region" aria-label=said>
            <table class="heat">
                <caption class="visually-hidden">{label}</caption>
                <thead>
                    <tr>
                        <th scope="col">
                            <span class="visually-hidden">"Leg"</span>
                        </th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
