//! Two versions over the leads of a period: how many each qualifies, and which.

use leptos::prelude::*;
use model::{
    agreement::LEAD_DEFINITION,
    agreements::{
        VersionName,
        versions::list::{ListVersions, VersionRow},
    },
    leads::{
        definitions::{
            Value,
            replay::{Counts, Finding, Qualifies, ReplayDefinitions, ReplayedDefinitions, ReplayedLead},
        },
        reports::show::ShowReports,
    },
    values::{Cursor, Limit, Page as Rows, ids::AgreementVersionId},
};
use ui::{
    Badge, Button, ButtonKind, Cell, Choice, Column, Empty, Figure, Figures, Icon, Pager, Reads, Receipt, RowHead,
    Segmented, Select, Tab, Table, Tone,
    agreement::{state_name, version_name},
    loaded, reading, use_revision,
};

use super::{Page, asked, head};
use crate::period;

/// What the address asks for beside the days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Which {
    against: Option<AgreementVersionId>,
    group: Option<Qualifies>,
    cursor: Option<Cursor>,
}

impl Which {
    fn against(&self) -> String {
        self.against.map(|version| version.to_string()).unwrap_or_default()
    }
}

/// The page.
#[component]
pub(super) fn ReplayPage() -> impl IntoView {
    let (version, days, revision) = (asked::version(), asked::days(), use_revision());
    let which = asked::which(|query| Which {
        against: query.get("against").and_then(|version| version.parse().ok()),
        group: query.get("group").and_then(|group| Qualifies::from_key(&group)),
        cursor: asked::cursor(query),
    });
    let versions = Reads::new(
        || (),
        |()| {
            ui::call(ListVersions {
                agreement: LEAD_DEFINITION,
                cursor: None,
                limit: Limit::try_from(Limit::MOST).unwrap_or_default(),
            })
        },
    );
    let read = Reads::new(
        move || (version.get(), days.get(), which.get(), revision.get()),
        |(version, days, which, _)| async move {
            if period::errors(&days).is_some() {
                return Ok(None);
            }
            let replay = ReplayDefinitions {
                from: days.from,
                until: days.until,
                qualifies: which.group,
                cursor: which.cursor,
                ..ReplayDefinitions::of(asked::id(&version)?, which.against)
            };
            ui::call(replay).await.map(Some)
        },
    );
    view! {
        {head(Page::Replay, version)}
        {loaded(versions, move |versions| conditions(version, days, which, &versions.items))}
        {loaded(
            read,
            move |found| match found {
                Some(found) => replayed(found, &days.get_untracked(), &which.get_untracked()),
                None => ().into_any(),
            },
        )}
    }
}

/// The form: against which version, and which days.
fn conditions(version: Memo<String>, days: Memo<ShowReports>, which: Memo<Which>, versions: &[VersionRow]) -> AnyView {
    let own = version.get_untracked();
    let choices = versions
        .iter()
        .filter(|row| row.version.to_string() != own)
        .map(|row| {
            let drafted = reading::day_of(row.drafted_at);
            let state = state_name(row.state).to_lowercase();
            let label = match row.number {
                Some(_) => format!("{}, {state}", version_name(row.number)),
                None => format!("{} of {drafted}, {state}", version_name(None)),
            };
            Choice::new(row.version.to_string(), label)
        })
        .collect();
    let against = Signal::derive(move || which.with(Which::against));
    let group = move || which.with(|which| which.group.map_or("", Qualifies::key));
    view! {
        <form
            class="toolbar report-conditions"
            method="get"
            action=Page::Replay.path(&own)
            role="search"
            aria-label="Against which version, and which days"
        >
            {move || (!group().is_empty()).then(|| view! { <input type="hidden" name="group" value=group() /> })}
            <Select
                name="against"
                label="Against"
                empty="the one in force, or the one before"
                choices=choices
                value=against
            />
            {period::fields(days)}
            <Button kind=ButtonKind::Primary submit=true>
                "Show"
            </Button>
        </form>
    }
    .into_any()
}

/// How the two versions are called where they stand side by side.
struct Names {
    first: String,
    second: String,
}

impl Names {
    fn of(first: &VersionName, second: Option<&VersionName>) -> Self {
        let second = second.map_or_else(|| "What ships".to_owned(), |name| version_name(name.number));
        let first = version_name(first.number);
        // Two drafts have no number to tell them apart by.
        if first == second {
            return Self {
                first: ["This ", &first.to_lowercase()].concat(),
                second: ["The other ", &second.to_lowercase()].concat(),
            };
        }
        Self { first, second }
    }

    fn group(&self, qualifies: Qualifies) -> String {
        let only = |name: &str| ["Only ", &lower(name)].concat();
        match qualifies {
            Qualifies::Both | Qualifies::Neither => qualifies.name().to_owned(),
            Qualifies::OnlyFirst => only(&self.first),
            Qualifies::OnlySecond => only(&self.second),
        }
    }
}

fn lower(name: &str) -> String {
    let mut letters = name.chars();
    letters
        .next()
        .into_iter()
        .flat_map(char::to_lowercase)
        .chain(letters)
        .collect()
}

const fn count(counts: &Counts, qualifies: Qualifies) -> u64 {
    match qualifies {
        Qualifies::Both => counts.both,
        Qualifies::OnlyFirst => counts.only_first,
        Qualifies::OnlySecond => counts.only_second,
        Qualifies::Neither => counts.neither,
    }
}

fn number(count: u64) -> String {
    reading::number(i64::try_from(count).unwrap_or(i64::MAX))
}

fn replayed(found: ReplayedDefinitions, days: &ShowReports, which: &Which) -> AnyView {
    let names = Names::of(&found.first, found.second.as_ref());
    let version = found.first.version.to_string();
    let (path, against) = (Page::Replay.path(&version), which.against());
    let to = |group: &str, cursor: &str| {
        let more = [("against", against.as_str()), ("group", group), ("cursor", cursor)];
        asked::at(&path, days, &more)
    };
    let said = format!(
        "{} against {}, over the leads that were captured from {} to {}.",
        names.first,
        lower(&names.second),
        reading::full_day(found.from),
        reading::full_day(found.until)
    );
    let figures: Vec<_> = Qualifies::ALL
        .iter()
        .map(|qualifies| {
            let title = names.group(*qualifies);
            let (text, about, href) = (
                number(count(&found.counts, *qualifies)),
                title.clone(),
                to(qualifies.key(), ""),
            );
            let value = move || view! { <Receipt value=text about=about href=href /> }.into_any();
            view! { <Figure title=title value=value /> }
        })
        .collect();
    let mut groups = vec![Tab::new(
        format!("All {}", number(found.counts.total())),
        to("", ""),
        which.group.is_none(),
    )];
    groups.extend(Qualifies::ALL.iter().map(|qualifies| {
        let label = format!(
            "{} {}",
            names.group(*qualifies),
            number(count(&found.counts, *qualifies))
        );
        Tab::new(label, to(qualifies.key(), ""), which.group == Some(*qualifies))
    }));
    let file = asked::at(
        &[&path, "/rows.csv"].concat(),
        days,
        &[
            ("second", &against),
            ("qualifies", which.group.map_or("", Qualifies::key)),
        ],
    );
    let group = which.group.map_or("", Qualifies::key);
    let next = found.listed.next.as_ref().map(|next| to(group, next.as_str()));
    let first = which.cursor.is_some().then(|| to(group, ""));
    view! {
        <div class="stack lead-reports">
            <p class="muted">{said}</p>
            <Figures label="Which of the two versions qualify leads">{figures}</Figures>
            <div class="toolbar">
                <Segmented label="Which leads" options=groups />
                <a class="button quiet" href=file rel="external" download="">
                    "Leads as CSV"
                </a>
            </div>
            {rows(found.listed, &names, next, first)}
        </div>
    }
    .into_any()
}

fn rows(page: Rows<ReplayedLead>, names: &Names, next: Option<String>, first: Option<String>) -> AnyView {
    if page.items.is_empty() {
        return view! {
            <Empty
                icon=Icon::Leads
                title="No lead is here"
                text="Leads come here when they are captured in these days. Choose other days, or another group."
            />
        }
        .into_any();
    }
    let shown = match page.items.len() {
        1 => "1 lead".to_owned(),
        many => format!("{many} leads"),
    };
    let by = |name: &str| ["By ", &lower(name)].concat();
    let (by_first, by_second) = (by(&names.first), by(&names.second));
    let rows: Vec<_> = page
        .items
        .into_iter()
        .map(|lead| {
            let counts_as = names.group(lead.qualifies);
            row(lead, counts_as, by_first.clone(), by_second.clone())
        })
        .collect();
    view! {
        <Table caption="The leads behind the counts" class="leads">
            <thead>
                <tr>
                    <Column label="Lead" />
                    <Column label="Account" />
                    <Column label="Captured" />
                    <Column label="Qualified by" />
                    <Column label=by_first />
                    <Column label=by_second />
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
        <Pager shown=shown next=next first=first />
    }
    .into_any()
}

fn row(lead: ReplayedLead, counts_as: String, by_first: String, by_second: String) -> AnyView {
    let tone = match lead.qualifies {
        Qualifies::Both => Tone::Good,
        Qualifies::OnlyFirst | Qualifies::OnlySecond => Tone::Warn,
        Qualifies::Neither => Tone::Neutral,
    };
    let href = format!("/leads/{}", lead.lead);
    let account = lead.account.map(|account| {
        let href = format!("/accounts/{account}");
        view! { <a href=href>{lead.account_name.clone().unwrap_or_default()}</a> }
    });
    view! {
        <tr>
            <RowHead>
                <a class="name" href=href>
                    {lead.contact_name}
                </a>
            </RowHead>
            <Cell label="Account">{account}</Cell>
            <Cell label="Captured">{reading::moment(lead.captured_at)}</Cell>
            <Cell label="Qualified by">
                <Badge text=counts_as tone=tone />
            </Cell>
            <Cell label=by_first>{finding(lead.by_first)}</Cell>
            <Cell label=by_second>{finding(lead.by_second)}</Cell>
        </tr>
    }
    .into_any()
}

/// What a version says of a lead, and what decided.
fn finding(finding: Finding) -> AnyView {
    let says = match finding.qualified_at {
        Some(at) => view! { "Qualified " {reading::moment(at)} }.into_any(),
        None => "Not qualified".into_any(),
    };
    let decided: Vec<_> = finding
        .decided
        .iter()
        .map(|value| view! { <li>{decided(value)}</li> })
        .collect();
    view! {
        {says}
        <ul class="decided">{decided}</ul>
    }
    .into_any()
}

/// What was asked, and what was found where that is one thing.
fn decided(value: &Value) -> String {
    if value.found.is_empty() {
        value.asked.clone()
    } else {
        [&value.asked, ": ", &value.found].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(number: Option<i32>) -> VersionName {
        VersionName {
            version: "01950000-0000-7000-8000-00000000ffff".parse().unwrap(),
            number,
        }
    }

    #[test]
    fn versions_side_by_side_are_told_apart() {
        let both = |first, second: Option<VersionName>| {
            let names = Names::of(&name(first), second.as_ref());
            [Qualifies::OnlyFirst, Qualifies::OnlySecond].map(|group| names.group(group))
        };
        assert_eq!(both(Some(2), Some(name(Some(1)))), ["Only version 2", "Only version 1"]);
        assert_eq!(both(None, None), ["Only draft", "Only what ships"]);
        assert_eq!(
            both(None, Some(name(None))),
            ["Only this draft", "Only the other draft"]
        );
    }
}
