//! Everything that can be edited of an account, on a page of its own.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use model::{
    Failure,
    accounts::{Account, edit::EditAccount, show::ShowAccount},
    values::ids::AccountId,
};
use ui::{
    Button, ButtonKind, LinkButton, OperationForm, PageHeader, Panel, Reads, TextInput, busy, error_of, loaded, of,
    value_of,
};

use crate::fields::{AccountFields, EmptiedFields, SeenVersion};

/// The form that edits an account. It does not follow what others do: what is typed stays, and who saves second is
/// told.
#[component]
pub fn EditAccountPage() -> impl IntoView {
    let params = use_params_map();
    let account = Reads::new(
        move || params.with(|params| params.get("id").unwrap_or_default()),
        |id| {
            let account = id
                .parse::<AccountId>()
                .ok()
                .map(|account| ui::call(ShowAccount { account }));
            async move { account.ok_or(Failure::NotFound)?.await.map(|page| page.account) }
        },
    );
    view! {
        {loaded(
            account,
            |account| {
                let title = format!("Edit {}", account.name);
                view! {
                    <Title text=title.clone() />
                    <PageHeader title=title />
                    <Panel title="What we know">
                        <EditForm account=account />
                    </Panel>
                }
                    .into_any()
            },
        )}
    }
}

#[component]
fn EditForm(account: Account) -> impl IntoView {
    let back = format!("/accounts/{}", account.id);
    view! {
        <OperationForm operation={of::<EditAccount>()} then=back.clone() class="form">
            <input type="hidden" name="account" value=account.id.to_string() />
            <EmptiedFields />
            <Fields account=account back=back />
        </OperationForm>
    }
}

#[component]
fn Fields(account: Account, back: String) -> impl IntoView {
    view! {
        <SeenVersion stored=account.version />
        <TextInput
            name="name"
            label="Name"
            required=true
            value=value_of("name", account.name.clone())
            error=error_of("name")
        />
        <AccountFields stored=account />
        <div class="actions">
            <Button kind=ButtonKind::Primary submit=true busy=busy()>
                "Save"
            </Button>
            <LinkButton href=back>"Cancel"</LinkButton>
        </div>
    }
}
