//! What every chart has: a name, a sentence that says what it shows, and the same numbers as a table one click away.

use leptos::prelude::*;

/// The numbers of a chart as rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct ChartTable {
    /// The columns; the first one names the rows.
    pub(crate) columns: Vec<String>,
    /// The rows, with as many cells as there are columns.
    pub(crate) rows: Vec<Vec<String>>,
}

/// The frame around a drawing.
pub(crate) fn chart_frame(label: String, drawing: AnyView, table: ChartTable) -> AnyView {
    let columns: Vec<_> = table
        .columns
        .into_iter()
        .enumerate()
        .map(|(place, column)| {
            view! {
                <th scope="col" class=(place > 0).then_some("num")>
                    {column}
                </th>
            }
        })
        .collect();
    let rows: Vec<_> = table
        .rows
        .into_iter()
        .map(|row| {
            let cells: Vec<_> = row
                .into_iter()
                .enumerate()
                .map(|(place, cell)| {
                    if place == 0 {
                        view! { <th scope="row">{cell}</th> }.into_any()
                    } else {
                        view! { <td class="num">{cell}</td> }.into_any()
                    }
                })
                .collect();
            view! { <tr>{cells}</tr> }
        })
        .collect();
    let of = [": ", &label].concat();
    view! {
        <figure class="chart" aria-label=label>
            {drawing}
            <details>
                <summary>"As a table" <span class="visually-hidden">{of}</span></summary>
                <table>
                    <thead>
                        <tr>{columns}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </details>
        </figure>
    }
    .into_any()
}
