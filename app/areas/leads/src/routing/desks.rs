//! How many leads each of sales takes, and how many he has.

use leptos::prelude::*;
use model::leads::routing::{edit_desk::EditDesk, show::Desk};
use ui::{
    Badge, Button, ButtonKind, Cell, Checkbox, Column, Empty, Icon, Moment, OperationForm, Panel, RowHead, Table,
    TextInput, Tone, busy, error_of, of, value_of,
};

/// The panel.
pub(super) fn panel(desks: &[Desk], may_route: bool) -> AnyView {
    if desks.is_empty() {
        return view! {
            <Empty
                icon=Icon::Sales
                title="Nobody of sales yet"
                text="Whoever is invited to sales takes leads from then on, as many at once as is usual."
            />
        }
        .into_any();
    }
    let rows: Vec<_> = desks.iter().map(|desk| row(desk, may_route)).collect();
    view! {
        <Panel title="Who takes leads" note="and how many at once" id="desks" flush=true>
            <Table caption="People of sales and their leads" bare=true>
                <thead>
                    <tr>
                        <Column label="Person" />
                        <Column label="Leads now" numeric=true />
                        <Column label="At once" numeric=true />
                        <Column label="Given one last" />
                        <Column label="Change" hidden=true />
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
        </Panel>
    }
    .into_any()
}

fn row(desk: &Desk, may_route: bool) -> AnyView {
    let full = desk.load >= desk.capacity;
    let stands = if desk.away {
        Some(view! { " " <Badge text="Away" tone=Tone::Warn /> }.into_any())
    } else if full {
        Some(view! { " " <Badge text="Full" plain=true /> }.into_any())
    } else {
        None
    };
    let last = desk.given_at.map_or_else(
        || view! { <span class="muted">"never"</span> }.into_any(),
        |at| view! { <Moment at=at /> }.into_any(),
    );
    let form = may_route.then(|| change(desk));
    let (name, load, capacity) = (desk.name.clone(), desk.load.to_string(), desk.capacity.to_string());
    view! {
        <tr>
            <RowHead>{name} {stands}</RowHead>
            <Cell label="Leads now" numeric=true>
                {load}
            </Cell>
            <Cell label="At once" numeric=true>
                {capacity}
            </Cell>
            <Cell label="Given one last">{last}</Cell>
            <Cell>{form}</Cell>
        </tr>
    }
    .into_any()
}

fn change(desk: &Desk) -> AnyView {
    let id = format!("desk-{}", desk.person);
    let (person, name) = (desk.person.to_string(), desk.name.clone());
    let (capacity, away) = (desk.capacity, desk.away);
    view! {
        <details class="in-place">
            <summary>{format!("Change {name}")}</summary>
            <OperationForm operation={of::<EditDesk>()} id=id.clone() class="form" no_summary=true>
                <input type="hidden" name="person" value=person />
                <Fields prefix=id capacity=capacity away=away />
            </OperationForm>
        </details>
    }
    .into_any()
}

#[component]
fn Fields(prefix: String, capacity: u32, away: bool) -> impl IntoView {
    let ticked = value_of("away", if away { "true" } else { "" });
    view! {
        <TextInput
            prefix=prefix.clone()
            name="capacity"
            label="Leads at once"
            inputmode="numeric"
            required=true
            value=value_of("capacity", capacity.to_string())
            error=error_of("capacity")
        />
        <Checkbox
            prefix=prefix
            name="away"
            label="Away: takes no new leads"
            checked=Signal::derive(move || ticked.get() == "true")
        />
        <div class="actions">
            <Button kind=ButtonKind::Primary small=true submit=true busy=busy()>
                "Save"
            </Button>
        </div>
    }
}
