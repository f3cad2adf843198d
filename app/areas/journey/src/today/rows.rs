//! The lists of the day: deals, accounts that stand, legs that miss.

use chrono::NaiveDate;
use leptos::prelude::*;
use model::{
    Department,
    journey::{
        board::Card,
        today::show::{DueDeal, Part, TodayPart, Whose},
    },
};
use ui::{Badge, ButtonKind, Legs, LinkButton, Panel, Tone, reading, use_stages};

use super::part_address;

pub(super) fn all_of<T>(part: &Part<T>, which: TodayPart, whose: Whose) -> Option<AnyView> {
    (part.count > 0).then(|| {
        let text = format!("All {}", reading::number(i64::from(part.count)));
        view! {
            <LinkButton href=part_address(which, whose) kind=ButtonKind::Quiet small=true>
                {text}
            </LinkButton>
        }
        .into_any()
    })
}

pub(super) fn deals(overdue: Part<DueDeal>, due: Part<DueDeal>, day: NaiveDate, whose: Whose) -> AnyView {
    let ways = [
        (overdue.count, "past their day", TodayPart::Overdue),
        (due.count, "in the next 14 days", TodayPart::Due),
    ];
    let links: Vec<_> = ways
        .into_iter()
        .filter(|(count, _, _)| *count > 0)
        .map(|(count, words, part)| {
            let text = format!("{} {words}", reading::number(i64::from(count)));
            view! { <a href=part_address(part, whose)>{text}</a> }
        })
        .collect();
    let none = links.is_empty();
    let rows: Vec<_> = overdue
        .rows
        .into_iter()
        .chain(due.rows)
        .map(|deal| deal_row(deal, day))
        .collect();
    view! {
        <Panel
            title="Deals to decide"
            flush=true
            footer=move || (!links.is_empty()).then(|| view! { <p class="row">{links}</p> })
        >
            {if none {
                view! { <p class="quiet-line">"No open deal is past its day or comes within 14 days."</p> }.into_any()
            } else {
                view! { <ul class="rows">{rows}</ul> }.into_any()
            }}
        </Panel>
    }
    .into_any()
}

pub(super) fn deal_row(deal: DueDeal, day: NaiveDate) -> AnyView {
    let late = (day - deal.close_on).num_days();
    let when = if late > 0 {
        let days = if late == 1 { "day" } else { "days" };
        let text = format!("{} {days} late", reading::number(late));
        view! { <Badge text=text tone=Tone::Bad title=reading::full_day(deal.close_on) /> }.into_any()
    } else {
        let said = reading::near_day(deal.close_on);
        view! { <span title=reading::full_day(deal.close_on)>{said}</span> }.into_any()
    };
    let owner = deal
        .owner
        .map_or_else(|| "nobody is at it".to_owned(), |owner| format!("{owner} is at it"));
    view! {
        <li>
            <div>
                <a class="name" href=format!("/deals/{}", deal.deal)>
                    {deal.name}
                </a>
                <small>
                    <a href=format!("/accounts/{}", deal.account)>{deal.account_name}</a>
                </small>
            </div>
            <div>
                {reading::money(deal.amount)} <small>{owner}</small>
            </div>
            <div>{when}</div>
        </li>
    }
    .into_any()
}

pub(super) fn stalled(part: Part<Card>, whose: Whose) -> AnyView {
    let all = all_of(&part, TodayPart::Stalled, whose);
    let rows: Vec<_> = part.rows.into_iter().map(stalled_row).collect();
    let none = rows.is_empty();
    let words = match whose {
        Whose::Mine | Whose::Leg => "Nothing stalls in the stages that this leg answers for.",
        Whose::Everybody => "Nothing stalls in any stage.",
    };
    view! {
        <Panel title="Longer in a stage than usual" flush=true action=move || all>
            {if none {
                view! { <p class="quiet-line">{words}</p> }.into_any()
            } else {
                view! { <ul class="rows">{rows}</ul> }.into_any()
            }}
        </Panel>
    }
    .into_any()
}

pub(super) fn stalled_row(card: Card) -> AnyView {
    let stages = use_stages();
    let norm = stages.norm_days(&card.stage);
    let usual = norm.map(|norm| format!("usual are up to {norm} days"));
    let owes = card.owes_next(&stages).map(|(leg, lead)| match lead {
        Some(lead) => format!("{} owes the next act: {lead}", ui::department_name(leg)),
        None => format!("{} owes the next act, and nobody leads it", ui::department_name(leg)),
    });
    let href = format!("/accounts/{}", card.account);
    let open = if card.open_amount.minor == 0 {
        "no open deal".to_owned()
    } else {
        format!("{} open", reading::money(card.open_amount))
    };
    view! {
        <li>
            <div>
                <a class="name" href=href>
                    {card.name}
                </a>
                <small>{open}</small>
            </div>
            <div>
                {stages.name(&card.stage).to_owned()} <small>{usual}</small>
                <small>{owes}</small>
            </div>
            <div>
                <Badge text=format!("{} d", card.days) tone=Tone::Warn />
            </div>
        </li>
    }
    .into_any()
}

pub(super) fn missing(part: Part<Card>, whose: Whose, department: Option<Department>) -> AnyView {
    let all = all_of(&part, TodayPart::Missing, whose);
    let rows: Vec<_> = part.rows.into_iter().map(missing_row).collect();
    let none = rows.is_empty();
    let words = match (whose, department) {
        (Whose::Leg, Some(department)) => {
            format!(
                "Every account has somebody of {}.",
                ui::department_name(department).to_lowercase()
            )
        }
        _ => "Every account has its three legs.".to_owned(),
    };
    view! {
        <Panel title="Missing legs" flush=true action=move || all>
            {if none {
                view! { <p class="quiet-line">{words}</p> }.into_any()
            } else {
                view! { <ul class="list padded">{rows}</ul> }.into_any()
            }}
        </Panel>
    }
    .into_any()
}

pub(super) fn missing_row(card: Card) -> AnyView {
    let owners = card.owners();
    let gone: Vec<&str> = Department::ALL
        .into_iter()
        .zip(&owners)
        .filter(|(_, owner)| owner.is_none())
        .map(|(department, _)| ui::department_name(department))
        .collect();
    let words = format!("No {}", gone.join(", no ").to_lowercase());
    view! {
        <li>
            <Legs owners=owners />
            <div class="grow">
                <a href=format!("/accounts/{}", card.account)>
                    <b>{card.name}</b>
                </a>
                <small>{words}</small>
            </div>
        </li>
    }
    .into_any()
}
