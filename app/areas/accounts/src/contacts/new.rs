//! A person at an account becomes known.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use model::{
    accounts::{contacts::create::CreateContact, show::ShowAccount},
    values::ids::AccountId,
};
use ui::{Button, ButtonKind, LinkButton, OperationForm, PageHeader, Panel, Reads, busy, loaded, of};

use super::ContactFields;

/// The form for a new person at one account.
#[component]
pub fn NewContactPage() -> impl IntoView {
    let params = use_params_map();
    let account = Reads::new(
        move || params.with(|params| params.get("id").unwrap_or_default()),
        |id| async move {
            match id.parse::<AccountId>() {
                Ok(account) => ui::call(ShowAccount { account })
                    .await
                    .map(|page| (account, page.account.name)),
                Err(_) => Err(model::Failure::NotFound),
            }
        },
    );
    view! {
        <Title text="New person" />
        {loaded(
            account,
            |(account, name)| {
                view! {
                    <PageHeader title=format!("New person at {name}") />
                    <Panel title="Who is it?">
                        <OperationForm operation={of::<CreateContact>()} then="/contacts/{id}" class="form">
                            <input type="hidden" name="account" value=account.to_string() />
                            <ContactFields />
                            <Actions back=format!("/accounts/{account}") />
                        </OperationForm>
                    </Panel>
                }
                    .into_any()
            },
        )}
    }
}

#[component]
fn Actions(back: String) -> impl IntoView {
    view! {
        <div class="actions">
            <Button kind=ButtonKind::Primary submit=true busy=busy()>
                "Add person"
            </Button>
            <LinkButton href=back>"Cancel"</LinkButton>
        </div>
    }
}
