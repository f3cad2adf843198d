//! The head of the record: name, stage, legs, and the one thing to do next.

use leptos::prelude::*;
use model::{
    Department,
    access::{Action, may},
    accounts::{
        Account, name_lead::NameLead, next_step::NextStep as Step, people_choices::PersonChoice, show::AccountInFull,
        trash::TrashAccount,
    },
    journey::participation::LegState,
};
use ui::{
    Badge, Button, ButtonKind, Icon, LegInFull, LegRow, LinkButton, Menu, MenuItem, MenuLink, NextStep, Notice,
    OperationForm, StageBand, StagePhase, StageStep, Tone, busy, department_name, done_of, of, reading, use_messages,
    use_stages, use_viewer,
};

use super::participation;
use crate::{
    fields::LeadSelect,
    stages::{phase_name, phases, place, stage_name},
    steps::{in_sentence, next_step},
    trash::RestoreForm,
};

/// The head follows what happens; the form of the next step is built anew only when the step changes.
pub(super) fn header(
    live: RwSignal<AccountInFull>,
    people: StoredValue<Vec<PersonChoice>>,
    works: Memo<bool>,
) -> AnyView {
    let step = Memo::new(move |_| live.with(|full| next_step(&full.account)));
    view! {
        <header class="record">
            {move || live.with(|full| title(&full.account, works.get()))}
            {move || live.with(|full| trashed(&full.account))} {move || live.with(stage)}
            {move || live.with(vitals)}
            {move || {
                let id = live.with_untracked(|full| full.account.id.to_string());
                step.get().map(|step| next(step, &id, people, works.get()))
            }}
        </header>
    }
    .into_any()
}

fn title(account: &Account, works: bool) -> AnyView {
    let (stages, now) = use_viewer().with_value(|viewer| (viewer.stages.clone(), viewer.now));
    let missing = account.legs.missing().len();
    let legs = match missing {
        0 => None,
        1 => Some((Tone::Warn, "On two legs")),
        2 => Some((Tone::Bad, "On one leg")),
        _ => Some((Tone::Bad, "On no leg")),
    };
    let legs = legs.map(|(tone, text)| view! { <Badge text=text tone=tone /> });
    let stalled = account.is_stalled(&stages, now).then(
        || view! { <Badge text="Stalled" tone=Tone::Warn title="Longer in its stage than accounts usually are" /> },
    );
    let id = account.id;
    let owners = account.legs.leads();
    let may_trash =
        works && use_viewer().with_value(|viewer| may(&viewer.actor(), Action::TrashAccount { owners: &owners }));
    let name = account.name.clone();
    let actions = works.then(|| {
        view! {
            <div class="actions">
                <Menu label="More actions">
                    <MenuLink href=format!("/accounts/{id}/edit") text="Edit" icon=Icon::Edit />
                    <MenuLink href=format!("/accounts/{id}/contacts/new") text="Add a person" icon=Icon::User />
                    <MenuLink href=format!("/accounts/{id}/deals/new") text="Open a deal" icon=Icon::Plus />
                    {may_trash
                        .then(|| {
                            view! {
                                <MenuItem>
                                    <TrashForm account=id.to_string() name=name />
                                </MenuItem>
                            }
                        })}
                </Menu>
                <LinkButton href=format!("/accounts/{id}/move?next=/accounts/{id}") icon=Icon::Journey>
                    "Move along"
                </LinkButton>
            </div>
        }
    });
    view! {
        <div class="title">
            <h1>{account.name.clone()}</h1>
            {legs}
            {stalled}
            {actions}
            <p>{about(account)}</p>
        </div>
    }
    .into_any()
}

/// What one says of a company in one line.
fn about(account: &Account) -> AnyView {
    let people = account
        .employees
        .map(|employees| format!("{} people", reading::number(i64::from(employees))));
    let place = match (&account.city, &account.country) {
        (Some(city), Some(country)) => Some(format!("{city}, {country}")),
        (Some(one), None) | (None, Some(one)) => Some(one.clone()),
        (None, None) => None,
    };
    let customer = match account.won_deals {
        0 => "no deal won yet".to_owned(),
        1 => "1 deal won".to_owned(),
        many => format!("{many} deals won"),
    };
    let zone_day = use_viewer().with_value(|viewer| viewer.zone.day(account.created_at));
    let since = format!("here since {}", reading::full_day(zone_day));
    let words: Vec<String> = [account.industry.clone(), people, place, Some(customer), Some(since)]
        .into_iter()
        .flatten()
        .collect();
    let site = account.domain.clone().map(|domain| {
        view! {
            <a href=format!("https://{domain}") rel="external noreferrer">
                {domain.clone()}
            </a>
            " · "
        }
    });
    view! {
        {site}
        {words.join(" · ")}
    }
    .into_any()
}

fn trashed(account: &Account) -> Option<AnyView> {
    let since = account.trashed_at?;
    let owners = account.legs.leads();
    let may_restore = use_viewer().with_value(|viewer| may(&viewer.actor(), Action::TrashAccount { owners: &owners }));
    let id = account.id;
    Some(
        view! {
            <Notice tone=Tone::Warn>
                "In the trash since " {reading::moment(since)} ", with its people and deals. "
                {may_restore.then(|| view! { <RestoreForm account=id /> })}
            </Notice>
        }
        .into_any(),
    )
}

fn stage(full: &AccountInFull) -> AnyView {
    let account = &full.account;
    let (now, zone, locale) = use_viewer().with_value(|viewer| (viewer.now, viewer.zone.clone(), viewer.locale));
    let stages = use_stages();
    let days = account.days_in_stage(now);
    let days = if days == 1 {
        "1 day".to_owned()
    } else {
        format!("{days} days")
    };
    let Some(current) = place(&stages, &account.stage) else {
        let off = format!(
            "Off the journey: {}, for {days}.",
            stage_name(&stages, &account.stage).to_lowercase()
        );
        return view! {
            <ui::agreement::JourneyReviewDue />
            <Notice>{off}</Notice>
        }
        .into_any();
    };
    let entered = |key: &str| {
        let at = full.entered.iter().find(|entered| entered.stage == key)?.at;
        Some(locale.day(zone.day(at), model::values::locale::DayStyle::Short))
    };
    let mut at = 0;
    let phases = phases(&stages)
        .into_iter()
        .map(|(phase, stages)| StagePhase {
            name: phase_name(phase).to_owned(),
            stages: stages
                .into_iter()
                .map(|stage| {
                    let when = match at.cmp(&current) {
                        std::cmp::Ordering::Less => entered(stage.key.as_str()),
                        std::cmp::Ordering::Equal => Some(days.clone()),
                        std::cmp::Ordering::Greater => None,
                    };
                    at += 1;
                    StageStep {
                        name: stage.name.clone(),
                        when,
                    }
                })
                .collect(),
        })
        .collect();
    view! {
        <ui::agreement::JourneyReviewDue />
        <StageBand phases=phases current=current />
    }
    .into_any()
}

fn vitals(full: &AccountInFull) -> AnyView {
    let account = &full.account;
    let said =
        |at| use_viewer().with_value(|viewer| model::values::zone::said(at, viewer.now, &viewer.zone, viewer.locale));
    let legs = Department::ALL.map(|department| {
        let leg = account.legs.of(department);
        let missing = full
            .participation
            .legs
            .iter()
            .find(|share| share.leg == department && share.state == LegState::Missing);
        LegInFull {
            owner: leg.lead.as_ref().map(|lead| lead.name.clone()),
            members: full
                .members
                .iter()
                .filter(|member| member.leg == department)
                .map(|member| member.name.clone())
                .collect(),
            last_act: leg.acted_at.map_or_else(|| "no act yet".to_owned(), said),
            owes: missing.map(|share| format!("owes an act since {}", said(share.missing_since))),
        }
    });
    let open = match account.open_deals {
        0 => "none".to_owned(),
        _ => reading::money(account.open_amount),
    };
    let deals = match account.open_deals {
        0 => "No deal is open".to_owned(),
        1 => "1 deal".to_owned(),
        many => format!("{many} deals"),
    };
    let close = account
        .next_close_on
        .map_or_else(|| "no day named".to_owned(), reading::near_day);
    let (norm, now) = use_viewer().with_value(|viewer| (viewer.stages.norm_days(&account.stage), viewer.now));
    let days = account.days_in_stage(now);
    let usual = norm.map_or_else(
        || "No usual length".to_owned(),
        |norm| format!("Accounts usually stay {norm} days"),
    );
    view! {
        <div class="vitals of-account">
            <div>
                <h2>"Legs, last act" " " {participation::score(full)}</h2>
                <LegRow legs=legs />
                {participation::drawer(full)}
            </div>
            <div>
                <h2>"Open deals"</h2>
                <p class="big">{open}</p>
                <small>{deals}</small>
            </div>
            <div>
                <h2>"Next decision"</h2>
                <p class="big words">{close}</p>
            </div>
            <div>
                <h2>"Days in this stage"</h2>
                <p class="big">{days.to_string()}</p>
                <small>{usual}</small>
            </div>
        </div>
    }
    .into_any()
}

fn next(step: Step, account: &str, people: StoredValue<Vec<PersonChoice>>, works: bool) -> AnyView {
    let journey = format!("/accounts/{account}/move?next=/accounts/{account}");
    let deals = format!("/accounts/{account}?tab=deals");
    match step {
        Step::NameLead { leg } => {
            let account = account.to_owned();
            let form = works.then(|| {
                view! {
                    <OperationForm operation={of::<NameLead>()} id="next-step" no_summary=true class="row">
                        <input type="hidden" name="account" value=account />
                        <input type="hidden" name="leg" value=leg.key() />
                        <LeadSelect
                            department=leg
                            people=people.get_value()
                            name="person"
                            label=format!("Who leads for {}?", in_sentence(leg))
                            prefix="next-step"
                            value=""
                        />
                        <NameButton />
                    </OperationForm>
                }
            });
            let lead = format!("Name a {} lead", in_sentence(leg));
            let reason = format!(
                "{} has nobody here. An account walks on three legs: whoever is missing hears nothing of the buyer.",
                department_name(leg)
            );
            view! { <NextStep lead=lead reason=reason>{form}</NextStep> }.into_any()
        }
        Step::UpdateClose { close_on, days } => {
            let lead = "Bring the deal up to date".to_owned();
            let late = if days == 1 {
                "1 day ago".to_owned()
            } else {
                format!("{days} days ago")
            };
            let reason = format!("It was to be decided on {}, {late}.", reading::full_day(close_on));
            view! {
                <NextStep lead=lead reason=reason>
                    {works
                        .then(|| {
                            view! {
                                <LinkButton href=deals kind=ButtonKind::Primary>
                                    "Go to the deals"
                                </LinkButton>
                            }
                        })}
                </NextStep>
            }
            .into_any()
        }
        Step::MoveOrAct {
            days,
            norm,
            accountable,
        } => {
            let lead = "Move it along, or act".to_owned();
            let who = accountable.map_or_else(String::new, |department| {
                format!(" {} answers for it here.", department_name(department))
            });
            let reason = format!("In this stage for {days} days; accounts usually stay {norm}.{who}");
            view! {
                <NextStep lead=lead reason=reason>
                    {works
                        .then(|| {
                            view! {
                                <LinkButton href=journey kind=ButtonKind::Primary>
                                    "Move along"
                                </LinkButton>
                            }
                        })}
                </NextStep>
            }
            .into_any()
        }
    }
}

#[component]
fn NameButton() -> impl IntoView {
    view! {
        <Button kind=ButtonKind::Primary submit=true busy=busy()>
            "Name lead"
        </Button>
    }
}

/// Moves the account into the trash, with a way back.
#[component]
fn TrashForm(account: String, name: String) -> impl IntoView {
    let messages = use_messages();
    let done = done_of::<TrashAccount>(move |done| {
        messages.offer_undo(
            format!("{name} is in the trash, with its people and deals."),
            move || view! { <RestoreForm account=done.account /> },
        );
    });
    view! {
        <OperationForm operation={of::<TrashAccount>()} then="/accounts" no_summary=true done=done>
            <input type="hidden" name="account" value=account />
            <Button kind=ButtonKind::Quiet icon=Icon::Trash submit=true>
                "Move to trash"
            </Button>
        </OperationForm>
    }
}
