//! What the others did.

use leptos::prelude::*;
use model::{
    activity::Fact,
    journey::{Cause, HoldEnd, Stages, today::show::News},
};
use ui::{Icon, LegIcon, Panel, reading, use_stages};

pub(super) fn news(news: Vec<News>) -> AnyView {
    let none = news.is_empty();
    let rows: Vec<_> = news.into_iter().map(news_row).collect();
    view! {
        <Panel title="What the others did" note="last 7 days" flush=true>
            {if none {
                view! { <p class="quiet-line">"Nobody else did anything on these accounts in the last 7 days."</p> }
                    .into_any()
            } else {
                view! { <ul class="list padded">{rows}</ul> }.into_any()
            }}
        </Panel>
    }
    .into_any()
}

fn news_row(news: News) -> AnyView {
    let who = news.person.clone().unwrap_or_else(|| "Tridem".to_owned());
    let what = sentence(&news.fact, &use_stages());
    let mark = match news.leg {
        Some(department) => view! { <LegIcon department=department /> }.into_any(),
        None => view! { <span class="avatar" aria-hidden="true">{Icon::System.small()}</span> }.into_any(),
    };
    view! {
        <li>
            {mark}
            <div class="grow">
                <a href=format!("/accounts/{}", news.account)>
                    <b>{news.account_name}</b>
                </a>
                <small>{who} " " {what} " · " {reading::moment(news.at)}</small>
            </div>
        </li>
    }
    .into_any()
}

/// What somebody did, to go on after his name.
fn sentence(fact: &Fact, stages: &Stages) -> String {
    match fact {
        Fact::AccountMoved { from, to, cause, .. } => {
            let way = format!("from {} to {}", stages.name(from), stages.name(to));
            match cause {
                Cause::Person { reason } => format!("moved it {way}: {reason}"),
                Cause::Import { file } => format!("moved it {way} with {file}"),
                Cause::Undo => format!("took a move back, {way}"),
                Cause::Rule => format!("moved it by the journey’s criteria {way}"),
                Cause::Mapped => format!("moved it {way}, because its stage was dropped"),
                Cause::Released {
                    why: HoldEnd::StageDropped,
                } => format!("moved it by the journey’s criteria {way}, because its stage was dropped"),
                Cause::Released {
                    why: HoldEnd::NoWonDeal,
                } => format!("moved it by the journey’s criteria {way}, because no deal is won any more"),
            }
        }
        Fact::TouchLogged {
            touch_kind,
            body,
            contact_name,
            ..
        } => {
            use model::accounts::touches::TouchKind;
            let did = match touch_kind {
                TouchKind::Note => "noted",
                TouchKind::Call => "called",
                TouchKind::Meeting => "met",
                TouchKind::Mail => "wrote to",
            };
            let whom = match (touch_kind, contact_name) {
                (TouchKind::Note, _) => String::new(),
                (_, Some(name)) => format!(" {name}"),
                (_, None) => " them".to_owned(),
            };
            format!("{did}{whom}: {}", shortened(body))
        }
        Fact::DealOpened { name, .. } => format!("opened the deal {name}"),
        Fact::DealWon { name, .. } => format!("won the deal {name}"),
        Fact::DealLost { name, reason, .. } => format!("lost the deal {name}: {reason}"),
        Fact::DealReopened { name, .. } => format!("reopened the deal {name}"),
        Fact::LegLeadNamed { leg, name, .. } => {
            let leg = ui::department_name(*leg).to_lowercase();
            match name {
                Some(name) => format!("named {name} to lead for {leg}"),
                None => format!("left {leg} without a lead"),
            }
        }
        Fact::MemberAdded { leg, name, .. } => {
            format!("put {name} on the {} leg", ui::department_name(*leg).to_lowercase())
        }
        Fact::ContactAdded { name, .. } => format!("added {name}"),
        Fact::AccountCreated { .. } => "created the account".to_owned(),
        other => ui::fact_kind_label(other.kind()).to_lowercase(),
    }
}

/// The first line of a text, cut where it gets long.
fn shortened(text: &str) -> String {
    const MOST: usize = 120;
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= MOST {
        return line.to_owned();
    }
    let cut: String = line.chars().take(MOST).collect();
    format!("{}…", cut.trim_end())
}
