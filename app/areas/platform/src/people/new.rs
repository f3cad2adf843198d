//! Invites somebody.

use leptos::prelude::*;
use leptos_meta::Title;
use model::{Role, platform::people::invite::InvitePerson};
use ui::{
    Button, ButtonKind, LinkButton, OperationForm, PageHeader, Panel, RadioChoice, RadioGroup, Select, TextInput, busy,
    done_of, error_of, of, outcome_of, value_of,
};

use super::link::LinkToPassOn;
use crate::{
    admin::AdminTabs,
    words::{departments, role_hint, role_name},
};

/// Invites a person; then shows the link.
#[component]
pub fn InvitePage() -> impl IntoView {
    let made = outcome_of::<InvitePerson>();
    view! {
        <Title text="Invite a person" />
        <PageHeader title="Invite a person" lead="They choose a password through a link that works once." />
        <AdminTabs current="/admin/people" />
        {move || match made.get() {
            Some(link) => {
                let person = ["/admin/people/", &link.person.to_string()].concat();
                view! {
                    <Panel title="Invited">
                        <div class="form">
                            <LinkToPassOn made=link label="Link of the invitation" />
                            <div class="actions">
                                <Button kind=ButtonKind::Primary on:click=move |_| made.set(None)>
                                    "Invite another"
                                </Button>
                                <LinkButton href=person>"Open the person"</LinkButton>
                                <LinkButton href="/admin/people" kind=ButtonKind::Quiet>
                                    "All people"
                                </LinkButton>
                            </div>
                        </div>
                    </Panel>
                }
                    .into_any()
            }
            None => {
                view! {
                    <Panel title="Who">
                        <OperationForm
                            operation={of::<InvitePerson>()}
                            done={done_of::<InvitePerson>(move |answer| made.set(Some(answer)))}
                            class="form"
                            refused_title="Nobody was invited yet"
                        >
                            <Fields />
                        </OperationForm>
                    </Panel>
                }
                    .into_any()
            }
        }}
    }
}

#[component]
fn Fields() -> impl IntoView {
    let roles = Role::ALL
        .map(|role| RadioChoice::new(role.key(), role_name(role)).with_hint(role_hint(role)))
        .to_vec();
    view! {
        <TextInput
            name="email"
            label="Work e-mail"
            kind="email"
            inputmode="email"
            required=true
            value=value_of("email", "")
            error=error_of("email")
        />
        <TextInput name="name" label="Name" required=true value=value_of("name", "") error=error_of("name") />
        <Select
            name="department"
            label="Department"
            hint="Members and managers need one."
            empty="None"
            choices=departments()
            value=value_of("department", "")
            error=error_of("department")
        />
        <RadioGroup
            name="role"
            label="Role"
            choices=roles
            value=value_of("role", "member")
            error=error_of("role")
            required=true
        />
        <div class="actions">
            <Button kind=ButtonKind::Primary submit=true busy=busy()>
                "Invite"
            </Button>
            <LinkButton href="/admin/people" kind=ButtonKind::Quiet>
                "Cancel"
            </LinkButton>
        </div>
    }
}
