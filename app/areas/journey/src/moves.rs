//! All moves along the journey, and exactly those that a figure counts.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{
    form,
    journey::{
        Cause, Direction, StageKey, Stages, Vocabulary,
        transitions::list::{CauseKind, ListTransitions, TransitionRow},
    },
    values::{Cursor, Page, zone::Zone},
};
use ui::{
    Button, ButtonKind, Cell, Choice, Column, DateInput, Empty, Icon, Moment, PageHeader, Pager, Reads, RowHead,
    Select, Table, loaded, use_revision, use_stages, use_viewer,
};

use crate::parts::parts;

/// The page of all moves.
pub const MOVES: &str = "/journey/moves";

/// What the address asks for, as it is written there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Asked(Vec<(String, String)>);

const NAMES: [&str; 9] = [
    "account", "by", "from", "to", "way", "cause", "since", "until", "cursor",
];

impl Asked {
    fn of(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(own, _)| own == name);
        found.map_or("", |(_, value)| value)
    }

    fn vocabulary(&self) -> Vocabulary {
        Vocabulary::from_key(self.of("by")).unwrap_or_default()
    }

    /// What cannot be read is left out, so that an old link still shows a list.
    fn moves(&self, zone: &Zone) -> ListTransitions {
        let step = |name: &str| self.of(name).parse::<StageKey>().ok();
        let (way, cause) = (self.of("way"), self.of("cause"));
        ListTransitions {
            account: self.of("account").parse().ok(),
            by: self.vocabulary(),
            from: step("from"),
            to: step("to"),
            way: Direction::ALL.into_iter().find(|known| known.key() == way),
            cause: CauseKind::ALL.into_iter().find(|known| known.key() == cause),
            since: moment(self.of("since"), zone, 0),
            until: moment(self.of("until"), zone, 1),
            cursor: Cursor::try_from(self.of("cursor").to_owned()).ok(),
            ..ListTransitions::default()
        }
    }

    fn address(&self, cursor: &str) -> String {
        let mut pairs = self.0.clone();
        pairs.retain(|(name, _)| name != "cursor");
        if !cursor.is_empty() {
            pairs.push(("cursor".to_owned(), cursor.to_owned()));
        }
        match form::to_query(&pairs) {
            query if query.is_empty() => MOVES.to_owned(),
            query => [MOVES, "?", &query].concat(),
        }
    }
}

/// A moment as it stands in an address: in full, as figures say it, or a day, as people do; of a day where it begins, or
/// where so many days later do.
fn moment(text: &str, zone: &Zone, later: u64) -> Option<DateTime<Utc>> {
    if let Ok(at) = text.parse::<DateTime<Utc>>() {
        return Some(at);
    }
    let day: NaiveDate = text.parse().ok()?;
    let day = day.checked_add_days(Days::new(later))?;
    Some(zone.moment(day.and_time(NaiveTime::MIN)))
}

/// The page.
#[component]
pub fn MovesPage() -> impl IntoView {
    let query = use_query_map();
    let revision = use_revision();
    let asked = Memo::new(move |_| {
        query.with(|query| {
            let pair = |name: &str| Some((name.to_owned(), query.get(name).filter(|value| !value.is_empty())?));
            Asked(NAMES.into_iter().filter_map(pair).collect())
        })
    });
    let zone = use_viewer().with_value(|viewer| viewer.zone.clone());
    let read = Reads::new(
        move || (asked.get(), revision.get()),
        move |(asked, _)| ui::call(asked.moves(&zone)),
    );
    view! {
        <Title text="Moves along the journey" />
        <PageHeader title="Moves along the journey" />
        {parts(MOVES)}
        <ui::agreement::JourneyReviewDue />
        {move || filters(&asked.get())}
        {loaded(read, move |page| rows(page, &asked.get_untracked()))}
    }
}

fn filters(asked: &Asked) -> AnyView {
    let stages = use_stages();
    let in_stages = asked.vocabulary() == Vocabulary::Stages;
    let steps = |name: &str| {
        let mut choices: Vec<_> = if in_stages {
            stages
                .iter()
                .map(|stage| Choice::new(stage.key.as_str(), stage.name.clone()))
                .collect()
        } else {
            Vec::new()
        };
        // What the map asked for in other words stays as it is.
        let own = asked.of(name);
        if !own.is_empty() && choices.iter().all(|choice| choice.value != own) {
            choices.push(Choice::new(own, ui::failure::label(own)));
        }
        choices
    };
    let causes = CauseKind::ALL
        .map(|kind| Choice::new(kind.key(), cause_name(kind)))
        .to_vec();
    let ways = Direction::ALL.map(|way| Choice::new(way.key(), way_name(way))).to_vec();
    let value = |name: &str| asked.of(name).to_owned();
    let day = |name: &str| {
        let text = asked.of(name);
        match text.parse::<DateTime<Utc>>() {
            Ok(at) => use_viewer().with_value(|viewer| viewer.zone.day(at).to_string()),
            Err(_) => text.to_owned(),
        }
    };
    view! {
        <form class="toolbar moves-filter" method="get" action=MOVES role="search" aria-label="Which moves">
            {(!in_stages).then(|| view! { <input type="hidden" name="by" value=value("by") /> })}
            {(!asked.of("account").is_empty())
                .then(|| view! { <input type="hidden" name="account" value=value("account") /> })}
            <Select name="from" label="From" empty="any" choices=steps("from") value=value("from") />
            <Select name="to" label="To" empty="any" choices=steps("to") value=value("to") />
            <Select name="way" label="Way" empty="any" choices=ways value=value("way") />
            <Select name="cause" label="By" empty="anything" choices=causes value=value("cause") />
            <DateInput name="since" label="From day" value=day("since") />
            <DateInput name="until" label="To day" value=day("until") />
            <Button kind=ButtonKind::Primary submit=true>
                "Show"
            </Button>
            <a class="button quiet" href=MOVES>
                "All moves"
            </a>
        </form>
    }
    .into_any()
}

fn rows(page: Page<TransitionRow>, asked: &Asked) -> AnyView {
    if page.items.is_empty() {
        return view! {
            <Empty
                icon=Icon::Journey
                title="No such move"
                text="Nothing moved like this in that time. Look at a longer time, or at all moves."
            />
        }
        .into_any();
    }
    let said = match page.items.len() {
        1 => "1 move".to_owned(),
        many => format!("{many} moves"),
    };
    let next = page.next.as_ref().map(|next| asked.address(next.as_str()));
    let first = (!asked.of("cursor").is_empty()).then(|| asked.address(""));
    let stages = use_stages();
    let rows: Vec<_> = page.items.into_iter().map(|row| moved(&stages, &row)).collect();
    view! {
        <Table caption="Moves along the journey, newest first">
            <thead>
                <tr>
                    <Column label="Account" />
                    <Column label="From" />
                    <Column label="To" />
                    <Column label="When" />
                    <Column label="By" />
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
        <Pager shown=said next=next first=first />
    }
    .into_any()
}

fn moved(stages: &Stages, row: &TransitionRow) -> AnyView {
    let href = format!("/accounts/{}?tab=journey", row.account);
    let (from, to) = (stages.name(&row.from).to_owned(), stages.name(&row.to).to_owned());
    let (name, at, by) = (row.account_name.clone(), row.at, cause(row));
    view! {
        <tr>
            <RowHead>
                <a href=href>{name}</a>
            </RowHead>
            <Cell label="From">{from}</Cell>
            <Cell label="To">{to}</Cell>
            <Cell label="When">
                <Moment at=at />
            </Cell>
            <Cell label="By">{by}</Cell>
        </tr>
    }
    .into_any()
}

/// By whom or what, and why.
fn cause(row: &TransitionRow) -> String {
    let who = row.person_name.clone().unwrap_or_else(|| "Somebody".to_owned());
    match &row.cause {
        Cause::Rule => "The criteria".to_owned(),
        Cause::Person { reason } => [&who, ": ", reason].concat(),
        Cause::Import { file } => ["The file ", file].concat(),
        Cause::Undo => [&who, " took a move back"].concat(),
        Cause::Mapped => "Its stage was dropped, and the journey says where it goes".to_owned(),
        Cause::Released { why } => ui::released(*why).to_owned(),
    }
}

const fn cause_name(kind: CauseKind) -> &'static str {
    match kind {
        CauseKind::Person => "a person",
        CauseKind::Import => "a file",
        CauseKind::Undo => "taking a move back",
        CauseKind::Rule => "the criteria",
        CauseKind::Mapped => "a dropped stage",
        CauseKind::Released => "a move by hand that holds no longer",
    }
}

const fn way_name(way: Direction) -> &'static str {
    match way {
        Direction::Forward => "forward",
        Direction::Back => "back",
        Direction::Detour => "onto a detour",
    }
}
