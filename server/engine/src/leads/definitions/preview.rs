//! What a version of the definition would do to the open leads. What was found of each is kept until something happens, so
//! that pages of the list do not look at all of them again.

use std::{collections::HashMap, time::Instant};

use model::{
    criteria::facts::AccountFacts,
    leads::definitions::{
        LeadDefinition,
        preview::{Points, PreviewDefinition, PreviewedDefinition, PreviewedLead},
        replay::{Counts, Qualifies},
    },
    values::{Cursor, Page, ids::LeadId},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::in_force;
use crate::{
    Answer, Fault, Read,
    activity::MadeOf,
    agreements::content,
    leads::{
        chain::{
            entity::{Column, Entity},
            rows,
        },
        scores,
    },
};

/// A lead under both.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Compared {
    lead: Uuid,
    qualifies: Qualifies,
    now: Points,
    then: Points,
}

impl Answer for PreviewDefinition {
    async fn answer(self, read: &Read<'_>) -> Result<PreviewedDefinition, Fault> {
        let began = Instant::now();
        let now = read.now();
        let held = in_force(read.db()).await?;
        let version: LeadDefinition = content::of(read.db(), self.version).await?;
        let asks = held.content.asks().and(version.asks());
        let made = async {
            let mut each = scores::each_open(read.db(), asks, &held, now, |lead, known| {
                let before = (held.content.criteria.holds(known, now), points(known, now));
                // As the version would score it when it comes into force.
                version.scores.score(known);
                let after = (version.criteria.holds(known, now), points(known, now));
                Compared {
                    lead,
                    qualifies: Qualifies::of(before.0, after.0),
                    now: before.1,
                    then: after.1,
                }
            })
            .await?;
            each.sort_unstable_by_key(|one| one.lead);
            Ok(each)
        };
        // By what they say: a draft that is changed in this moment is another one.
        let key = [serde_json::to_string(&held.content)?, serde_json::to_string(&version)?];
        let kept = &read.engine.kept.lead_previews;
        let compared = kept
            .get_made_of(MadeOf::TouchesAndSignals, read, key, Box::pin(made))
            .await?;
        let mut counts = Counts::default();
        for one in compared.iter() {
            counts.add(one.qualifies);
        }
        Ok(PreviewedDefinition {
            counts,
            listed: self.listed(read, &compared).await?,
            seconds: began.elapsed().as_secs_f64(),
        })
    }
}

fn points(known: &AccountFacts, now: chrono::DateTime<chrono::Utc>) -> Points {
    let lead = known.lead.as_ref();
    lead.map_or_else(Points::default, |lead| Points {
        fit: lead.fit.total_at(now),
        engagement: lead.engagement.total_at(now),
    })
}

trait Lists {
    /// One page of the leads that were asked for.
    async fn listed(&self, read: &Read<'_>, compared: &[Compared]) -> Result<Page<PreviewedLead>, Fault>;
}

impl Lists for PreviewDefinition {
    async fn listed(&self, read: &Read<'_>, compared: &[Compared]) -> Result<Page<PreviewedLead>, Fault> {
        let behind = self.cursor.as_ref().map(|cursor| cursor.place().1);
        let asked = compared
            .iter()
            .filter(|one| self.lists(one.qualifies))
            .filter(|one| behind.is_none_or(|behind| one.lead > behind));
        let some: Vec<Compared> = asked.copied().take(usize::from(self.limit.get()) + 1).collect();
        let page = Page::of(some, self.limit, |one| Cursor::after(None, one.lead));
        let found = Entity::find()
            .filter(Column::Id.is_in(page.items.iter().map(|one| one.lead)))
            .all(read.db())
            .await?;
        let told = rows::told(read.db(), found).await?;
        let mut told: HashMap<LeadId, _> = told.into_iter().map(|row| (row.lead.id, row)).collect();
        let items = page.items.iter().filter_map(|one| {
            let row = told.remove(&LeadId(one.lead))?;
            Some(PreviewedLead {
                lead: row.lead.id,
                contact_name: row.contact_name,
                account: row.lead.account,
                account_name: row.account_name,
                qualifies: one.qualifies,
                now: one.now,
                then: one.then,
            })
        });
        Ok(Page {
            items: items.collect(),
            next: page.next,
        })
    }
}
