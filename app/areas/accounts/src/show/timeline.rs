//! What happened at the account, in one stream of the buyer and all legs.

use std::collections::BTreeMap;

use chrono::SecondsFormat;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::{
    accounts::{
        show::AccountInFull,
        timeline::{Entry, EntryKind, Lane, ShowTimeline, Signal as BuyerSignal, What},
        touches::{remove::RemoveTouch, restore::RestoreTouch},
    },
    activity::Fact,
    values::{
        Page,
        ids::{AccountId, TouchId},
    },
};
use serde::{Deserialize, Serialize};
use ui::{
    Button, ButtonKind, Choice, Empty, FilterChip, FilterSentence, Icon, OperationForm, Pager, Reads, Select, Timeline,
    TimelineEntry, TimelineGap, TimelineRow, department_name, fact_sentence, failure::label, loaded, of, use_messages,
    use_revision, use_stages, use_viewer, when_done,
};

use crate::{
    address::{from_query, with_pair, with_pairs},
    growing::{MOST, STEP, grown},
};

/// What the address says about the timeline.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Asked {
    lane: Option<Lane>,
    kind: Option<EntryKind>,
    cursor: Option<model::values::Cursor>,
}

/// The stream with its filters and the way to earlier entries.
pub(super) fn timeline(account: AccountId, live: RwSignal<AccountInFull>) -> AnyView {
    let query = use_query_map();
    let revision = use_revision();
    let asked = Memo::new(move |_| query.with(from_query::<Asked>));
    let wanted = RwSignal::new(STEP);
    Effect::new(move |_| {
        asked.track();
        wanted.set(STEP);
    });
    let page = Reads::new(
        move || (asked.get(), wanted.get(), revision.get()),
        move |(asked, wanted, _)| {
            let first = asked.cursor.clone();
            grown(wanted, first, move |limit, cursor| {
                ui::call(ShowTimeline {
                    account,
                    lane: asked.lane,
                    kind: asked.kind,
                    limit: Some(limit),
                    cursor,
                })
            })
        },
    );
    view! {
        <div class="toolbar inset">{move || filters(account, &asked.get())}</div>
        {loaded(
            page,
            move |page| {
                let asked = asked.get_untracked();
                let grow = (wanted.get_untracked() < MOST)
                    .then(|| Callback::new(move |()| wanted.update(|wanted| *wanted = (*wanted + STEP).min(MOST))));
                live.with(|full| stream(account, full, &asked, page, grow))
            },
        )}
    }
    .into_any()
}

fn filters(account: AccountId, asked: &Asked) -> AnyView {
    let path = format!("/accounts/{account}");
    let lane = asked
        .lane
        .map_or_else(|| "everybody".to_owned(), |lane| lane_name(lane).to_lowercase());
    let kind = asked.kind.map_or("every kind", kind_name).to_lowercase();
    let without_lane = asked.lane.map(|_| with_pair(&path, asked, "lane", ""));
    let without_kind = asked.kind.map(|_| with_pair(&path, asked, "kind", ""));
    let lanes = Lane::ALL.map(|lane| Choice::new(lane.key(), lane_name(lane))).to_vec();
    let kinds = EntryKind::ALL
        .map(|kind| Choice::new(kind.key(), kind_name(kind)))
        .to_vec();
    let (on_lane, on_kind) = (asked.lane.is_some(), asked.kind.is_some());
    let lane_key = asked.lane.map(Lane::key).unwrap_or_default();
    let kind_key = asked.kind.map(EntryKind::key).unwrap_or_default();
    view! {
        <FilterSentence action=path label="Which entries">
            "Show what "
            <FilterChip subject=lane on=on_lane without=without_lane>
                <Select prefix="shown" name="lane" label="Who acted" empty="everybody" choices=lanes value=lane_key />
            </FilterChip> " did, of "
            <FilterChip subject=kind on=on_kind without=without_kind>
                <Select prefix="shown" name="kind" label="Kind" empty="every kind" choices=kinds value=kind_key />
            </FilterChip>
        </FilterSentence>
    }
    .into_any()
}

const fn lane_name(lane: Lane) -> &'static str {
    match lane {
        Lane::Buyer => "The buyer",
        Lane::Marketing => "Marketing",
        Lane::Sales => "Sales",
        Lane::Service => "Service",
        Lane::System => "The system",
    }
}

const fn kind_name(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Touches => "Notes, calls, meetings, mails",
        EntryKind::Signals => "Signals",
        EntryKind::Moves => "Moves along the journey",
        EntryKind::Deals => "Deals",
        EntryKind::Record => "Changes of the record",
    }
}

fn stream(
    account: AccountId,
    full: &AccountInFull,
    asked: &Asked,
    page: Page<Entry>,
    grow: Option<Callback<()>>,
) -> AnyView {
    let path = format!("/accounts/{account}");
    if page.items.is_empty() {
        return if *asked == Asked::default() {
            view! {
                <Empty
                    icon=Icon::History
                    title="Nothing yet"
                    text="Notes, calls, meetings, moves and signals of the buyer stand here."
                />
            }
            .into_any()
        } else {
            view! {
                <Empty icon=Icon::History title="No such entry" text="Nothing of this kind happened here.">
                    <a class="button" href=path>
                        "Show everything"
                    </a>
                </Empty>
            }
            .into_any()
        };
    }
    let count = page.items.len();
    let shown = match (count, &page.next) {
        (1, None) => "1 entry".to_owned(),
        (many, None) => format!("All {many} entries"),
        (many, Some(_)) => format!("The last {many} entries"),
    };
    let next = page
        .next
        .as_ref()
        .map(|next| with_pairs(&path, asked, &[("cursor", next.as_str())]));
    let first = asked.cursor.is_some().then(|| with_pair(&path, asked, "cursor", ""));
    let mut rows = Vec::with_capacity(count + 3);
    if *asked == Asked::default() && full.account.trashed_at.is_none() {
        rows.extend(gaps(full));
    }
    let mut buttons = BTreeMap::new();
    for entry in page.items {
        if let Some(touch) = entry.removable {
            buttons.insert(rows.len(), remove_form(touch));
        }
        rows.push(TimelineRow::Entry(told(entry)));
    }
    view! {
        <Timeline rows=rows buttons=buttons />
        <Pager shown=shown next=next first=first grow=grow />
    }
    .into_any()
}

/// Legs without a lead break their line until somebody takes it up.
fn gaps(full: &AccountInFull) -> Vec<TimelineRow> {
    full.account
        .legs
        .missing()
        .into_iter()
        .map(|department| {
            let acted = full.account.legs.of(department).acted_at;
            let since = acted.map_or_else(
                || "It never acted here.".to_owned(),
                |at| {
                    let said = use_viewer()
                        .with_value(|viewer| model::values::zone::said(at, viewer.now, &viewer.zone, viewer.locale));
                    format!("Its last act was {said}.")
                },
            );
            TimelineRow::Gap(TimelineGap {
                department,
                what: format!("{} is missing.", department_name(department)),
                rule: since,
                action: None,
            })
        })
        .collect()
}

fn told(entry: Entry) -> TimelineEntry {
    let (at, exact) = use_viewer().with_value(|viewer| {
        (
            short(entry.at, viewer),
            model::values::zone::exact(entry.at, &viewer.zone, viewer.locale),
        )
    });
    let lanes = match entry.lane {
        Lane::Buyer => vec![ui::Lane::Buyer],
        other => other.leg().map(ui::Lane::Leg).into_iter().collect(),
    };
    let base = TimelineEntry {
        at,
        exact,
        instant: entry.at.to_rfc3339_opts(SecondsFormat::Secs, true),
        lanes,
        ..TimelineEntry::default()
    };
    let who = entry.who.unwrap_or_else(|| match entry.lane {
        Lane::Buyer => "The buyer".to_owned(),
        _ => "Tridem".to_owned(),
    });
    match entry.what {
        What::Signal(signal) => signal_told(base, who, &signal),
        What::Fact(fact) => fact_told(base, who, entry.lane, &fact),
    }
}

/// The moment as the left margin says it: the time today, else the day.
fn short(at: chrono::DateTime<chrono::Utc>, viewer: &model::platform::people::viewer::Viewer) -> String {
    if viewer.zone.day(at) == viewer.zone.day(viewer.now) {
        viewer.locale.time(viewer.zone.local(at).time())
    } else {
        model::values::zone::said_day(viewer.zone.day(at), viewer.zone.day(viewer.now), viewer.locale)
    }
}

fn fact_told(base: TimelineEntry, who: String, lane: Lane, fact: &Fact) -> TimelineEntry {
    let locale = use_viewer().with_value(|viewer| viewer.locale);
    let sentence = fact_sentence(fact, &use_stages(), locale);
    let leg = lane.leg().map(department_name);
    match fact {
        // What was done stands first, how it went behind it.
        Fact::TouchLogged { touch_kind, .. } => TimelineEntry {
            who,
            what: match sentence.detail {
                Some(detail) => format!("{}: {detail}", sentence.what),
                None => sentence.what,
            },
            detail: [leg.map(str::to_owned), Some(label(touch_kind.key()).to_lowercase())]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" · "),
            ..base
        },
        // That something was taken away is said, but not loudly.
        Fact::TouchRemoved { .. } | Fact::TouchRestored { .. } => TimelineEntry {
            detail: format!("{who} {}", sentence.what),
            ..base
        },
        _ => TimelineEntry {
            who,
            what: sentence.what,
            detail: [leg.map(str::to_owned), sentence.detail]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" · "),
            ..base
        },
    }
}

fn signal_told(base: TimelineEntry, who: String, signal: &BuyerSignal) -> TimelineEntry {
    let topic = signal
        .topic
        .as_ref()
        .map(|topic| format!(": {topic}"))
        .unwrap_or_default();
    let said = signal.said.as_ref().map(|said| format!("“{said}”"));
    TimelineEntry {
        who,
        what: format!("{}{topic}", label(&signal.kind).to_lowercase()),
        detail: [Some("Signal".to_owned()), signal.venue.clone(), said]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · "),
        ..base
    }
}

/// Takes the entry off the timeline, with a way back.
fn remove_form(touch: TouchId) -> AnyView {
    let messages = use_messages();
    let done = when_done(move || {
        messages.offer_undo("The entry is off the timeline.", move || restore_form(touch));
    });
    view! {
        <OperationForm operation={of::<RemoveTouch>()} id=format!("remove-{touch}") no_summary=true done=done>
            <input type="hidden" name="touch" value=touch.to_string() />
            <Button kind=ButtonKind::Quiet small=true icon=Icon::Trash submit=true label="Take off the timeline" />
        </OperationForm>
    }
    .into_any()
}

fn restore_form(touch: TouchId) -> AnyView {
    let messages = use_messages();
    let done = when_done(move || messages.clear());
    view! {
        <OperationForm operation={of::<RestoreTouch>()} id=format!("restore-{touch}") no_summary=true done=done>
            <input type="hidden" name="touch" value=touch.to_string() />
            <Button small=true icon=Icon::Undo submit=true>
                "Put back"
            </Button>
        </OperationForm>
    }
    .into_any()
}
