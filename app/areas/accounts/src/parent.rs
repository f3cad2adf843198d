//! Choosing the company that an account belongs to.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::{
    Failure,
    accounts::{
        Account,
        hierarchy::NameParent,
        list::{AccountSort, ListAccounts},
        show::ShowAccount,
    },
    values::{Sort, ids::AccountId, text::SearchText},
};
use ui::{Button, ButtonKind, Empty, Icon, LinkButton, OperationForm, PageHeader, Panel, Reads, TextInput, loaded, of};

/// Finds a company by name and puts the account below it.
#[component]
pub fn ParentPage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    let found = Reads::new(
        move || {
            let id = params.with(|params| params.get("id").unwrap_or_default());
            (id, query.with(|query| query.get("q").unwrap_or_default()))
        },
        |(id, q)| async move {
            let account = id.parse::<AccountId>().map_err(|_unknown| Failure::NotFound)?;
            let account = ui::call(ShowAccount { account }).await?.account;
            let sought = q.parse::<SearchText>().ok();
            let found = match &sought {
                Some(_) => {
                    let asked = ListAccounts {
                        q: sought.clone(),
                        sort: Some(Sort::up(AccountSort::Name)),
                        ..ListAccounts::default()
                    };
                    ui::call(asked).await?.items
                }
                None => Vec::new(),
            };
            Ok((account, q, found))
        },
    );
    loaded(found, |(account, q, found)| page(account, q, found))
}

fn page(account: Account, q: String, found: Vec<Account>) -> AnyView {
    let title = format!("Which company does {} belong to?", account.name);
    let id = account.id;
    let here = format!("/accounts/{id}");
    let action = format!("{here}/parent");
    let sought = !q.is_empty();
    let rows: Vec<_> = found
        .into_iter()
        .filter(|other| other.id != id)
        .map(|other| choice(id, &other, &here))
        .collect();
    let list = match (rows.is_empty(), sought) {
        (true, false) => None,
        (true, true) => Some(
            view! {
                <Empty
                    icon=Icon::Search
                    title="No company found"
                    text="No other company’s name or domain contains this."
                />
            }
            .into_any(),
        ),
        (false, _) => Some(view! { <ul class="list">{rows}</ul> }.into_any()),
    };
    view! {
        <Title text=title.clone() />
        <PageHeader title=title lead="Its sums count for the company above it as well." />
        <Panel title="Find the company">
            <form method="get" action=action class="toolbar" role="search">
                <TextInput name="q" label="Name or web domain" kind="search" value=q />
                <Button submit=true icon=Icon::Search>
                    "Find"
                </Button>
                <LinkButton href=here.clone()>"Cancel"</LinkButton>
            </form>
            {list}
        </Panel>
    }
    .into_any()
}

fn choice(account: AccountId, other: &Account, back: &str) -> AnyView {
    let about = [other.domain.clone(), other.city.clone(), other.country.clone()];
    let about = about.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let (name, parent) = (other.name.clone(), other.id.to_string());
    let (form, back) = (format!("below-{parent}"), back.to_owned());
    let label = format!("Belongs to {name}");
    view! {
        <li>
            <div class="grow">
                <b>{name}</b>
                <small>{about}</small>
            </div>
            <OperationForm operation={of::<NameParent>()} id=form then=back>
                <input type="hidden" name="account" value=account.to_string() />
                <input type="hidden" name="parent" value=parent />
                <Button small=true submit=true kind=ButtonKind::Primary label=label>
                    "Belongs to this one"
                </Button>
            </OperationForm>
        </li>
    }
    .into_any()
}
