//! Where the buyers are, for who reads everything.

use leptos::prelude::*;
use model::journey::today::show::StageNow;
use ui::{Bar, BarChart, ButtonKind, LinkButton, Panel, reading};

/// The stages on the way, for who reads everything.
pub(super) fn where_they_are(stages: Vec<StageNow>) -> AnyView {
    // How many are there now: who went on from where is another question, and the board's history answers it.
    let bars = stages
        .iter()
        .map(|stage| Bar {
            label: stage.name.clone(),
            value: f64::from(stage.count),
            text: reading::number(i64::from(stage.count)),
            href: Some(format!("/accounts?stage={}", stage.stage)),
            department: None,
        })
        .collect();
    let rows: Vec<_> = stages
        .into_iter()
        .map(|stage| {
            let amount = reading::money(stage.open_amount);
            let stalled = (stage.stalled > 0).then(|| {
                let href = format!("/accounts?stage={}&stalled=true", stage.stage);
                view! { <a href=href>{reading::number(i64::from(stage.stalled))}</a> }
            });
            view! {
                <tr>
                    <th scope="row">
                        <a href=format!("/accounts?stage={}", stage.stage)>{stage.name}</a>
                    </th>
                    <td class="number">{amount}</td>
                    <td class="number">{stalled}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <div class="halves">
            <Panel
                title="Where the buyers are"
                action=|| {
                    view! {
                        <LinkButton href="/journey?view=all" kind=ButtonKind::Quiet small=true>
                            "Open the board"
                        </LinkButton>
                    }
                }
            >
                <BarChart
                    label="Accounts by stage of the journey"
                    bars=bars
                    heads=("Stage".to_owned(), "Accounts".to_owned())
                />
            </Panel>
            <Panel title="Open amount by stage" flush=true>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">"Stage"</th>
                            <th scope="col" class="number">
                                "Open"
                            </th>
                            <th scope="col" class="number">
                                "Stalled"
                            </th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </Panel>
        </div>
    }
    .into_any()
}
