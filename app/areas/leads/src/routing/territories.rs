//! The territories: which accounts belong to each, and who of sales takes leads from there.

use leptos::prelude::*;
use model::{
    leads::routing::{
        create_territory::CreateTerritory,
        edit_territory::EditTerritory,
        remove_territory::RemoveTerritory,
        show::{Desk, KeptTerritory, Routing},
    },
    values::text::Line,
};
use ui::{
    Button, ButtonKind, CheckboxGroup, Choice, Icon, OperationForm, Panel, TextInput, busy, error_of, form::values_of,
    of, value_of,
};

/// The panel, with the form for a new territory below.
pub(super) fn panel(routing: &Routing, may_route: bool) -> AnyView {
    let lines: Vec<_> = routing
        .territories
        .iter()
        .map(|territory| line(territory, &routing.desks, may_route))
        .collect();
    let content = if lines.is_empty() {
        view! {
            <p class="quiet-line">
                "No territory yet: leads without an owner of the account go to whoever of sales has room and has waited longest."
            </p>
        }
        .into_any()
    } else {
        view! { <ol class="list padded owed">{lines}</ol> }.into_any()
    };
    let next = routing
        .territories
        .iter()
        .map(|territory| territory.place)
        .max()
        .map_or(1, |last| last + 1);
    let people = people(&routing.desks);
    let add = may_route.then(|| {
        view! {
            <Panel title="Add a territory" id="add">
                <OperationForm
                    operation={of::<CreateTerritory>()}
                    class="stack"
                    refused_title="This territory cannot be added yet"
                    reset=true
                >
                    <Fields prefix="new".to_owned() stored=None place=next people=people words="Add the territory" />
                </OperationForm>
            </Panel>
        }
    });
    view! {
        <Panel title="Territories" note="the first one that fits an account decides" id="territories" flush=true>
            {content}
        </Panel>
        {add}
    }
    .into_any()
}

fn people(desks: &[Desk]) -> Vec<Choice> {
    desks
        .iter()
        .map(|desk| Choice::new(desk.person.to_string(), desk.name.clone()))
        .collect()
}

fn line(territory: &KeptTerritory, desks: &[Desk], may_route: bool) -> AnyView {
    let names: Vec<&str> = desks
        .iter()
        .filter(|desk| territory.people.contains(&desk.person))
        .map(|desk| desk.name.as_str())
        .collect();
    let who = if names.is_empty() {
        "Nobody who can sign in takes leads from there.".to_owned()
    } else {
        format!("By turns: {}.", names.join(", "))
    };
    let forms = may_route.then(|| (change(territory, desks), remove(territory)));
    let (name, says) = (territory.name.clone(), territory.says.clone());
    view! {
        <li>
            <div class="grow">
                <b>{name}</b>
                <p>{says}</p>
                <small>{who}</small>
                {forms}
            </div>
        </li>
    }
    .into_any()
}

fn change(territory: &KeptTerritory, desks: &[Desk]) -> AnyView {
    let id = format!("territory-{}", territory.id);
    let people = people(desks);
    let (which, version) = (territory.id.to_string(), territory.version.to_string());
    let (place, stored, prefix) = (territory.place, territory.clone(), id.clone());
    view! {
        <details class="in-place">
            <summary>{format!("Change {}", territory.name)}</summary>
            <OperationForm
                operation={of::<EditTerritory>()}
                id=id
                class="form"
                refused_title="This territory cannot be saved yet"
            >
                <input type="hidden" name="territory" value=which />
                <input type="hidden" name="version" value=version />
                <Fields prefix=prefix stored=Some(stored) place=place people=people words="Save the territory" />
            </OperationForm>
        </details>
    }
    .into_any()
}

fn remove(territory: &KeptTerritory) -> AnyView {
    let id = format!("remove-{}", territory.id);
    let (which, words) = (territory.id.to_string(), format!("Remove {}", territory.name));
    view! {
        <OperationForm operation={of::<RemoveTerritory>()} id=id no_summary=true>
            <input type="hidden" name="territory" value=which />
            <Remove words=words />
        </OperationForm>
    }
    .into_any()
}

#[component]
fn Remove(words: String) -> impl IntoView {
    view! {
        <Button kind=ButtonKind::Quiet small=true icon=Icon::Trash submit=true busy=busy()>
            {words}
        </Button>
    }
}

#[component]
fn Fields(
    prefix: String,
    stored: Option<KeptTerritory>,
    place: u16,
    people: Vec<Choice>,
    words: &'static str,
) -> impl IntoView {
    let (name, accounts, chosen) = stored.map_or_else(Default::default, |stored| {
        let chosen = stored.people.iter().map(ToString::to_string).collect::<Vec<_>>();
        (stored.name, stored.accounts, chosen)
    });
    let line = |line: Option<Line>| line.map(|line| line.to_string()).unwrap_or_default();
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    let told = |name: &'static str, label: &'static str, stored: String| {
        view! {
            <TextInput
                prefix=prefix.clone()
                name=name
                label=label
                optional=true
                value=value_of(name, stored)
                error=error_of(name)
            />
        }
        .into_any()
    };
    let asked = |name: &'static str, label: &'static str, stored: String| {
        view! {
            <TextInput
                prefix=prefix.clone()
                name=name
                label=label
                required=true
                value=value_of(name, stored)
                error=error_of(name)
            />
        }
        .into_any()
    };
    view! {
        <p class="muted">"Accounts belong to it where all holds that is said here. Commas set countries and industries apart."</p>
        <div class="halves">
            {asked("name", "Name", name)} {asked("place", "Place in the order", place.to_string())}
            {told("countries", "Countries", line(accounts.countries))}
            {told("industries", "Industries", line(accounts.industries))}
            {told("employees_at_least", "Employees at least", number(accounts.employees_at_least))}
            {told("employees_at_most", "Employees at most", number(accounts.employees_at_most))}
        </div>
        <CheckboxGroup
            prefix=prefix.clone()
            name="people"
            label="Who takes leads from there"
            choices=people
            values=values_of("people", chosen)
            error=error_of("people")
            inline=true
        />
        <div class="actions">
            <Button kind=ButtonKind::Primary small=true submit=true busy=busy()>
                {words}
            </Button>
        </div>
    }
}
