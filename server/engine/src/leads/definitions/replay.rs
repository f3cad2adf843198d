//! How two versions of the definition are run over the leads of a period. Nothing is written.

use std::{
    collections::{BTreeMap, HashMap},
    time::Instant,
};

use chrono::NaiveDate;
use model::{
    agreement::LEAD_DEFINITION,
    agreements::VersionName,
    criteria::Asks,
    leads::definitions::{
        LeadDefinition,
        replay::{Comparison, Finding, Period, Qualifies, ReplayDefinitions, ReplayedDefinitions, ReplayedLead},
    },
    values::{
        Cursor, Page,
        ids::{AgreementVersionId, LeadId},
    },
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::of_version;
use crate::{
    Answer, Fault, Read,
    activity::MadeOf,
    agreements::content,
    leads::{
        chain::{
            entity::{Column, Entity, Model},
            rows,
        },
        facts::{self, Subject},
        reports::days::Days,
    },
};

/// Which versions are run, over which days.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    /// By what they say: a draft that is changed in this moment is another one.
    say: [String; 2],
    from: NaiveDate,
    until: NaiveDate,
}

impl Answer for ReplayDefinitions {
    async fn answer(self, read: &Read<'_>) -> Result<ReplayedDefinitions, Fault> {
        let began = Instant::now();
        let (number, first) = of_version(read.db(), self.first).await?;
        let other = Other::of(read.db(), self.first, self.second).await?;
        let days = Days::of(read, &self.days()).await?;
        let pair = Pair {
            first: &first,
            second: &other.content,
            period: days.up_to(read.now()),
        };
        let key = Key {
            say: [serde_json::to_string(&first)?, serde_json::to_string(&other.content)?],
            from: days.first,
            until: days.last,
        };
        let made = Box::pin(pair.compare(read.db()));
        let kept = &read.engine.kept.lead_replays;
        let compared = kept.get_made_of(MadeOf::TouchesAndSignals, read, key, made).await?;
        Ok(ReplayedDefinitions {
            first: VersionName {
                version: self.first,
                number,
            },
            second: other.name,
            from: days.first,
            until: days.last,
            counts: compared.counts(),
            listed: pair.listed(read.db(), &self, &compared).await?,
            seconds: began.elapsed().as_secs_f64(),
        })
    }
}

/// The version that another one is compared with.
struct Other {
    /// None where it is what the product ships with.
    name: Option<VersionName>,
    content: LeadDefinition,
}

impl Other {
    /// The one that was asked for; unless one was, what is in force, or what was before that.
    async fn of(
        db: &impl ConnectionTrait,
        first: AgreementVersionId,
        asked: Option<AgreementVersionId>,
    ) -> Result<Self, Fault> {
        if let Some(version) = asked {
            let (number, content) = of_version(db, version).await?;
            let name = Some(VersionName { version, number });
            return Ok(Self { name, content });
        }
        let held = content::ever_in_force::<LeadDefinition>(db, LEAD_DEFINITION).await?;
        let own = held.iter().position(|one| one.version == first);
        // The newest one first: behind its own place stands the one before it.
        let other = held.into_iter().nth(own.map_or(0, |own| own + 1));
        Ok(other.map_or_else(
            || Self {
                name: None,
                content: LeadDefinition::shipped(),
            },
            |other| Self {
                name: Some(VersionName {
                    version: other.version,
                    number: Some(other.number),
                }),
                content: other.content,
            },
        ))
    }
}

/// Two versions, and the days over which they are run.
struct Pair<'a> {
    first: &'a LeadDefinition,
    second: &'a LeadDefinition,
    period: Period,
}

impl Pair<'_> {
    fn asks(&self) -> Asks {
        self.first.asks().and(self.second.asks())
    }

    /// Runs both over the leads that were captured in the period.
    async fn compare(&self, db: &impl ConnectionTrait) -> Result<Comparison, Fault> {
        let leads = facts::captured_in(db, self.period).await?;
        let parts = facts::each(db, &leads, self.asks(), |lead, known| {
            let one = [(LeadId(lead.id), std::mem::take(known))];
            Comparison::of(self.first, self.second, one, self.period)
        });
        let mut whole = Comparison::default();
        for part in parts.await? {
            whole.add(part);
        }
        Ok(whole)
    }

    /// One page of the leads that were asked for, with what decided about each.
    async fn listed(
        &self,
        db: &impl ConnectionTrait,
        asked: &ReplayDefinitions,
        compared: &Comparison,
    ) -> Result<Page<ReplayedLead>, Fault> {
        let behind = asked.cursor.as_ref().map(|cursor| cursor.place().1);
        let some = compared
            .leads()
            .filter(|(_, qualifies)| asked.qualifies.is_none_or(|asked| asked == *qualifies))
            .filter(|(lead, _)| behind.is_none_or(|behind| lead.0 > behind));
        let some: BTreeMap<Uuid, Qualifies> = some.map(|(lead, qualifies)| (lead.0, qualifies)).collect();
        let some: Vec<(Uuid, Qualifies)> = some.into_iter().take(usize::from(asked.limit.get()) + 1).collect();
        let page = Page::of(some, asked.limit, |(lead, _)| Cursor::after(None, *lead));
        let found = Entity::find()
            .filter(Column::Id.is_in(page.items.iter().map(|(lead, _)| *lead)))
            .all(db)
            .await?;
        let mut decided = self.decided(db, &found).await?;
        let told = rows::told(db, found).await?;
        let mut told: HashMap<Uuid, _> = told.into_iter().map(|row| (row.lead.id.0, row)).collect();
        let items = page.items.iter().filter_map(|(lead, qualifies)| {
            let row = told.remove(lead)?;
            let (by_first, by_second) = decided.remove(lead)?;
            Some(ReplayedLead {
                lead: row.lead.id,
                contact_name: row.contact_name,
                account: row.lead.account,
                account_name: row.account_name,
                captured_at: row.captured_at,
                qualifies: *qualifies,
                by_first,
                by_second,
            })
        });
        Ok(Page {
            items: items.collect(),
            next: page.next,
        })
    }

    /// What decided about these leads, by the first version and by the second.
    async fn decided(
        &self,
        db: &impl ConnectionTrait,
        leads: &[Model],
    ) -> Result<HashMap<Uuid, (Finding, Finding)>, Fault> {
        let subjects: Vec<Subject> = leads.iter().map(Subject::from).collect();
        let found = facts::each(db, &subjects, self.asks(), |lead, known| {
            let first = self.first.finding(known, self.period);
            (lead.id, (first, self.second.finding(known, self.period)))
        });
        Ok(found.await?.into_iter().collect())
    }
}
