//! Close ratio and cycle of leads that a version qualifies, against the others, with the leads behind each figure.

use leptos::prelude::*;
use model::{
    leads::{
        definitions::proof::{
            Group, LEAST, Proof, ProveDefinition, ProvedDefinition,
            rows::{Became, ListProofRows, ProofRow, Proved},
        },
        reports::show::ShowReports,
    },
    statistics::Share,
    values::{Cursor, Limit, Page as Rows},
};
use ui::{
    Badge, Button, ButtonKind, Cell, Column, Empty, Figure, Figures, Icon, Notice, Pager, Reads, Receipt, RowHead,
    Segmented, Tab, Table, Tone, agreement::version_name, loaded, reading, use_revision,
};

use super::{Page, asked, head};
use crate::period;

/// What the address asks for beside the days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Which {
    group: Option<Proved>,
    became: Option<Became>,
    cursor: Option<Cursor>,
}

/// The page.
#[component]
pub(super) fn ProofPage() -> impl IntoView {
    let (version, days, revision) = (asked::version(), asked::days(), use_revision());
    let which = asked::which(|query| Which {
        group: query.get("group").and_then(|group| Proved::from_key(&group)),
        became: query.get("became").and_then(|became| Became::from_key(&became)),
        cursor: asked::cursor(query),
    });
    let proved = Reads::new(
        move || (version.get(), days.get(), revision.get()),
        |(version, days, _)| async move {
            if period::errors(&days).is_some() {
                return Ok(None);
            }
            let prove = ProveDefinition {
                version: asked::id(&version)?,
                from: days.from,
                until: days.until,
            };
            ui::call(prove).await.map(Some)
        },
    );
    let list = Reads::new(
        move || (version.get(), days.get(), which.get(), revision.get()),
        |(version, days, which, _)| async move {
            if period::errors(&days).is_some() {
                return Ok(None);
            }
            let list = ListProofRows {
                version: asked::id(&version)?,
                from: days.from,
                until: days.until,
                group: which.group,
                became: which.became,
                cursor: which.cursor,
                limit: Limit::default(),
            };
            ui::call(list).await.map(Some)
        },
    );
    let action = move || version.with(|version| Page::Proof.path(version));
    view! {
        {head(Page::Proof, version)}
        <form class="toolbar report-conditions" method="get" action=action role="search" aria-label="Which days">
            {period::fields(days)}
            <Button kind=ButtonKind::Primary submit=true>
                "Show"
            </Button>
        </form>
        {loaded(
            proved,
            move |found| match found {
                Some(found) => figures(&found, &days.get_untracked()),
                None => ().into_any(),
            },
        )}
        {loaded(
            list,
            move |page| match page {
                Some(page) => {
                    let path = version.with_untracked(|version| Page::Proof.path(version));
                    listed(page, &path, &days.get_untracked(), &which.get_untracked())
                }
                None => ().into_any(),
            },
        )}
    }
}

fn number(number: u32) -> String {
    reading::number(i64::from(number))
}

fn percent(share: f64) -> String {
    format!("{:.0}", share * 100.0)
}

fn figures(found: &ProvedDefinition, days: &ShowReports) -> AnyView {
    let (proof, path) = (&found.proof, Page::Proof.path(&found.version.version.to_string()));
    let said = format!(
        "{}, with the leads that were captured from {} to {}, by what became of them until then.",
        version_name(found.version.number),
        reading::full_day(found.from),
        reading::full_day(found.until)
    );
    let to = |group: Proved, became: Became| {
        let more = [("group", group.key()), ("became", became.key())];
        asked::at(&path, days, &more)
    };
    let groups = [(Proved::Qualified, &proof.qualified), (Proved::Others, &proof.others)];
    let ratios: Vec<_> = groups
        .iter()
        .map(|(group, counted)| close_ratio(*group, counted, proof, to(*group, Became::Decided)))
        .collect();
    let cycles: Vec<_> = groups
        .iter()
        .map(|(group, counted)| cycle(*group, counted, proof, to(*group, Became::Won)))
        .collect();
    let verdict = verdict(proof).map(|(tone, words)| view! { <Notice tone=tone>{words}</Notice> });
    view! {
        <div class="stack lead-reports">
            <p class="muted">{said}</p>
            {verdict}
            <Figures label="Close ratio and cycle, qualified against not qualified">{ratios} {cycles}</Figures>
        </div>
    }
    .into_any()
}

/// Whether the definition tells leads apart that are won from others, as far as the close ratios say.
fn verdict(proof: &Proof) -> Option<(Tone, &'static str)> {
    let (qualified, others) = (proof.qualified.close_ratio?, proof.others.close_ratio?);
    Some(if qualified.low > others.high {
        (
            Tone::Good,
            "Qualified leads are won more often than the others: the intervals do not overlap.",
        )
    } else if others.low > qualified.high {
        (
            Tone::Bad,
            "Leads that it does not qualify are won more often: the intervals do not overlap.",
        )
    } else {
        (
            Tone::Neutral,
            "The intervals of the close ratios overlap, so that the difference may be chance.",
        )
    })
}

/// Why nothing is shown: both groups need enough, or one would be compared with chance.
fn too_few(what: &str, qualified: &str, others: &str) -> String {
    format!(
        "Not enough data: it takes {LEAST} {what} leads in each group, and there are {qualified} qualified and {others} others"
    )
}

fn close_ratio(group: Proved, counted: &Group, proof: &Proof, href: String) -> AnyView {
    let mut against = vec![(
        "n".to_owned(),
        format!("{} won of {} decided", number(counted.won), number(counted.decided)),
    )];
    if let Some(Share { low, high, .. }) = counted.close_ratio {
        let between = format!("{} and {} %", percent(low), percent(high));
        against.push(("95 % between".to_owned(), between));
    }
    against.push(("Still open".to_owned(), number(counted.open)));
    let value = counted.close_ratio.map(|ratio| format!("{} %", percent(ratio.share)));
    let missing = too_few(
        "decided",
        &number(proof.qualified.decided),
        &number(proof.others.decided),
    );
    card(
        ["Close ratio, ", &group.name().to_lowercase()].concat(),
        value,
        missing,
        against,
        href,
    )
}

fn cycle(group: Proved, counted: &Group, proof: &Proof, href: String) -> AnyView {
    let mut against = vec![("n".to_owned(), format!("{} won", number(counted.won)))];
    if let Some(between) = counted.cycle_between {
        let between = format!("{} and {} days", between.low, between.high);
        against.push(("95 % between".to_owned(), between));
    }
    if let Some(stay) = counted.cycle {
        let half = format!("{} to {} days", stay.lower_days, stay.upper_days);
        against.push(("Half of them".to_owned(), half));
    }
    let value = counted.cycle.map(|stay| match stay.median_days {
        1 => "1 day".to_owned(),
        many => format!("{many} days"),
    });
    let missing = too_few("won", &number(proof.qualified.won), &number(proof.others.won));
    card(
        ["Cycle, ", &group.name().to_lowercase()].concat(),
        value,
        missing,
        against,
        href,
    )
}

fn card(
    title: String,
    value: Option<String>,
    missing: String,
    against: Vec<(String, String)>,
    href: String,
) -> AnyView {
    let lacks = value.is_none().then_some(missing);
    let (text, about) = (value.unwrap_or_else(|| "–".to_owned()), title.clone());
    let receipt = move || view! { <Receipt value=text about=about href=href /> }.into_any();
    match lacks {
        Some(lacks) => view! { <Figure title=title value=receipt missing=lacks against=against /> }.into_any(),
        None => view! { <Figure title=title value=receipt against=against /> }.into_any(),
    }
}

fn listed(page: Rows<ProofRow>, path: &str, days: &ShowReports, which: &Which) -> AnyView {
    let (group, became) = (
        which.group.map_or("", Proved::key),
        which.became.map_or("", Became::key),
    );
    let to = |group: &str, became: &str, cursor: &str| {
        asked::at(path, days, &[("group", group), ("became", became), ("cursor", cursor)])
    };
    let mut groups = vec![Tab::new("Both groups", to("", became, ""), which.group.is_none())];
    groups.extend(Proved::ALL.iter().map(|one| {
        let href = to(one.key(), became, "");
        Tab::new(one.name(), href, which.group == Some(*one))
    }));
    let mut outcomes = vec![Tab::new("All", to(group, "", ""), which.became.is_none())];
    outcomes.extend(Became::ALL.iter().map(|one| {
        let href = to(group, one.key(), "");
        Tab::new(one.name(), href, which.became == Some(*one))
    }));
    let file = asked::at(
        &[path, "/rows.csv"].concat(),
        days,
        &[("group", group), ("became", became)],
    );
    let next = page.next.as_ref().map(|next| to(group, became, next.as_str()));
    let first = which.cursor.is_some().then(|| to(group, became, ""));
    view! {
        <div class="stack">
            <div class="toolbar">
                <Segmented label="Which group" options=groups />
                <Segmented label="What became of them" options=outcomes />
                <a class="button quiet" href=file rel="external" download="">
                    "Leads as CSV"
                </a>
            </div>
            {rows(page, next, first)}
        </div>
    }
    .into_any()
}

fn rows(page: Rows<ProofRow>, next: Option<String>, first: Option<String>) -> AnyView {
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
    let rows: Vec<_> = page.items.into_iter().map(row).collect();
    view! {
        <Table caption="The leads behind the figures" class="leads">
            <thead>
                <tr>
                    <Column label="Lead" />
                    <Column label="Account" />
                    <Column label="Captured" />
                    <Column label="First qualified" />
                    <Column label="Became" />
                    <Column label="Decided" />
                    <Column label="Took" />
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
        <Pager shown=shown next=next first=first />
    }
    .into_any()
}

fn row(row: ProofRow) -> AnyView {
    let tone = match row.became {
        Became::Won => Tone::Good,
        Became::Lost => Tone::Bad,
        Became::Open | Became::Decided => Tone::Neutral,
    };
    let href = format!("/leads/{}", row.lead);
    let account = row.account.map(|account| {
        let href = format!("/accounts/{account}");
        view! { <a href=href>{row.account_name.clone().unwrap_or_default()}</a> }
    });
    let qualified = match row.qualified_at {
        Some(at) => reading::moment(at),
        None => view! { <span class="muted">"never"</span> }.into_any(),
    };
    let took = row.days.map(|days| match days {
        1 => "1 day".to_owned(),
        many => format!("{many} days"),
    });
    view! {
        <tr>
            <RowHead>
                <a class="name" href=href>
                    {row.contact_name}
                </a>
            </RowHead>
            <Cell label="Account">{account}</Cell>
            <Cell label="Captured">{reading::moment(row.captured_at)}</Cell>
            <Cell label="First qualified">{qualified}</Cell>
            <Cell label="Became">
                <Badge text=row.became.name() tone=tone />
            </Cell>
            <Cell label="Decided">{row.decided_at.map(reading::moment)}</Cell>
            <Cell label="Took">{took}</Cell>
        </tr>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proof(qualified: (u32, u32), others: (u32, u32)) -> Proof {
        let group = |(won, decided)| Group {
            won,
            decided,
            close_ratio: Share::of(won, decided).filter(|_| decided >= LEAST),
            ..Group::default()
        };
        Proof {
            qualified: group(qualified),
            others: group(others),
        }
    }

    #[test]
    fn only_intervals_that_do_not_overlap_say_something() {
        let tone = |qualified, others| verdict(&proof(qualified, others)).map(|(tone, _)| tone);
        assert_eq!(tone((80, 100), (20, 100)), Some(Tone::Good));
        assert_eq!(tone((20, 100), (80, 100)), Some(Tone::Bad));
        assert_eq!(tone((11, 20), (9, 20)), Some(Tone::Neutral));
        assert_eq!(tone((11, 19), (9, 20)), None);
    }

    #[test]
    fn too_few_says_how_many_there_are() {
        let said = too_few("decided", "19", "40");
        assert!(
            said.starts_with("Not enough data: it takes 20 decided leads in each group"),
            "{said}"
        );
        assert!(said.ends_with("19 qualified and 40 others"), "{said}");
    }
}
