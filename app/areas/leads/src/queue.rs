//! The queue of leads: those that wait for a step, the earliest next date first.

mod asked;
mod keys;
mod reject;
mod rows;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{
    Access, Department,
    accounts::people_choices::PeopleChoices,
    agreement::LEAD_DEFINITION,
    leads::{
        chain::{LeadState, count::LeadCounts, list::LeadRow},
        obligations::nearest::NearestOwed,
    },
};
use ui::{
    ButtonKind, Empty, Icon, LinkButton, Notice, PageHeader, Pager, Reads, Segmented, Tab, Tabs, Tone,
    agreement::ReviewDueOf, loaded, loaded_after, reading, use_revision, use_viewer,
};

use self::asked::{Asked, PATH};
use crate::{
    parts::{DEFINITION, OWED},
    words::looking,
};

/// Leads by where they stand; the address says which.
#[component]
pub fn QueuePage() -> impl IntoView {
    let query = use_query_map();
    let revision = use_revision();
    let department = use_viewer().with_value(|viewer| viewer.department);
    let asked = Memo::new(move |_| query.with(|query| Asked::of(query, department)));
    let page = Reads::new(
        move || (asked.get(), revision.get()),
        |(asked, _)| async move {
            let page = ui::call(asked.list).await?;
            let leads = page.items.iter().map(|row| row.lead.id).collect();
            let owed = ui::call(NearestOwed { leads }).await?;
            Ok((page, owed))
        },
    );
    let counts = Reads::new(
        move || (asked.get(), revision.get()),
        |(asked, _)| async move {
            match asked.counts() {
                Some(count) => ui::call(count).await.map(Some),
                None => Ok(None),
            }
        },
    );
    let people = Reads::new(|| (), |()| ui::call(PeopleChoices {}));
    let (actor, _) = looking();
    let may_work = Access::AnyLeg.admits(&actor).is_ok();
    let rejecting = RwSignal::new(None::<LeadRow>);
    let place = StoredValue::new(None::<usize>);
    keys::hear(place);
    view! {
        <Title text="Leads" />
        <PageHeader title="Leads" lead="People who showed interest, by when somebody does something about them next.">
            <LinkButton href=OWED>"What is owed"</LinkButton>
            <LinkButton href=DEFINITION>"Lead definition"</LinkButton>
            <LinkButton href="/leads/reports">"Reports"</LinkButton>
            <LinkButton href="/leads/pains">"Pains and crises"</LinkButton>
            {may_work
                .then(|| {
                    view! {
                        <LinkButton href="/leads/new" kind=ButtonKind::Primary icon=Icon::Plus>
                            "New lead"
                        </LinkButton>
                    }
                })}
        </PageHeader>
        <ReviewDueOf agreement=LEAD_DEFINITION name="the lead definition" href="/leads/definition/versions" />
        {loaded_after(
            counts,
            move || tabs(&asked.get(), department, None),
            move |counts| tabs(&asked.get(), department, counts.as_ref()),
        )}
        <div class="toolbar">{move || conditions(&asked.get(), department)}</div>
        {loaded(
            page,
            move |(page, owed)| {
                let asked = asked.get_untracked();
                if page.items.is_empty() {
                    return nothing(&asked, may_work);
                }
                let shown = match page.items.len() {
                    1 => "1 lead".to_owned(),
                    many => format!("{many} leads"),
                };
                let next = page.next.as_ref().map(|next| asked.with(&[("cursor", next.as_str())]));
                let first = asked.list.cursor.is_some().then(|| asked.with(&[]));
                keys::find_again(place);
                view! {
                    {of_one(&asked, &page.items)}
                    {rows::rows(page.items, &owed, rejecting)}
                    <Pager shown=shown next=next first=first />
                }
                    .into_any()
            },
        )}
        {loaded(people, move |people| reject::dialog(rejecting, people))}
    }
}

/// What waits in a state, as its tab says it.
const fn waiting(state: LeadState) -> &'static str {
    match state {
        LeadState::Captured => "To qualify",
        LeadState::Qualified => "To hand over",
        LeadState::HandedOver => "To accept",
        LeadState::Accepted => "Accepted",
        LeadState::Working => "Working",
        LeadState::Nurturing => "Nurturing",
        LeadState::Converted => "Converted",
        LeadState::Rejected => "Rejected",
    }
}

/// The states in the order in which a department looks at them.
const fn order(department: Option<Department>) -> [LeadState; 7] {
    use LeadState::{Accepted, Captured, Converted, HandedOver, Nurturing, Qualified, Working};
    match department {
        Some(Department::Sales) => [HandedOver, Accepted, Working, Converted, Qualified, Captured, Nurturing],
        Some(Department::Service) => [Nurturing, Captured, Qualified, HandedOver, Accepted, Working, Converted],
        Some(Department::Marketing) | None => {
            [Captured, Qualified, Nurturing, HandedOver, Accepted, Working, Converted]
        }
    }
}

fn tabs(asked: &Asked, department: Option<Department>, counts: Option<&LeadCounts>) -> AnyView {
    let counted = |tab: Tab, state: Option<LeadState>| match counts {
        Some(counts) => {
            let late = asked.list.overdue == Some(true);
            tab.with_count(reading::number(i64::from(counts.of(state, late))))
        }
        None => tab,
    };
    let state = |state: LeadState| {
        let here = asked.list.state == Some(state);
        let address = asked.with(&[("state", state.key()), ("all", "")]);
        counted(Tab::new(waiting(state), address, here), Some(state))
    };
    let mut tabs: Vec<Tab> = order(department).into_iter().map(state).collect();
    let all = asked.with(&[("state", ""), ("all", "true")]);
    tabs.push(counted(Tab::new("All", all, asked.list.state.is_none()), None));
    view! { <Tabs label="Where leads stand" tabs=tabs /> }.into_any()
}

/// Whose leads, and whether only those that are late.
fn conditions(asked: &Asked, department: Option<Department>) -> AnyView {
    let me = use_viewer().with_value(|viewer| viewer.id);
    let list = &asked.list;
    let everybody = list.owner.is_none() && list.department.is_none();
    let mut whose = vec![Tab::new(
        "Everybody’s",
        asked.with(&[("owner", ""), ("department", "")]),
        everybody,
    )];
    if let Some(own) = department {
        whose.push(Tab::new(
            ["Of ", &ui::department_name(own).to_lowercase()].concat(),
            asked.with(&[("owner", ""), ("department", own.key())]),
            list.department == Some(own),
        ));
        whose.push(Tab::new(
            "Mine",
            asked.with(&[("owner", &me.to_string()), ("department", "")]),
            list.owner == Some(me),
        ));
    }
    let late = list.overdue == Some(true);
    let when = vec![
        Tab::new("Any date", asked.with(&[("overdue", "")]), !late),
        Tab::new("Overdue", asked.with(&[("overdue", "true")]), late),
    ];
    view! {
        <Segmented label="Whose leads" options=whose />
        <Segmented label="Next date" options=when />
    }
    .into_any()
}

/// Says that only the leads of one account or of one person are shown.
fn of_one(asked: &Asked, rows: &[LeadRow]) -> Option<AnyView> {
    let first = rows.first()?;
    let whose = match (asked.list.contact, asked.list.account) {
        (Some(_), _) => first.contact_name.clone(),
        (None, Some(_)) => first.account_name.clone()?,
        (None, None) => return None,
    };
    let all = asked.with(&[("contact", ""), ("account", "")]);
    Some(
        view! {
            <Notice tone=Tone::Neutral>
                {format!("Only leads of {whose}. ")} <a href=all>"Show all"</a>
            </Notice>
        }
        .into_any(),
    )
}

/// What would fill the list.
fn nothing(asked: &Asked, may_work: bool) -> AnyView {
    let (title, text) = match asked.list.state {
        Some(LeadState::Captured) => ("Nothing to qualify", "Leads come here when somebody gives a name."),
        Some(LeadState::Qualified) => (
            "Nothing to hand over",
            "Leads come here when they meet the definition, and wait for somebody who hands them to sales.",
        ),
        Some(LeadState::HandedOver) => (
            "Nothing to accept",
            "Leads come here when they are handed over to sales.",
        ),
        Some(LeadState::Nurturing) => (
            "Nobody is nurtured",
            "Leads come here when they are not ready, or when sales gives them back.",
        ),
        Some(LeadState::Accepted | LeadState::Working | LeadState::Converted | LeadState::Rejected) => {
            ("No lead is here", "Leads come here when sales takes them.")
        }
        None => (
            "No leads",
            "A lead is a person who showed interest. Capture the first one.",
        ),
    };
    let filtered = asked.is_filtered().then(|| {
        view! { <LinkButton href=asked.unfiltered()>"Take the conditions out"</LinkButton> }
    });
    let all = asked.list.state.is_some().then(|| {
        let href = [PATH, "?all=true"].concat();
        view! { <LinkButton href=href>"Show all leads"</LinkButton> }
    });
    let new = may_work.then(|| {
        view! {
            <LinkButton href="/leads/new" kind=ButtonKind::Primary icon=Icon::Plus>
                "New lead"
            </LinkButton>
        }
    });
    view! {
        <Empty icon=Icon::Leads title=title text=text>
            {filtered}
            {all}
            {new}
        </Empty>
    }
    .into_any()
}
