//! How a version of the definition is put to the proof.

use std::{collections::HashMap, sync::Arc};

use chrono::{DateTime, NaiveDate, Utc};
use model::{
    agreements::VersionName,
    criteria::facts::{AccountFacts, Decided},
    leads::definitions::{
        LeadDefinition,
        proof::{
            Outcome, Proof, ProveDefinition, ProvedDefinition,
            rows::{ListProofRows, ProofRow},
        },
        replay::Period,
    },
    values::{
        Cursor, Page,
        ids::{AgreementVersionId, LeadId},
    },
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::of_version;
use crate::{
    Answer, Fault, Read,
    activity::MadeOf,
    leads::{
        chain::{
            entity::{Column, Entity},
            rows,
        },
        facts::{self, Subject},
        reports::days::Days,
    },
};

/// Which version is put to the proof, over which days.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    version: AgreementVersionId,
    from: NaiveDate,
    until: NaiveDate,
}

/// What became of all leads of a period.
pub(crate) struct Outcomes {
    number: Option<i32>,
    /// In the order of their ids.
    leads: Vec<Known>,
}

impl Answer for ProveDefinition {
    async fn answer(self, read: &Read<'_>) -> Result<ProvedDefinition, Fault> {
        let days = Days::of(read, &self.days()).await?;
        let outcomes = outcomes(read, self.version, &days).await?;
        Ok(ProvedDefinition {
            version: VersionName {
                version: self.version,
                number: outcomes.number,
            },
            from: days.first,
            until: days.last,
            proof: Proof::of(outcomes.leads.iter().map(|known| known.outcome)),
        })
    }
}

impl Answer for ListProofRows {
    async fn answer(self, read: &Read<'_>) -> Result<Page<ProofRow>, Fault> {
        let days = Days::of(read, &self.days()).await?;
        let outcomes = outcomes(read, self.version, &days).await?;
        let behind = self.cursor.as_ref().map(|cursor| cursor.place().1);
        let asked: Vec<Known> = outcomes
            .leads
            .iter()
            .filter(|known| self.asks_for(&known.outcome))
            .filter(|known| behind.is_none_or(|behind| known.lead > behind))
            .take(usize::from(self.limit.get()) + 1)
            .copied()
            .collect();
        let page = Page::of(asked, self.limit, |known| Cursor::after(None, known.lead));
        let found = Entity::find()
            .filter(Column::Id.is_in(page.items.iter().map(|known| known.lead)))
            .all(read.db())
            .await?;
        let told = rows::told(read.db(), found).await?;
        let mut told: HashMap<Uuid, _> = told.into_iter().map(|row| (row.lead.id.0, row)).collect();
        let items = page.items.into_iter().filter_map(|known| {
            let row = told.remove(&known.lead)?;
            Some(ProofRow {
                lead: LeadId(known.lead),
                contact_name: row.contact_name,
                account: row.lead.account,
                account_name: row.account_name,
                captured_at: known.outcome.since,
                qualified_at: known.qualified_at,
                became: known.outcome.became(),
                decided_at: known.outcome.decided.map(|(at, _)| at),
                days: known.outcome.days(),
            })
        });
        Ok(Page {
            items: items.collect(),
            next: page.next,
        })
    }
}

/// What became of a lead, and when the version first qualified it.
#[derive(Clone, Copy)]
struct Known {
    lead: Uuid,
    qualified_at: Option<DateTime<Utc>>,
    outcome: Outcome,
}

/// What became of the leads that were captured in these days, by a version.
async fn outcomes(read: &Read<'_>, version: AgreementVersionId, days: &Days) -> Result<Arc<Outcomes>, Fault> {
    let key = Key {
        version,
        from: days.first,
        until: days.last,
    };
    let made = Box::pin(made(read, version, days.up_to(read.now())));
    let kept = &read.engine.kept.lead_proofs;
    kept.get_made_of(MadeOf::TouchesAndSignals, read, key, made).await
}

async fn made(read: &Read<'_>, version: AgreementVersionId, period: Period) -> Result<Outcomes, Fault> {
    let (number, definition) = of_version(read.db(), version).await?;
    let subjects = facts::captured_in(read.db(), period).await?;
    let decided = facts::decided_of(read.db(), period).await?;
    let known = facts::each(read.db(), &subjects, definition.asks(), |lead, known| {
        // The deal says when it was decided, whenever somebody closes its lead.
        let decided = match lead.deal_id {
            Some(deal) => decided.get(&deal).copied(),
            None => lead.closed_at.zip(lead.won),
        };
        outcome(&definition, period, (lead, decided), known)
    });
    let mut leads = known.await?;
    leads.sort_unstable_by_key(|known| known.lead);
    Ok(Outcomes { number, leads })
}

/// What became of a lead, as far as it was known at the end of the period.
fn outcome(
    definition: &LeadDefinition,
    period: Period,
    (lead, decided): (&Subject, Option<(DateTime<Utc>, bool)>),
    known: &mut AccountFacts,
) -> Known {
    let decided = decided.filter(|(at, _)| *at <= period.until);
    // What happens in the moment of the decision did not lead to it.
    let until = decided.map_or(period.until, |(at, _)| at - chrono::TimeDelta::microseconds(1));
    let before = Period {
        from: lead.captured_at,
        until,
    };
    let qualified_at = definition.first_qualified(known, before);
    Known {
        lead: lead.id,
        qualified_at,
        outcome: Outcome {
            qualified: qualified_at.is_some(),
            since: lead.captured_at,
            decided: decided.map(|(at, won)| (at, if won { Decided::Won } else { Decided::Lost })),
        },
    }
}
