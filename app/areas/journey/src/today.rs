//! Today: what needs somebody, and why.

use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::{
    Department, Failure,
    activity::Fact,
    journey::{
        Cause, HoldEnd, Stages,
        board::Card,
        today::show::{DueDeal, News, Part, ShowToday, StageNow, Today, TodayPart, Whose},
    },
    platform::people::viewer::Viewer,
    values::locale::DayStyle,
};
use ui::{
    Badge, Bar, BarChart, ButtonKind, Empty, Icon, LegIcon, Legs, LinkButton, PageHeader, Panel, Reads, Segmented, Tab,
    Tone, loaded, reading, use_revision, use_stages, use_viewer,
};

use crate::owing;

/// What needs the person who looks.
#[component]
pub fn TodayPage() -> impl IntoView {
    let query = use_query_map();
    let revision = use_revision();
    let today = Reads::new(
        move || (query.with(|query| query.get("whose")), revision.get()),
        |(whose, _)| {
            ui::call(ShowToday {
                whose: whose.and_then(|whose| Whose::from_key(&whose)),
                ..ShowToday::default()
            })
        },
    );
    view! {
        <Title text="Today" />
        {loaded(today, day)}
    }
}

fn whose_name(whose: Whose, department: Option<Department>) -> &'static str {
    match (whose, department) {
        (Whose::Mine, _) => "My accounts",
        (Whose::Leg, Some(Department::Marketing)) => "All of marketing",
        (Whose::Leg, Some(Department::Sales)) => "All of sales",
        (Whose::Leg, Some(Department::Service)) => "All of service",
        (Whose::Leg, None) | (Whose::Everybody, _) => "Everybody",
    }
}

fn part_address(part: TodayPart, whose: Whose) -> String {
    format!("/today/{}?whose={}", part.key(), whose.key())
}

fn counted(count: u32, one: &str, many: &str) -> String {
    let number = reading::number(i64::from(count));
    if count == 1 {
        format!("{number} {one}")
    } else {
        format!("{number} {many}")
    }
}

/// What the day holds, in one or two sentences.
fn summary(today: &Today) -> String {
    let mut parts = Vec::new();
    if today.overdue.count > 0 {
        parts.push(counted(
            today.overdue.count,
            "deal is past its day",
            "deals are past their day",
        ));
    }
    if today.due.count > 0 {
        parts.push(format!(
            "{} within {} days",
            counted(today.due.count, "deal is to be decided", "deals are to be decided"),
            ShowToday::NEAR_DAYS
        ));
    }
    if today.stalled.count > 0 {
        parts.push(counted(
            today.stalled.count,
            "account stands longer than usual",
            "accounts stand longer than usual",
        ));
    }
    if today.missing.count > 0 {
        parts.push(counted(
            today.missing.count,
            "account misses a leg",
            "accounts miss a leg",
        ));
    }
    if today.owing.count > 0 {
        parts.push(counted(today.owing.count, "leg owes an act", "legs owe an act"));
    }
    match parts.pop() {
        None => "Nothing is late, nothing stalls, no leg is missing.".to_owned(),
        Some(last) if parts.is_empty() => format!("{last}."),
        Some(last) => format!("{} and {last}.", parts.join(", ")),
    }
}

fn day(today: Today) -> AnyView {
    let viewer = use_viewer();
    let (title, actor, department) = viewer.with_value(|viewer| {
        (
            viewer.locale.day(today.day, DayStyle::Weekday),
            Viewer::actor(viewer),
            viewer.department,
        )
    });
    let choices = Whose::choices(&actor);
    let options: Vec<Tab> = choices
        .iter()
        .map(|whose| {
            Tab::new(
                whose_name(*whose, department),
                format!("/?whose={}", whose.key()),
                *whose == today.whose,
            )
        })
        .collect();
    let lead = if today.accounts == 0 {
        String::new()
    } else {
        summary(&today)
    };
    let whose = today.whose;
    let body = if today.accounts == 0 && today.overdue.count == 0 && today.due.count == 0 {
        nothing_yet(whose)
    } else {
        let all_owed = all_of(&today.owing, TodayPart::Owing, whose);
        let owed = today.owing.rows;
        let stages = (!today.stages.is_empty()).then(|| where_they_are(today.stages));
        view! {
            {stages}
            <div class="two">
                <div class="stack">
                    {deals(today.overdue, today.due, today.day, whose)}
                    {stalled(today.stalled, whose)}
                </div>
                <div class="stack">
                    {owing::owing(owed, all_owed)}
                    {missing(today.missing, whose, department)}
                    {news(today.news)}
                </div>
            </div>
        }
        .into_any()
    };
    view! {
        <PageHeader title=title lead=lead>
            {(options.len() > 1).then(|| view! { <Segmented label="Whose day" options=options /> })}
        </PageHeader>
        <ui::agreement::JourneyReviewDue />
        <div class="stack">{body}</div>
    }
    .into_any()
}

/// Before the first account.
fn nothing_yet(whose: Whose) -> AnyView {
    match whose {
        Whose::Mine => view! {
            <Empty
                icon=Icon::Accounts
                title="You lead no account yet"
                text="Open an account and take its leg for your department. What it needs of you stands here from then on."
            >
                <LinkButton href="/accounts" kind=ButtonKind::Primary>
                    "Go to the accounts"
                </LinkButton>
                <LinkButton href="/?whose=leg">"See the whole department"</LinkButton>
            </Empty>
        }
        .into_any(),
        Whose::Leg | Whose::Everybody => view! {
            <Empty
                icon=Icon::Accounts
                title="There are no accounts yet"
                text="Import a file of accounts, or create the first one by hand."
            >
                <LinkButton href="/imports/new" kind=ButtonKind::Primary icon=Icon::Upload>
                    "Import a file"
                </LinkButton>
                <LinkButton href="/accounts/new" icon=Icon::Plus>
                    "Create an account"
                </LinkButton>
            </Empty>
        }
        .into_any(),
    }
}

fn all_of<T>(part: &Part<T>, which: TodayPart, whose: Whose) -> Option<AnyView> {
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

fn deals(overdue: Part<DueDeal>, due: Part<DueDeal>, day: NaiveDate, whose: Whose) -> AnyView {
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

fn deal_row(deal: DueDeal, day: NaiveDate) -> AnyView {
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

fn stalled(part: Part<Card>, whose: Whose) -> AnyView {
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

fn stalled_row(card: Card) -> AnyView {
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

fn missing(part: Part<Card>, whose: Whose, department: Option<Department>) -> AnyView {
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

fn missing_row(card: Card) -> AnyView {
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

fn news(news: Vec<News>) -> AnyView {
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
        other => ui::fact_kind_label(&other.kind()).to_lowercase(),
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

/// The stages on the way, for who reads everything.
fn where_they_are(stages: Vec<StageNow>) -> AnyView {
    // How many are there now: who went on from where is another question, and the board's history answers it.
    let bars = stages
        .iter()
        .map(|stage| Bar {
            label: stage.name.clone(),
            value: f64::from(stage.count),
            text: reading::number(i64::from(stage.count)),
            href: Some(format!("/accounts?stage={}", stage.stage)),
            department: None,
        })
        .collect();
    let rows: Vec<_> = stages
        .into_iter()
        .map(|stage| {
            let amount = reading::money(stage.open_amount);
            let stalled = (stage.stalled > 0).then(|| {
                let href = format!("/accounts?stage={}&stalled=true", stage.stage);
                view! { <a href=href>{reading::number(i64::from(stage.stalled))}</a> }
            });
            view! {
                <tr>
                    <th scope="row">
                        <a href=format!("/accounts?stage={}", stage.stage)>{stage.name}</a>
                    </th>
                    <td class="number">{amount}</td>
                    <td class="number">{stalled}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <div class="halves">
            <Panel
                title="Where the buyers are"
                action=|| {
                    view! {
                        <LinkButton href="/journey?view=all" kind=ButtonKind::Quiet small=true>
                            "Open the board"
                        </LinkButton>
                    }
                }
            >
                <BarChart
                    label="Accounts by stage of the journey"
                    bars=bars
                    heads=("Stage".to_owned(), "Accounts".to_owned())
                />
            </Panel>
            <Panel title="Open amount by stage" flush=true>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">"Stage"</th>
                            <th scope="col" class="number">
                                "Open"
                            </th>
                            <th scope="col" class="number">
                                "Stalled"
                            </th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </Panel>
        </div>
    }
    .into_any()
}

/// One list of the day alone: what a count on the day's page leads to.
#[component]
pub fn TodayPartPage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    let revision = use_revision();
    let today = Reads::new(
        move || {
            (
                params.with(|params| params.get("part")),
                query.with(|query| (query.get("whose"), query.get("steps"))),
                revision.get(),
            )
        },
        |(part, (whose, steps), _)| async move {
            let part = part
                .and_then(|part| TodayPart::from_key(&part))
                .ok_or(Failure::NotFound)?;
            let whose = whose.and_then(|whose| Whose::from_key(&whose));
            let steps = steps.and_then(|steps| steps.parse().ok()).unwrap_or(1);
            let asked = ShowToday {
                whose,
                part: Some(part),
                steps: Some(steps),
            };
            ui::call(asked).await.map(|today| (part, steps, today))
        },
    );
    view! { {loaded(today, |(part, steps, today)| alone(part, steps, today))} }
}

fn alone(part: TodayPart, steps: u8, today: Today) -> AnyView {
    let department = use_viewer().with_value(|viewer| viewer.department);
    let (title, count, rows): (_, _, Vec<AnyView>) = match part {
        TodayPart::Owing => (
            "Legs that owe an act",
            today.owing.count,
            today.owing.rows.into_iter().map(owing::row).collect(),
        ),
        TodayPart::Missing => (
            "Missing legs",
            today.missing.count,
            today.missing.rows.into_iter().map(missing_row).collect(),
        ),
        TodayPart::Stalled => (
            "Longer in a stage than usual",
            today.stalled.count,
            today.stalled.rows.into_iter().map(stalled_row).collect(),
        ),
        TodayPart::Overdue => (
            "Deals past their day",
            today.overdue.count,
            today
                .overdue
                .rows
                .into_iter()
                .map(|deal| deal_row(deal, today.day))
                .collect(),
        ),
        TodayPart::Due => (
            "Deals to decide in the next 14 days",
            today.due.count,
            today
                .due
                .rows
                .into_iter()
                .map(|deal| deal_row(deal, today.day))
                .collect(),
        ),
    };
    let whose = whose_name(today.whose, department);
    let shown = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let note = if shown < count {
        format!(
            "the first {} of {}",
            reading::number(i64::from(shown)),
            reading::number(i64::from(count))
        )
    } else {
        reading::number(i64::from(count))
    };
    let class = if matches!(part, TodayPart::Missing | TodayPart::Owing) {
        "list padded"
    } else {
        "rows"
    };
    let back = format!("/?whose={}", today.whose.key());
    let more = (shown < count && steps < ShowToday::MOST_STEPS).then(|| {
        let href = format!("/today/{}?whose={}&steps={}", part.key(), today.whose.key(), steps + 1);
        view! { <LinkButton href=href>"Show more"</LinkButton> }
    });
    view! {
        <Title text=title />
        <PageHeader title=title>
            <LinkButton href=back>"Back to today"</LinkButton>
        </PageHeader>
        <Panel title=whose note=note flush=true>
            {if rows.is_empty() {
                view! { <p class="quiet-line">"There is nothing here any more."</p> }.into_any()
            } else {
                view! { <ul class=class>{rows}</ul> }.into_any()
            }}
        </Panel>
        {more}
    }
    .into_any()
}
