//! Beside the record: its open deals, the people there, who works on it, and what is known.

use leptos::prelude::*;
use model::accounts::{
    Account,
    contacts::{BuyingRole, Contact},
    deals::{Deal, DealState},
    edit::EditAccount,
    people_choices::PersonChoice,
    show::AccountInFull,
};
use ui::{
    Avatar, Badge, Button, ButtonKind, Fact, Facts, Icon, LinkButton, OperationForm, Panel, Tone, UnknownPerson, busy,
    done_of, of, reading,
};

use super::legs;
use crate::fields::{AccountFields, EmptiedFields, SeenVersion};

/// The side column. Lists follow what happens; forms stay as they are while somebody types.
pub(super) fn beside(
    live: RwSignal<AccountInFull>,
    people: StoredValue<Vec<PersonChoice>>,
    works: Memo<bool>,
) -> AnyView {
    view! {
        {move || live.with(|full| deals(full, works.get()))}
        {move || live.with(|full| contacts(full, works.get()))}
        {legs::legs(live, people, works)}
        {facts(live, works)}
    }
    .into_any()
}

fn deals(full: &AccountInFull, works: bool) -> AnyView {
    let id = full.account.id;
    let open: Vec<Deal> = full
        .deals
        .iter()
        .filter(|deal| deal.state == DealState::Open)
        .cloned()
        .collect();
    let title = if open.len() == 1 { "Open deal" } else { "Open deals" };
    let add = works.then(|| quiet_link(format!("/accounts/{id}/deals/new"), "Open one"));
    if open.is_empty() {
        return view! {
            <Panel title=title action=move || add>
                <p class="muted">"No deal is open."</p>
            </Panel>
        }
        .into_any();
    }
    let rows: Vec<_> = open.into_iter().take(5).map(deal).collect();
    view! {
        <Panel title=title action=move || add>
            <ul class="list">{rows}</ul>
        </Panel>
    }
    .into_any()
}

fn deal(deal: Deal) -> AnyView {
    let late = deal.close_on.is_some_and(|day| day < reading::today());
    let decision = deal.close_on.map_or_else(
        || "No day of decision".to_owned(),
        |day| format!("Decision {}", reading::near_day(day)),
    );
    let owner = deal.owner.map(|owner| format!(", {}", owner.name)).unwrap_or_default();
    view! {
        <li>
            <div class="grow">
                <a href=format!("/deals/{}", deal.id)>
                    <b>{deal.name}</b>
                </a>
                <small class=late.then_some("bad")>{[decision, owner].concat()}</small>
            </div>
            <b class="num">{reading::money(deal.amount)}</b>
        </li>
    }
    .into_any()
}

fn contacts(full: &AccountInFull, works: bool) -> AnyView {
    let id = full.account.id;
    let known = BuyingRole::ALL
        .iter()
        .filter(|role| full.contacts.iter().any(|contact| contact.buying_role == Some(**role)))
        .count();
    let note = format!("{known} of {} buying roles known", BuyingRole::ALL.len());
    let add = works.then(|| quiet_link(format!("/accounts/{id}/contacts/new"), "Add"));
    let mut rows: Vec<AnyView> = full.contacts.iter().take(6).cloned().map(contact).collect();
    if full.contact_count > 6 {
        let all = format!("All {} people", full.contact_count);
        rows.push(
            view! {
                <li>
                    <a href=format!("/accounts/{id}?tab=people")>{all}</a>
                </li>
            }
            .into_any(),
        );
    }
    // The one who decides about the money is missed first.
    let wanted = [BuyingRole::EconomicBuyer, BuyingRole::Champion];
    let missing = wanted
        .into_iter()
        .find(|role| full.contacts.iter().all(|contact| contact.buying_role != Some(*role)));
    if let Some(role) = missing {
        rows.push(
            view! {
                <li>
                    <UnknownPerson />
                    <div class="grow muted">{format!("{} not known yet", role.name())}</div>
                </li>
            }
            .into_any(),
        );
    }
    view! {
        <Panel title="People" note=note action=move || add>
            <ul class="list">{rows}</ul>
        </Panel>
    }
    .into_any()
}

fn contact(contact: Contact) -> AnyView {
    let role = contact.buying_role.map(|role| match role {
        BuyingRole::Champion => view! { <Badge text=role.name() tone=Tone::Good /> }.into_any(),
        BuyingRole::Blocker => view! { <Badge text=role.name() tone=Tone::Warn /> }.into_any(),
        _ => view! { <Badge text=role.name() plain=true /> }.into_any(),
    });
    view! {
        <li>
            <Avatar name=contact.name.clone() />
            <div class="grow">
                <a href=format!("/contacts/{}", contact.id)>
                    <b>{contact.name}</b>
                </a>
                <small>{contact.job_title}</small>
            </div>
            {role}
        </li>
    }
    .into_any()
}

fn facts(live: RwSignal<AccountInFull>, works: Memo<bool>) -> AnyView {
    // The form is built anew after one's own edit, never while somebody types.
    let built = RwSignal::new(live.with_untracked(|full| full.account.clone()));
    let done = done_of::<EditAccount>(move |account| built.set(account));
    view! {
        <Panel title="Facts">
            {move || live.with(|full| known(&full.account))}
            {move || {
                works
                    .get()
                    .then(|| {
                        let account = built.get();
                        view! {
                            <details class="in-place">
                                <summary>"Edit facts"</summary>
                                <OperationForm operation={of::<EditAccount>()} id="facts" class="stack" done=done>
                                    <input type="hidden" name="account" value=account.id.to_string() />
                                    <EmptiedFields />
                                    <FactFields account=account />
                                </OperationForm>
                            </details>
                        }
                    })
            }}
        </Panel>
    }
    .into_any()
}

#[component]
fn FactFields(account: Account) -> impl IntoView {
    view! {
        <SeenVersion stored=account.version />
        <AccountFields prefix="facts" stored=account />
        <SaveButton />
    }
}

fn known(account: &Account) -> AnyView {
    let site = account.domain.clone().map(|domain| {
        view! {
            <a href=format!("https://{domain}") rel="external noreferrer">
                {domain.clone()}
            </a>
        }
    });
    let unknown = || view! { <span class="muted">"not known"</span> }.into_any();
    let or_unknown = |text: Option<String>| match text {
        Some(text) => text.into_any(),
        None => unknown(),
    };
    let place = match (&account.city, &account.country) {
        (Some(city), Some(country)) => Some(format!("{city}, {country}")),
        (one, other) => one.clone().or_else(|| other.clone()),
    };
    let site = site.map_or_else(unknown, IntoAny::into_any);
    let industry = or_unknown(account.industry.clone());
    let place = or_unknown(place);
    let employees = or_unknown(account.employees.map(|employees| reading::number(i64::from(employees))));
    let revenue = or_unknown(account.annual_revenue.map(reading::money));
    let won = account.won_deals.to_string();
    let changed = reading::moment(account.updated_at);
    view! {
        <Facts>
            <Fact label="Web">{site}</Fact>
            <Fact label="Industry">{industry}</Fact>
            <Fact label="Place">{place}</Fact>
            <Fact label="People">{employees}</Fact>
            <Fact label="Revenue a year">{revenue}</Fact>
            <Fact label="Deals won">{won}</Fact>
            <Fact label="Changed">{changed}</Fact>
        </Facts>
    }
    .into_any()
}

#[component]
pub(super) fn SaveButton() -> impl IntoView {
    view! {
        <div>
            <Button kind=ButtonKind::Primary small=true submit=true busy=busy()>
                "Save"
            </Button>
        </div>
    }
}

fn quiet_link(href: String, text: &'static str) -> AnyView {
    view! {
        <LinkButton href=href kind=ButtonKind::Quiet small=true icon=Icon::Plus>
            {text}
        </LinkButton>
    }
    .into_any()
}
