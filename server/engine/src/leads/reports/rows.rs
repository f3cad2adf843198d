//! The rows behind a figure: what the figure counts, read by the same statement some at a time until the page is full.

use std::collections::HashMap;

use model::{
    leads::{
        chain::{LeadState, gate::HandOver},
        reports::{
            Case, Figure,
            rows::{ListReportRows, ReportRow},
        },
    },
    values::{
        Cursor, Page,
        ids::{AccountId, LeadId, PersonId},
    },
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, prelude::Uuid};

use super::{decided, frame::Frame, handed, standing};
use crate::{
    Answer, Fault, Read,
    accounts::{self, queries},
    keyset::{Order, after_moment, moment_place},
    leads::chain::{
        entity::{Column, Entity, Model},
        rows,
    },
};

/// How many rows one statement looks at where only some of them may be wanted.
const LOOKED_AT: u64 = 1_000;

impl Answer for ListReportRows {
    async fn answer(self, read: &Read<'_>) -> Result<Page<ReportRow>, Fault> {
        let frame = Frame::of(read, &self.reports()).await?;
        match self.figure {
            Figure::FollowUp | Figure::FirstTouch | Figure::Acceptance | Figure::Purity | Figure::PerRep => {
                handed_over(&self, read, &frame).await
            }
            Figure::Cycle | Figure::CloseRatio => decided_ones(&self, read, &frame).await,
            Figure::Nurture | Figure::Incomplete => standing_now(&self, read, &frame).await,
        }
    }
}

/// How many rows one statement looks at: no more than are told where all of them are wanted.
fn looked_at(asked: &ListReportRows) -> u64 {
    if asked.group.is_none() && asked.slice.is_none() {
        u64::from(asked.limit.get()) + 1
    } else {
        LOOKED_AT
    }
}

/// Whether a row is asked for.
fn wanted(asked: &ListReportRows, case: &Case) -> bool {
    asked.group.is_none_or(|group| group == case.group)
        && asked
            .slice
            .as_ref()
            .is_none_or(|slice| case.slices.iter().any(|key| key == slice.as_str()))
}

/// A row about to be told.
struct Found {
    lead: Uuid,
    owner: Uuid,
    case: Case,
    cursor: Cursor,
    source: Source,
}

enum Source {
    Handed(handed::Row),
    Decided(decided::Row),
}

async fn handed_over(asked: &ListReportRows, read: &Read<'_>, frame: &Frame) -> Result<Page<ReportRow>, Fault> {
    let enough = usize::from(asked.limit.get()) + 1;
    let mut behind = asked.cursor.as_ref().map(moment_place).transpose()?;
    let mut found = Vec::new();
    loop {
        let some = handed::some(read, frame, behind, looked_at(asked)).await?;
        let is_last = (some.len() as u64) < looked_at(asked);
        behind = some.last().map(|last| (last.handed.at, last.step));
        found.extend(some.into_iter().filter_map(|row| {
            let case = row.case(asked.figure, frame).filter(|case| wanted(asked, case))?;
            Some(Found {
                lead: row.lead,
                owner: row.owner,
                case,
                cursor: after_moment(row.handed.at, row.step),
                source: Source::Handed(row),
            })
        }));
        if is_last || found.len() >= enough {
            break;
        }
    }
    page(asked, read, found).await
}

async fn decided_ones(asked: &ListReportRows, read: &Read<'_>, frame: &Frame) -> Result<Page<ReportRow>, Fault> {
    let enough = usize::from(asked.limit.get()) + 1;
    let mut behind = asked.cursor.as_ref().map(moment_place).transpose()?;
    let mut found = Vec::new();
    loop {
        let some = decided::some(read, frame, behind, looked_at(asked)).await?;
        let is_last = (some.len() as u64) < looked_at(asked);
        behind = some.last().map(|last| (last.at, last.lead));
        found.extend(some.into_iter().filter_map(|row| {
            let case = row.case(asked.figure, frame).filter(|case| wanted(asked, case))?;
            Some(Found {
                lead: row.lead,
                owner: row.owner,
                case,
                cursor: after_moment(row.at, row.lead),
                source: Source::Decided(row),
            })
        }));
        if is_last || found.len() >= enough {
            break;
        }
    }
    page(asked, read, found).await
}

async fn page(asked: &ListReportRows, read: &Read<'_>, found: Vec<Found>) -> Result<Page<ReportRow>, Fault> {
    let page = Page::of(found, asked.limit, |row| row.cursor.clone());
    let ids = page.items.iter().map(|row| row.lead);
    let leads = Entity::find().filter(Column::Id.is_in(ids)).all(read.db()).await?;
    let told = Told::of(read, leads, page.items.iter().map(|row| row.owner)).await?;
    let items = page.items.into_iter().map(|row| told.row(asked.figure, row));
    Ok(Page {
        items: items.collect::<Result<_, Fault>>()?,
        next: page.next,
    })
}

async fn standing_now(asked: &ListReportRows, read: &Read<'_>, frame: &Frame) -> Result<Page<ReportRow>, Fault> {
    let groups: Vec<_> = match asked.group {
        Some(group) => vec![group],
        None => asked.figure.groups().to_vec(),
    };
    let order: Order<Entity> = Order::by([Column::NextOn], Column::Id, false);
    let select = standing::leads(frame, asked.figure, asked.group);
    let found = order
        .rows(read.db(), select, asked.limit, asked.cursor.as_ref())
        .await?;
    let page = Page::of(found, asked.limit, |row| order.cursor(row));
    // Which group each row is of is asked of the database too, so that the condition is there once.
    let mut group_of = HashMap::new();
    for group in groups {
        let ids: Vec<Uuid> = page.items.iter().map(|row| row.id).collect();
        let those = standing::leads(frame, asked.figure, Some(group)).filter(Column::Id.is_in(ids));
        let those = those.all(read.db()).await?;
        group_of.extend(those.into_iter().map(|row| (row.id, group)));
    }
    let told = Told::of(read, page.items.clone(), page.items.iter().map(|row| row.owner_id)).await?;
    let items = page.items.iter().filter_map(|row| {
        let group = *group_of.get(&row.id)?;
        let case = Case {
            group,
            length: None,
            slices: Vec::new(),
        };
        Some(told.plain(row, row.owner_id, &case))
    });
    Ok(Page {
        items: items.collect(),
        next: page.next,
    })
}

/// The leads of a page, and the names in it.
struct Told {
    leads: HashMap<Uuid, Model>,
    people: HashMap<Uuid, (String, String)>,
    accounts: HashMap<Uuid, String>,
    owners: queries::Names,
}

impl Told {
    async fn of(read: &Read<'_>, leads: Vec<Model>, owners: impl Iterator<Item = Uuid>) -> Result<Self, Fault> {
        let db = read.db();
        Ok(Self {
            people: rows::persons(db, &leads).await?,
            accounts: accounts::names(db, leads.iter().filter_map(|row| row.account_id)).await?,
            owners: queries::names(db, owners.map(Some)).await?,
            leads: leads.into_iter().map(|row| (row.id, row)).collect(),
        })
    }

    fn plain(&self, lead: &Model, owner: Uuid, case: &Case) -> ReportRow {
        let person = self.people.get(&lead.contact_id);
        ReportRow {
            lead: LeadId(lead.id),
            contact_name: person.map(|(name, _)| name.clone()).unwrap_or_default(),
            account: lead.account_id.map(AccountId),
            account_name: lead.account_id.and_then(|account| self.accounts.get(&account).cloned()),
            owner: PersonId(owner),
            owner_name: self.owners.get(&owner).cloned().unwrap_or_default(),
            at: lead.since,
            group: case.group,
            minutes: None,
            days: None,
            touched_at: None,
            reasons: Vec::new(),
            note: None,
            outcome: None,
            qualified_at: None,
            state: LeadState::from_key(&lead.state),
            next_on: Some(lead.next_on),
        }
    }

    fn row(&self, figure: Figure, found: Found) -> Result<ReportRow, Fault> {
        let Some(lead) = self.leads.get(&found.lead) else {
            return Err(Fault::Stored(format!("the lead {} of a step", found.lead)));
        };
        let plain = self.plain(lead, found.owner, &found.case);
        Ok(match found.source {
            Source::Handed(row) => {
                let hand_overs: Vec<HandOver> = serde_json::from_value(lead.hand_overs.clone())?;
                let micros = row.handed.at.timestamp_micros();
                let this = hand_overs.iter().find(|one| one.at.timestamp_micros() == micros);
                ReportRow {
                    at: row.handed.at,
                    minutes: found.case.length,
                    touched_at: row.handed.touched_at,
                    reasons: row.reasons().to_vec(),
                    outcome: this.map(|one| one.outcome),
                    note: if figure == Figure::Acceptance {
                        row.answer_note
                    } else {
                        row.passed_because
                    },
                    ..plain
                }
            }
            Source::Decided(row) => ReportRow {
                at: row.at,
                days: found.case.length,
                note: row.lost_reason,
                qualified_at: row.closed.qualified_at,
                ..plain
            },
        })
    }
}
