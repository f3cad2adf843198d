//! Where one writes down what was done or heard at an account.

use leptos::prelude::*;
use model::{
    Department, Role,
    accounts::{contacts::Contact, show::AccountInFull, touches::log::LogTouch},
    values::ids::AccountId,
};
use ui::{
    Button, ButtonKind, Choice, Composer, ComposerKind, DateInput, Icon, OperationForm, Select, busy, department_name,
    error_of, of, use_viewer, value_of,
};

/// The composer: a note, a call, a meeting or a mail. It is built once, so that what is typed stays while others work.
pub(super) fn composer(account: AccountId, live: RwSignal<AccountInFull>) -> AnyView {
    let contacts = live.with_untracked(|full| full.contacts.clone());
    view! {
        <OperationForm operation={of::<LogTouch>()} id="composer" no_summary=true reset=true>
            <input type="hidden" name="account" value=account.to_string() />
            <Fields contacts=contacts />
        </OperationForm>
    }
    .into_any()
}

#[component]
fn Fields(contacts: Vec<Contact>) -> impl IntoView {
    let chooses = use_viewer().with_value(|viewer| viewer.role == Role::Admin);
    let own = use_viewer().with_value(|viewer| viewer.department);
    let mut kinds = ComposerKind::usual();
    kinds.push(ComposerKind {
        value: "mail".to_owned(),
        label: "Mail".to_owned(),
        icon: Icon::Mail,
    });
    let whom: Vec<_> = contacts
        .into_iter()
        .map(|contact| Choice::new(contact.id.to_string(), contact.name))
        .collect();
    let someone = !whom.is_empty();
    view! {
        <Composer
            text_name="body"
            kinds=kinds
            kind=value_of("kind", "note")
            text=value_of("body", "")
            error=error_of("body")
        >
            {someone
                .then(|| {
                    view! {
                        <Select
                            prefix="composer"
                            name="contact"
                            label="With whom?"
                            choices=whom
                            empty="nobody in particular"
                            value=value_of("contact", "")
                            error=error_of("contact")
                        />
                    }
                })}
            <DateInput
                prefix="composer"
                name="occurred_at"
                label="When, if not now?"
                with_time=true
                value=value_of("occurred_at", "")
                error=error_of("occurred_at")
            />
            {chooses
                .then(|| {
                    let legs = Department::ALL
                        .map(|department| Choice::new(department.key(), department_name(department)));
                    view! {
                        <Select
                            prefix="composer"
                            name="leg"
                            label="For which leg?"
                            choices=legs.to_vec()
                            value=value_of("leg", own.unwrap_or(Department::Sales).key())
                            error=error_of("leg")
                        />
                    }
                })}
            <Button kind=ButtonKind::Primary small=true submit=true busy=busy()>
                "Save"
            </Button>
        </Composer>
    }
}
