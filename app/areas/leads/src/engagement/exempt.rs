//! Cells of the matrix without a rule: which are gaps, and which need none by agreement.

use leptos::prelude::*;
use model::{
    agreements::Standing,
    leads::engagement::{Cell, Exempt, exempt_cell::ExemptCell, require_rule::RequireRule, show::Engagement},
};
use ui::{Badge, Button, ButtonKind, OperationForm, Panel, TextInput, Tone, busy, error_of, of, use_stages, value_of};

use super::{edit::of_draft, matrix};

/// The panel. Without gaps and exemptions there is none.
pub(super) fn panel(said: &Engagement, standing: &Standing, may_change: bool) -> Option<AnyView> {
    let gaps = said.missing.iter().map(|cell| gap(cell, standing, may_change));
    let exempt = said.exempt.iter().map(|exempt| exempted(exempt, standing, may_change));
    let lines: Vec<_> = gaps.chain(exempt).collect();
    (!lines.is_empty()).then(|| {
        view! {
            <Panel title="Cells without a rule" note="a gap, or by agreement" id="gaps" flush=true>
                <ul class="list padded owed">{lines}</ul>
            </Panel>
        }
        .into_any()
    })
}

fn named(cell: &Cell) -> String {
    let id = format!("{}-{}-{}", cell.stage, cell.giving.key(), cell.receiving.key());
    id.replace('_', "-")
}

fn of_cell(cell: &Cell, standing: &Standing) -> AnyView {
    view! {
        {of_draft(standing)}
        <input type="hidden" name="stage" value=cell.stage.to_string() />
        <input type="hidden" name="giving" value=cell.giving.key() />
        <input type="hidden" name="receiving" value=cell.receiving.key() />
    }
    .into_any()
}

fn gap(cell: &Cell, standing: &Standing, may_change: bool) -> AnyView {
    let id = format!("exempt-{}", named(cell));
    let stage = use_stages().name(cell.stage.as_str()).to_owned();
    let form = may_change.then(|| {
        let asked = of_cell(cell, standing);
        view! {
            <details class="in-place">
                <summary>"It needs none"</summary>
                <OperationForm operation={of::<ExemptCell>()} id=id.clone() class="form" no_summary=true>
                    {asked}
                    <Reason prefix=id />
                </OperationForm>
            </details>
        }
    });
    view! {
        <li>
            <div class="grow">
                <b>{stage}</b>
                " "
                <Badge text="No rule yet" tone=Tone::Warn />
                {form}
            </div>
            {matrix::legs(cell.giving, cell.receiving)}
        </li>
    }
    .into_any()
}

#[component]
fn Reason(prefix: String) -> impl IntoView {
    view! {
        <TextInput
            prefix=prefix
            name="reason"
            label="Why no rule is needed there"
            required=true
            value=value_of("reason", "")
            error=error_of("reason")
        />
        <div class="actions">
            <Button kind=ButtonKind::Primary small=true submit=true busy=busy()>
                "Exempt it"
            </Button>
        </div>
    }
}

fn exempted(exempt: &Exempt, standing: &Standing, may_change: bool) -> AnyView {
    let cell = exempt.cell();
    let stage = use_stages().name(cell.stage.as_str()).to_owned();
    let id = format!("require-{}", named(&cell));
    let form = may_change.then(|| {
        let asked = of_cell(&cell, standing);
        view! {
            <OperationForm operation={of::<RequireRule>()} id=id no_summary=true>
                {asked}
                <Require />
            </OperationForm>
        }
    });
    view! {
        <li>
            <div class="grow">
                <b>{stage}</b>
                <p>{exempt.reason.clone()}</p>
            </div>
            {matrix::legs(cell.giving, cell.receiving)}
            {form}
        </li>
    }
    .into_any()
}

#[component]
fn Require() -> impl IntoView {
    view! {
        <Button kind=ButtonKind::Quiet small=true submit=true busy=busy()>
            "It needs one"
        </Button>
    }
}
