//! A deal is opened.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use model::{
    accounts::{deals::create::CreateDeal, people_choices::PeopleChoices, show::ShowAccount},
    values::ids::AccountId,
};
use ui::{Button, ButtonKind, LinkButton, OperationForm, PageHeader, Panel, Reads, busy, loaded, of};

use super::DealFields;

/// The form for a new deal with one account.
#[component]
pub fn NewDealPage() -> impl IntoView {
    let params = use_params_map();
    let what = Reads::new(
        move || params.with(|params| params.get("id").unwrap_or_default()),
        |id| {
            let account = id.parse::<AccountId>().ok();
            let page = account.map(|account| ui::call(ShowAccount { account }));
            let people = ui::call(PeopleChoices {});
            async move {
                let page = page.ok_or(model::Failure::NotFound)?.await?;
                Ok((page.account.id, page.account.name, people.await?))
            }
        },
    );
    view! {
        <Title text="New deal" />
        {loaded(
            what,
            |(account, name, people)| {
                view! {
                    <PageHeader title=format!("New deal with {name}") />
                    <Panel title="What could be sold?">
                        <OperationForm
                            operation={of::<CreateDeal>()}
                            then=format!("/accounts/{account}?tab=deals")
                            class="form"
                        >
                            <input type="hidden" name="account" value=account.to_string() />
                            <DealFields people=people />
                            <Actions back=format!("/accounts/{account}?tab=deals") />
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
                "Open deal"
            </Button>
            <LinkButton href=back>"Cancel"</LinkButton>
        </div>
    }
}
