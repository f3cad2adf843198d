//! The form for name, department and role.

use leptos::prelude::*;
use model::{
    Department, Role,
    platform::people::{Person, edit::EditPerson},
};
use ui::{
    Button, ButtonKind, Checkbox, OperationForm, RadioChoice, RadioGroup, Select, TextInput, busy, done_of, error_of,
    of, seen_version, use_messages, value_of,
};

use crate::words::{departments, role_hint, role_name};

/// Changes name, department and role.
#[component]
pub(super) fn EditForm(
    /// As it was read; what others do meanwhile does not take away what is being typed.
    person: Person,
    /// Is told about success.
    saved: Callback<()>,
) -> impl IntoView {
    let messages = use_messages();
    let done = done_of::<EditPerson>(move |person| {
        messages.say(format!("{} is saved.", person.name));
        saved.run(());
    });
    view! {
        <OperationForm operation={of::<EditPerson>()} done=done class="form">
            <Fields person=person />
        </OperationForm>
    }
}

#[component]
fn Fields(person: Person) -> impl IntoView {
    let roles = Role::ALL
        .map(|role| RadioChoice::new(role.key(), role_name(role)).with_hint(role_hint(role)))
        .to_vec();
    let seen = seen_version(person.version);
    let release = value_of("release", "");
    view! {
        <input type="hidden" name="person" value=person.id.to_string() />
        <input type="hidden" name="seen" value=seen prop:value=seen />
        <TextInput name="name" label="Name" required=true value=value_of("name", person.name) error=error_of("name") />
        <Select
            name="department"
            label="Department"
            hint="Members and managers need one."
            empty="None"
            choices=departments()
            value=value_of("department", person.department.map(Department::key).unwrap_or_default())
            error=error_of("department")
        />
        <Checkbox
            name="release"
            label="Release the accounts of the department that is left"
            hint="Whoever leads accounts there leaves it only like this: they have no lead in that department then."
            checked=Signal::derive(move || release.get() == "true")
        />
        <RadioGroup
            name="role"
            label="Role"
            choices=roles
            value=value_of("role", person.role.key())
            error=error_of("role")
            required=true
        />
        <div class="actions">
            <Button kind=ButtonKind::Primary submit=true busy=busy()>
                "Save"
            </Button>
        </div>
    }
}
