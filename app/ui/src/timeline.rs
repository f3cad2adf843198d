//! What happened, in one stream: a lane for the buyer and one for each leg. Where a leg was missing its line is broken,
//! and a row says since when.

use std::collections::BTreeMap;

use leptos::prelude::*;
use model::access::Department;

use crate::class_list::classes;
use crate::icon::Icon;
use crate::leg::{department_letters, department_name};
use crate::tone::Tone;

/// Who acted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// Somebody at the buyer, or the buyer as a whole.
    Buyer,
    /// One of our departments.
    Leg(Department),
}

impl Lane {
    const ALL: [Self; 4] = [
        Self::Buyer,
        Self::Leg(Department::Marketing),
        Self::Leg(Department::Sales),
        Self::Leg(Department::Service),
    ];

    const fn key(self) -> &'static str {
        match self {
            Self::Buyer => "buyer",
            Self::Leg(department) => department.key(),
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Buyer => "Buyer",
            Self::Leg(department) => department_name(department),
        }
    }
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TimelineEntry {
    /// When, in short: `11:05`, `Thu 12`, `23 Oct`.
    pub at: String,
    /// When exactly, for people: `Tue 17 Nov 2026, 11:05`.
    pub exact: String,
    /// When exactly, for machines: `2026-11-17T11:05:00Z`.
    pub instant: String,
    /// Who took part; more than one lane for a joint act.
    pub lanes: Vec<Lane>,
    /// The person, set in bold before the text.
    pub who: String,
    /// What happened.
    pub what: String,
    /// Where more about it stands.
    pub href: Option<String>,
    /// Kind and circumstances, below the text.
    pub detail: String,
    /// How it came out, after the detail.
    pub outcome: Option<(Tone, String)>,
    /// A milestone of the buyer: the text opens this receipt.
    pub receipt: Option<String>,
}

/// A leg that has been missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineGap {
    /// Which leg.
    pub department: Department,
    /// Since when or how long, such as `Marketing missing for 25 days.`
    pub what: String,
    /// The rule it breaks.
    pub rule: String,
    /// What to do about it: words and address.
    pub action: Option<(String, String)>,
}

/// A row of the timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TimelineRow {
    /// Something happened.
    Entry(TimelineEntry),
    /// Nothing happened, and it should have.
    Gap(TimelineGap),
}

/// How a lane's line runs through a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    Whole,
    Broken,
    /// The last act before the gap: broken towards the newer rows.
    BrokenAbove,
    /// The first act after the gap: broken towards the older rows.
    BrokenBelow,
}

impl Line {
    const fn class(self) -> &'static str {
        match self {
            Self::Whole => "",
            Self::Broken => "gap",
            Self::BrokenAbove => "gap-above",
            Self::BrokenBelow => "gap-below",
        }
    }
}

/// The line of one leg through all rows, newest first: broken from the act before each gap to the act after it.
fn line(rows: &[TimelineRow], department: Department) -> Vec<Line> {
    let acts =
        |row: &TimelineRow| matches!(row, TimelineRow::Entry(entry) if entry.lanes.contains(&Lane::Leg(department)));
    let mut line = vec![Line::Whole; rows.len()];
    for (gap, row) in rows.iter().enumerate() {
        if !matches!(row, TimelineRow::Gap(gap) if gap.department == department) {
            continue;
        }
        let newer = rows.iter().take(gap).rposition(acts);
        let older = rows.iter().skip(gap).position(acts).map(|place| place + gap);
        let broken = newer.map_or(0, |place| place + 1)..older.unwrap_or(rows.len());
        for (place, line) in line.iter_mut().enumerate() {
            if broken.contains(&place) {
                *line = Line::Broken;
            } else if Some(place) == older && *line == Line::Whole {
                *line = Line::BrokenAbove;
            } else if Some(place) == newer && *line == Line::Whole {
                *line = Line::BrokenBelow;
            }
        }
    }
    line
}

/// The stream, newest first.
#[component]
pub fn Timeline(
    /// Entries and gaps, newest first.
    rows: Vec<TimelineRow>,
    /// What can be done with an entry, by its place among the rows.
    #[prop(optional)]
    mut buttons: BTreeMap<usize, AnyView>,
) -> impl IntoView {
    let courses = Department::ALL.map(|department| line(&rows, department));
    let rows: Vec<_> = rows
        .into_iter()
        .enumerate()
        .map(|(place, row)| {
            let acting = match &row {
                TimelineRow::Entry(entry) => entry.lanes.clone(),
                TimelineRow::Gap(_) => Vec::new(),
            };
            let lanes: Vec<_> = Lane::ALL
                .into_iter()
                .enumerate()
                .map(|(column, lane)| {
                    let line = column
                        .checked_sub(1)
                        .and_then(|leg| courses.get(leg))
                        .and_then(|line| line.get(place))
                        .map_or("", |line| line.class());
                    let mark = acting.contains(&lane).then(|| mark(lane));
                    view! { <span class=classes(&["lane", lane.key(), line])>{mark}</span> }
                })
                .collect();
            match row {
                TimelineRow::Entry(entry) => entry_row(entry, lanes.into_any(), buttons.remove(&place)),
                TimelineRow::Gap(gap) => gap_row(gap, lanes.into_any()),
            }
        })
        .collect();
    view! { <ol class="timeline">{rows}</ol> }
}

fn mark(lane: Lane) -> AnyView {
    let sign = match lane {
        Lane::Buyer => Icon::User.view(),
        Lane::Leg(department) => department_letters(department).into_any(),
    };
    view! {
        <span class=classes(&["avatar dot leg", lane.key()]) role="img" aria-label=lane.name()>
            {sign}
        </span>
    }
    .into_any()
}

fn entry_row(entry: TimelineEntry, lanes: AnyView, button: Option<AnyView>) -> AnyView {
    let who = (!entry.who.is_empty()).then(|| view! { <b>{entry.who}</b> " " });
    let milestone = entry.receipt.is_some();
    let what = match (entry.receipt, entry.href) {
        (Some(receipt), _) => view! {
            <a class="receipt" href=receipt>
                <span>{entry.what}</span>
                {Icon::Receipt.view()}
                <span class="visually-hidden">", receipt"</span>
            </a>
        }
        .into_any(),
        (None, Some(href)) => view! { <a href=href>{entry.what}</a> }.into_any(),
        (None, None) => entry.what.into_any(),
    };
    let outcome = entry.outcome.map(|(tone, words)| {
        view! {
            " · "
            <span class=tone.class()>{words}</span>
        }
    });
    let detail = (!entry.detail.is_empty()).then(|| view! { <p class="meta">{entry.detail} {outcome}</p> });
    view! {
        <li class=milestone.then_some("transition")>
            <span class="when">
                <time datetime=entry.instant title=entry.exact>
                    {entry.at}
                </time>
            </span>
            {lanes}
            <div class="what">
                <p>{who} {what}</p>
                {detail}
            </div>
            {button.map(|button| view! { <div class="entry-buttons">{button}</div> })}
        </li>
    }
    .into_any()
}

fn gap_row(gap: TimelineGap, lanes: AnyView) -> AnyView {
    view! {
        <li class="is-gap">
            <span class="when"></span>
            {lanes}
            <div class="what">
                <div>
                    {Icon::Warning.small()} <span>
                        <b>{gap.what}</b>
                        " "
                        {gap.rule}
                    </span>
                    {gap
                        .action
                        .map(|(words, href)| {
                            view! {
                                <a class="button small" href=href>
                                    {words}
                                </a>
                            }
                        })}
                </div>
            </div>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn act(department: Department) -> TimelineRow {
        TimelineRow::Entry(TimelineEntry {
            lanes: vec![Lane::Leg(department)],
            ..TimelineEntry::default()
        })
    }

    fn gap(department: Department) -> TimelineRow {
        TimelineRow::Gap(TimelineGap {
            department,
            what: String::new(),
            rule: String::new(),
            action: None,
        })
    }

    #[test]
    fn a_line_is_broken_from_now_to_the_last_act_of_the_missing_leg() {
        let rows = [
            act(Department::Sales),
            gap(Department::Marketing),
            act(Department::Sales),
            act(Department::Marketing),
        ];

        assert_eq!(
            line(&rows, Department::Marketing),
            [Line::Broken, Line::Broken, Line::Broken, Line::BrokenAbove]
        );
        assert_eq!(line(&rows, Department::Sales), [Line::Whole; 4]);
    }

    #[test]
    fn a_gap_that_was_closed_is_broken_only_between_the_two_acts() {
        let rows = [
            act(Department::Service),
            act(Department::Sales),
            gap(Department::Service),
            act(Department::Service),
        ];

        assert_eq!(
            line(&rows, Department::Service),
            [Line::BrokenBelow, Line::Broken, Line::Broken, Line::BrokenAbove]
        );
    }

    #[test]
    fn a_leg_that_never_acted_is_broken_to_the_end() {
        let rows = [gap(Department::Service), act(Department::Sales)];

        assert_eq!(line(&rows, Department::Service), [Line::Broken, Line::Broken]);
    }
}
