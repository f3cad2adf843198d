//! What departments owe each other: the clocks of all, of a page of them, and of one lead.

mod asked;
mod clock;
mod kept;
mod of_lead;
mod row;

use accounts::following::following;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{
    Department, Failure,
    leads::obligations::{Standing, count::Kept, list::ObligationRow},
    values::{Cursor, Page as Rows},
};
use ui::{
    Empty, Icon, LinkButton, Notice, PageHeader, Pager, Panel, Reads, Segmented, Tab, Tabs, Tone, loaded, use_viewer,
};

use self::{asked::Asked, row::rows};
pub(crate) use self::{clock::near, of_lead::of_lead};
use crate::parts::{ENGAGEMENT, OWED, parts};

type Found = (Rows<ObligationRow>, Kept);

async fn read(asked: Asked) -> Result<Found, Failure> {
    let kept = ui::call(asked.tally());
    Ok((ui::call(asked.list).await?, kept.await?))
}

/// What is and was owed; the address says which of it.
#[component]
pub(crate) fn ObligationsPage() -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(Asked::of));
    let found = Reads::new(move || asked.get(), read);
    view! {
        <Title text="What departments owe" />
        <PageHeader
            title="What departments owe"
            lead="Each rule of engagement that was set off, with its clock in business time. What a person did ends it; where it is by word, you say it here."
        />
        {parts(OWED)}
        {loaded(
            found,
            move |found| {
                view! { <Listed asked=asked.get_untracked() first=found /> }.into_any()
            },
        )}
    }
}

/// The forms of the list are built anew only when what is owed has changed, so that what somebody types stays while
/// others work and clocks go on.
#[component]
fn Listed(asked: Asked, first: Found) -> impl IntoView {
    let again = asked.clone();
    let live = following(first, move || read(again.clone()));
    let items = Signal::derive(move || live.with(|(page, _)| page.items.clone()));
    let next = Memo::new(move |_| live.with(|(page, _)| page.next.clone()));
    let asked = StoredValue::new(asked);
    let none = Memo::new(move |_| items.with(Vec::is_empty));
    view! {
        <div class="how-kept">{move || live.with(|(_, kept)| kept::figures(kept))}</div>
        {move || live.with(|(_, kept)| asked.with_value(|asked| tabs(asked, kept)))}
        <div class="toolbar">{asked.with_value(conditions)}</div>
        {move || {
            if none.get() {
                return asked.with_value(nothing);
            }
            view! {
                {items.with_untracked(|rows| asked.with_value(|asked| of_one(asked, rows)))}
                <Panel title="Obligations" flush=true>
                    {rows(items)}
                </Panel>
                {move || pager(&asked.get_value(), items.with(Vec::len), next.get().as_ref())}
            }
                .into_any()
        }}
    }
}

fn pager(asked: &Asked, many: usize, next: Option<&Cursor>) -> AnyView {
    let shown = match many {
        1 => "1 obligation".to_owned(),
        many => format!("{many} obligations"),
    };
    let next = next.map(|next| asked.with(&[("cursor", next.as_str())]));
    let first = asked.list.cursor.is_some().then(|| asked.with(&[]));
    view! { <Pager shown=shown next=next first=first /> }.into_any()
}

fn tabs(asked: &Asked, kept: &Kept) -> AnyView {
    let tally = kept.tally;
    let tabs = [
        (Standing::Open, tally.open),
        (Standing::Breached, tally.breached),
        (Standing::Met, tally.met),
        (Standing::Void, tally.void),
    ];
    let tabs = tabs.map(|(standing, many)| {
        let here = asked.list.state == Some(standing);
        Tab::new(standing.name(), asked.with(&[("state", standing.key())]), here)
            .with_count(ui::reading::number(many.into()))
    });
    view! { <Tabs label="How they stand" tabs=tabs.to_vec() /> }.into_any()
}

/// Which leg owes it, and who is to do it.
fn conditions(asked: &Asked) -> AnyView {
    let me = use_viewer().with_value(|viewer| viewer.id);
    let mut legs = vec![Tab::new(
        "Any leg",
        asked.with(&[("leg", "")]),
        asked.list.leg.is_none(),
    )];
    legs.extend(Department::ALL.map(|leg| {
        let label = [ui::department_name(leg), " owes"].concat();
        Tab::new(label, asked.with(&[("leg", leg.key())]), asked.list.leg == Some(leg))
    }));
    let mine = asked.list.person == Some(me);
    let whose = vec![
        Tab::new("Anybody’s", asked.with(&[("person", "")]), asked.list.person.is_none()),
        Tab::new("Mine", asked.with(&[("person", &me.to_string())]), mine),
    ];
    view! {
        <Segmented label="Which leg owes it" options=legs />
        <Segmented label="Who is to do it" options=whose />
    }
    .into_any()
}

/// Says that only what is owed at one account or about one lead is shown.
fn of_one(asked: &Asked, rows: &[ObligationRow]) -> Option<AnyView> {
    let first = rows.first()?;
    let whose = match (asked.list.lead, asked.list.account) {
        (Some(_), _) => first.lead_name.clone()?,
        (None, Some(_)) => first.account_name.clone(),
        (None, None) => return None,
    };
    let all = asked.with(&[("lead", ""), ("account", "")]);
    Some(
        view! {
            <Notice tone=Tone::Neutral>
                {format!("Only what is owed about {whose}. ")} <a href=all>"Show all"</a>
            </Notice>
        }
        .into_any(),
    )
}

/// What would fill the list.
fn nothing(asked: &Asked) -> AnyView {
    let (title, text) = match asked.list.state {
        Some(Standing::Met) => ("Nothing was kept yet", "What a person does in time stands here."),
        Some(Standing::Breached) => ("Nothing is late", "What nobody did before its limit ended stands here."),
        Some(Standing::Void) => (
            "Nothing is void",
            "What is not owed any more stands here: a lead that was given back, a record in the trash.",
        ),
        Some(Standing::Open) | None => (
            "Nothing is owed",
            "A rule of engagement opens obligations when it is set off: a lead is handed over, an account enters a stage, a deal is decided, a leg is missing.",
        ),
    };
    let filtered = asked.is_filtered().then(|| {
        view! { <LinkButton href=asked.unfiltered()>"Take the conditions out"</LinkButton> }
    });
    view! {
        <Empty icon=Icon::Clock title=title text=text>
            {filtered}
            <LinkButton href=ENGAGEMENT>"Look at the rules"</LinkButton>
        </Empty>
    }
    .into_any()
}
