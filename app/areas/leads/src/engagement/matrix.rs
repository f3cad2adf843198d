//! The matrix: stages by pairs of legs, with the rules that stand in each cell; and the rules as sentences.

use leptos::prelude::*;
use model::{
    Department,
    leads::engagement::{
        Cell, CellState, MatrixCell, RuleKey,
        show::{Engagement, RuleInWords},
    },
};
use ui::{
    Badge, Cell as TableCell, Column, Figure, Figures, LegTag, Panel, RowHead, Table, Tone, department_name, use_stages,
};

/// The share of required cells that organisations have ruled, as far as it is known.
const USUAL: &str = "14 %";

/// Figure, matrix and rules.
pub(super) fn whole(said: &Engagement) -> AnyView {
    view! {
        <div class="stack">{figures(said)} {matrix(said)} {rules(&said.rules)} {exempt(said)}</div>
    }
    .into_any()
}

/// How much of what needs a rule has one.
pub(super) fn figures(said: &Engagement) -> AnyView {
    let coverage = said.coverage;
    let against = vec![
        ("elsewhere".to_owned(), USUAL.to_owned()),
        ("rules".to_owned(), said.rules.len().to_string()),
        ("exempt by agreement".to_owned(), said.exempt.len().to_string()),
    ];
    let figure = if coverage.required == 0 {
        let missing = "No two legs owe the buyer an act in one stage, so no cell needs a rule.";
        view! { <Figure title="Cells with a rule" missing=missing against=against /> }.into_any()
    } else {
        let value = move || {
            view! {
                <b>{coverage.defined.to_string()}</b>
                <small class="muted">{format!("of {} that need one", coverage.required)}</small>
            }
        };
        view! { <Figure title="Cells with a rule" value=value against=against /> }.into_any()
    };
    view! { <Figures label="How much is ruled">{figure}</Figures> }.into_any()
}

fn pair(cell: &Cell) -> String {
    format!(
        "{} to {}",
        department_name(cell.giving),
        department_name(cell.receiving).to_lowercase()
    )
}

fn matrix(said: &Engagement) -> AnyView {
    let stages = use_stages();
    let pairs: Vec<&Cell> = said.matrix.iter().take(6).map(|cell| &cell.cell).collect();
    let heads: Vec<_> = pairs.iter().map(|cell| view! { <Column label=pair(cell) /> }).collect();
    let lines = said.matrix.chunk_by(|one, other| one.cell.stage == other.cell.stage);
    let lines: Vec<_> = lines
        .filter_map(|cells| {
            let name = stages.name(cells.first()?.cell.stage.as_str()).to_owned();
            let cells: Vec<_> = cells.iter().map(|cell| in_matrix(cell, &said.rules)).collect();
            Some(view! { <tr><RowHead>{name}</RowHead>{cells}</tr> })
        })
        .collect();
    view! {
        <Panel
            title="Matrix"
            note="who gives what to whom, stage by stage"
            id="matrix"
            flush=true
            footer=|| {
                view! {
                    <span class="muted">
                        "A cell needs a rule where both legs owe the buyer an act in the stage."
                    </span>
                }
            }
        >
            <Table caption="Rules by stage and pair of legs" class="engagement" bare=true matrix=true>
                <thead>
                    <tr>
                        <Column label="Stage" />
                        {heads}
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </Table>
        </Panel>
    }
    .into_any()
}

fn in_matrix(cell: &MatrixCell, rules: &[RuleInWords]) -> AnyView {
    let named = |key: &RuleKey| {
        let rule = rules.iter().find(|said| said.rule.key == *key)?;
        let href = format!("#rule-{key}");
        let name = rule.rule.name.clone();
        Some(view! { <li><a href=href>{name}</a></li> })
    };
    let content = match cell.state {
        CellState::Missing => view! { <Badge text="No rule yet" tone=Tone::Warn /> }.into_any(),
        CellState::Exempt => view! { <Badge text="Exempt" plain=true /> }.into_any(),
        CellState::NotNeeded => view! { <span class="muted" title="Not needed">"–"</span> }.into_any(),
        CellState::Defined | CellState::Extra => {
            let names: Vec<_> = cell.rules.iter().filter_map(named).collect();
            view! { <ul class="rules">{names}</ul> }.into_any()
        }
    };
    view! { <TableCell label=pair(&cell.cell)>{content}</TableCell> }.into_any()
}

/// From which leg to which.
pub(super) fn legs(giving: Department, receiving: Department) -> AnyView {
    view! {
        <span class="row">
            <LegTag department=giving />
            <span aria-hidden="true">"→"</span>
            <span class="visually-hidden">" to "</span>
            <LegTag department=receiving />
        </span>
    }
    .into_any()
}

fn rules(rules: &[RuleInWords]) -> AnyView {
    let many = match rules.len() {
        1 => "1 rule".to_owned(),
        many => format!("{many} rules"),
    };
    let lines: Vec<_> = rules
        .iter()
        .map(|said| {
            view! {
                <li id=format!("rule-{}", said.rule.key)>
                    <div class="grow">
                        <b>{said.rule.name.clone()}</b>
                        <p>{said.says.clone()}</p>
                    </div>
                    {legs(said.rule.giving, said.rule.receiving)}
                </li>
            }
        })
        .collect();
    view! {
        <Panel title="Rules" note=many id="rules" flush=true>
            <ul class="list padded owed">{lines}</ul>
        </Panel>
    }
    .into_any()
}

fn exempt(said: &Engagement) -> Option<AnyView> {
    let stages = use_stages();
    let lines: Vec<_> = said
        .exempt
        .iter()
        .map(|exempt| {
            let stage = stages.name(exempt.stage.as_str()).to_owned();
            view! {
                <li>
                    <div class="grow">
                        <b>{stage}</b>
                        <p>{exempt.reason.clone()}</p>
                    </div>
                    {legs(exempt.giving, exempt.receiving)}
                </li>
            }
        })
        .collect();
    (!lines.is_empty()).then(|| {
        view! {
            <Panel title="Cells that need no rule" flush=true>
                <ul class="list padded owed">{lines}</ul>
            </Panel>
        }
        .into_any()
    })
}
