//! How two versions of the definition are run over the leads of a period. Nothing is written.

use std::{
    collections::{BTreeMap, HashMap},
    time::Instant,
};

use model::{
    leads::definitions::{
        LeadDefinition,
        replay::{Comparison, Period, Qualifies, ReplayDefinitions, ReplayedDefinitions, ReplayedLead},
    },
    values::{Cursor, Page, ids::LeadId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::of_version;
use crate::{
    Answer, Fault, Read,
    leads::{
        chain::{
            entity::{Column, Entity},
            rows,
        },
        facts,
    },
};

impl Answer for ReplayDefinitions {
    async fn answer(self, read: &Read<'_>) -> Result<ReplayedDefinitions, Fault> {
        let began = Instant::now();
        let (first_number, first) = of_version(read.db(), self.first).await?;
        let (second_number, second) = of_version(read.db(), self.second).await?;
        let period = Period {
            from: self.from,
            until: self.until,
        };
        let compared = compare(read.db(), &first, &second, period).await?;
        Ok(ReplayedDefinitions {
            first: first_number,
            second: second_number,
            counts: compared.counts(),
            listed: self.listed(read, &compared).await?,
            seconds: began.elapsed().as_secs_f64(),
        })
    }
}

/// Runs two versions over the leads that were captured in a period.
async fn compare(
    db: &impl ConnectionTrait,
    first: &LeadDefinition,
    second: &LeadDefinition,
    period: Period,
) -> Result<Comparison, Fault> {
    let leads = facts::captured_in(db, period).await?;
    let asks = first.asks().and(second.asks());
    let parts = facts::each(db, &leads, asks, |lead, known| {
        let one = [(LeadId(lead.id), std::mem::take(known))];
        Comparison::of(first, second, one, period)
    });
    let mut whole = Comparison::default();
    for part in parts.await? {
        whole.add(part);
    }
    Ok(whole)
}

trait Lists {
    /// One page of the leads that were asked for.
    async fn listed(&self, read: &Read<'_>, compared: &Comparison) -> Result<Page<ReplayedLead>, Fault>;
}

impl Lists for ReplayDefinitions {
    async fn listed(&self, read: &Read<'_>, compared: &Comparison) -> Result<Page<ReplayedLead>, Fault> {
        let behind = self.cursor.as_ref().map(|cursor| cursor.place().1);
        let asked = compared
            .leads()
            .filter(|(_, qualifies)| self.qualifies.is_none_or(|asked| asked == *qualifies))
            .filter(|(lead, _)| behind.is_none_or(|behind| lead.0 > behind));
        let asked: BTreeMap<Uuid, Qualifies> = asked.map(|(lead, qualifies)| (lead.0, qualifies)).collect();
        let some: Vec<(Uuid, Qualifies)> = asked.into_iter().take(usize::from(self.limit.get()) + 1).collect();
        let page = Page::of(some, self.limit, |(lead, _)| Cursor::after(None, *lead));
        let found = Entity::find()
            .filter(Column::Id.is_in(page.items.iter().map(|(lead, _)| *lead)))
            .all(read.db())
            .await?;
        let told = rows::told(read.db(), found).await?;
        let mut told: HashMap<LeadId, _> = told.into_iter().map(|row| (row.lead.id, row)).collect();
        let items = page.items.iter().filter_map(|(lead, qualifies)| {
            let row = told.remove(&LeadId(*lead))?;
            Some(ReplayedLead {
                lead: row.lead.id,
                contact_name: row.contact_name,
                account: row.lead.account,
                account_name: row.account_name,
                captured_at: row.captured_at,
                qualifies: *qualifies,
            })
        });
        Ok(Page {
            items: items.collect(),
            next: page.next,
        })
    }
}
