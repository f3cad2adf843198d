//! A company becomes an account.

use leptos::prelude::*;
use leptos_meta::Title;
use model::{
    Department,
    accounts::{
        create::CreateAccount,
        people_choices::{PeopleChoices, PersonChoice},
    },
};
use ui::{
    Button, ButtonKind, LinkButton, OperationForm, PageHeader, Panel, Reads, TextInput, busy, department_name,
    error_of, loaded, of, use_viewer, value_of,
};

use crate::fields::{AccountFields, LeadSelect};

/// The form for a new account.
#[component]
pub fn NewAccountPage() -> impl IntoView {
    let people = Reads::new(|| (), |()| ui::call(PeopleChoices {}));
    view! {
        <Title text="New account" />
        <PageHeader title="New account" lead="It begins at the start of the journey; move it along once you know more." />
        {loaded(
            people,
            |people| {
                view! {
                    <OperationForm operation={of::<CreateAccount>()} then="/accounts/{id}" class="stack">
                        <Fields people=people />
                    </OperationForm>
                }
                    .into_any()
            },
        )}
    }
}

#[component]
fn Fields(people: Vec<PersonChoice>) -> impl IntoView {
    let me = use_viewer().with_value(|viewer| viewer.department.map(|department| (department, viewer.id.to_string())));
    let legs: Vec<_> = [
        (Department::Marketing, "marketing_lead"),
        (Department::Sales, "sales_lead"),
        (Department::Service, "service_lead"),
    ]
    .into_iter()
    .map(|(department, name)| {
        // Whoever creates an account leads his own leg, unless he says otherwise.
        let own = me.as_ref().filter(|(mine, _)| *mine == department);
        let suggested = own.map(|(_, id)| id.clone()).unwrap_or_default();
        let value = value_of(name, suggested).get_untracked();
        view! {
            <LeadSelect
                department=department
                people=people.clone()
                name=name
                label=department_name(department)
                value=value
            />
        }
    })
    .collect();
    view! {
        <Panel title="Which company?">
            <div class="form">
                <TextInput
                    name="name"
                    label="Name"
                    required=true
                    value=value_of("name", "")
                    error=error_of("name")
                />
                <AccountFields />
            </div>
        </Panel>
        <Panel title="Who leads?" note="Each leg without a lead is a hole that everybody sees">
            <div class="form">{legs}</div>
        </Panel>
        <div class="row">
            <Button kind=ButtonKind::Primary submit=true busy=busy()>
                "Create account"
            </Button>
            <LinkButton href="/accounts">"Cancel"</LinkButton>
        </div>
    }
}
