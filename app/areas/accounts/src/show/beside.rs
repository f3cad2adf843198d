//! Beside the record: its open deals, the people there, who leads, and what is known.

use leptos::prelude::*;
use model::{
    Department,
    accounts::{
        Account,
        contacts::{BuyingRole, Contact},
        deals::{Deal, DealState},
        edit::EditAccount,
        name_lead::NameLead,
        people_choices::PersonChoice,
        show::AccountInFull,
    },
};
use ui::{
    Avatar, Badge, Button, ButtonKind, Fact, Facts, Icon, LegAvatar, LinkButton, OperationForm, Panel, Tone,
    UnknownPerson, busy, department_name, done_of, of, reading,
};

use crate::{
    fields::{AccountFields, EmptiedFields, LeadSelect, SeenVersion},
    steps::in_sentence,
};

/// The side column. Lists follow what happens; forms stay as they are while somebody types.
pub(super) fn beside(
    live: RwSignal<AccountInFull>,
    people: StoredValue<Vec<PersonChoice>>,
    works: Memo<bool>,
) -> AnyView {
    view! {
        {move || live.with(|full| deals(full, works.get()))}
        {move || live.with(|full| contacts(full, works.get()))}
        {leads(live, people, works)}
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

fn leads(live: RwSignal<AccountInFull>, people: StoredValue<Vec<PersonChoice>>, works: Memo<bool>) -> AnyView {
    let legs: Vec<_> = Department::ALL
        .into_iter()
        .map(|department| {
            let lead = Memo::new(move |_| live.with(|full| full.account.legs.of(department).lead.clone()));
            view! {
                <li>
                    {move || {
                        let owner = lead.get().map(|lead| lead.name);
                        view! { <LegAvatar department=department owner=owner /> }
                    }}
                    <div class="grow">
                        {move || match lead.get() {
                            Some(lead) => view! { <b>{lead.name}</b> }.into_any(),
                            None => view! { <b class="bad">"Nobody"</b> }.into_any(),
                        }} <small>{department_name(department)}</small>
                        {move || {
                            let now = lead.get().map(|lead| lead.person.to_string()).unwrap_or_default();
                            works
                                .get()
                                .then(|| {
                                    let account = live.with_untracked(|full| full.account.id.to_string());
                                    lead_form(department, account, people.get_value(), now)
                                })
                        }}
                    </div>
                </li>
            }
        })
        .collect();
    view! {
        <Panel title="Who leads" id="leads">
            <ul class="list">{legs}</ul>
        </Panel>
    }
    .into_any()
}

fn lead_form(department: Department, account: String, people: Vec<PersonChoice>, now: String) -> AnyView {
    let id = format!("lead-{}", department.key());
    view! {
        <details class="in-place">
            <summary>
                {if now.is_empty() { "Name one" } else { "Change" }}
                <span class="visually-hidden">{format!(" the {} lead", in_sentence(department))}</span>
            </summary>
            <OperationForm operation={of::<NameLead>()} id=id.clone() no_summary=true class="stack">
                <input type="hidden" name="account" value=account />
                <input type="hidden" name="leg" value=department.key() />
                <LeadSelect
                    department=department
                    people=people
                    name="person"
                    label=format!("Who leads for {}?", in_sentence(department))
                    prefix=id
                    value=now
                />
                <SaveButton />
            </OperationForm>
        </details>
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
fn SaveButton() -> impl IntoView {
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
