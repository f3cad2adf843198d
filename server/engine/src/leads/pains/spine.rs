//! Everything that was said of the pains of one account, and everything that befell it.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use model::{
    Department,
    accounts::Lead,
    criteria::facts::AccountFacts,
    leads::pains::{
        Trigger,
        catalogue::Catalogue,
        evidence::{Ended, Evidence, EvidenceSource, canonical, facts},
        readiness,
        show::{AccountPain, AccountPains, BefellTrigger, Heard},
    },
    values::ids::{AccountId, ContactId, EvidenceId, TriggerId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, prelude::Uuid};

use super::{
    catalogue,
    evidence::{entity as evidence, settlement},
    triggers::entity as trigger,
};
use crate::{
    Fault,
    accounts::queries::{self, Names},
};

/// What is known of the pains of one account.
#[derive(Debug)]
pub(super) struct Spine {
    pub account: AccountId,
    /// All of it, also what does not stand any more.
    pub evidence: Vec<Evidence>,
    /// The newest first.
    pub triggers: Vec<Trigger>,
    settled_by: HashMap<Uuid, Lead>,
}

/// Reads it all: rules ask about the past as well.
pub(super) async fn load(db: &impl ConnectionTrait, account: AccountId) -> Result<Spine, Fault> {
    let rows = evidence::Entity::find()
        .filter(evidence::Column::AccountId.eq(account.0))
        .all(db)
        .await?;
    let settled = settlement::Entity::find()
        .filter(settlement::Column::AccountId.eq(account.0))
        .filter(settlement::Column::UndoneAt.is_null())
        .all(db)
        .await?;
    let triggers = trigger::Entity::find()
        .filter(trigger::Column::AccountId.eq(account.0))
        .order_by_desc(trigger::Column::OccurredAt)
        .order_by_desc(trigger::Column::Id)
        .all(db)
        .await?;
    let people = rows.iter().map(|row| row.author_id);
    let people = people.chain(settled.iter().map(|row| row.settled_by));
    let people = people.chain(triggers.iter().map(|row| row.author_id));
    let names = queries::names(db, people).await?;
    let settled_at: HashMap<Uuid, DateTime<Utc>> =
        settled.iter().map(|row| (row.evidence_id, row.settled_at)).collect();
    let by = settled.iter().filter_map(|row| {
        let person = queries::lead(&names, row.settled_by)?;
        Some((row.evidence_id, person))
    });
    Ok(Spine {
        account,
        settled_by: by.collect(),
        evidence: rows
            .into_iter()
            .map(|row| word(row, &settled_at, &names))
            .collect::<Result<_, _>>()?,
        triggers: triggers
            .into_iter()
            .map(|row| befell(row, &names))
            .collect::<Result<_, _>>()?,
    })
}

fn word(row: evidence::Model, settled: &HashMap<Uuid, DateTime<Utc>>, names: &Names) -> Result<Evidence, Fault> {
    let read = || {
        Some(Evidence {
            id: EvidenceId(row.id),
            account: AccountId(row.account_id),
            pain: row.pain.parse().ok()?,
            severity: u8::try_from(row.severity).ok()?.try_into().ok()?,
            source: EvidenceSource::from_key(&row.source)?,
            department: Department::from_key(&row.department)?,
            heard_at: row.heard_at,
            said_by: row.said_by.parse().ok()?,
            contact: row.contact_id.map(ContactId),
            words: row.words.as_ref().map(|words| words.parse()).transpose().ok()?,
            author: queries::lead(names, row.author_id),
            noted_at: row.noted_at,
            settled_at: settled.get(&row.id).copied(),
            ended: row.ended_at.map(|at| Ended {
                at,
                stepped_back_for: row.ended_for.map(EvidenceId),
            }),
        })
    };
    read().ok_or_else(|| Fault::Stored(format!("the evidence {}", row.id)))
}

fn befell(row: trigger::Model, names: &Names) -> Result<Trigger, Fault> {
    let read = || {
        Some(Trigger {
            id: TriggerId(row.id),
            account: AccountId(row.account_id),
            crisis: row.crisis.parse().ok()?,
            pains: serde_json::from_value(row.pains.clone()).ok()?,
            occurred_at: row.occurred_at,
            expires_at: row.expires_at,
            known_from: row.known_from.parse().ok()?,
            department: Department::from_key(&row.department)?,
            author: queries::lead(names, row.author_id),
            withdrawn_at: row.withdrawn_at,
        })
    };
    read().ok_or_else(|| Fault::Stored(format!("the trigger {}", row.id)))
}

impl Spine {
    /// What the rule of readiness asks for.
    pub(super) fn facts(&self) -> AccountFacts {
        readiness::facts(facts(&self.evidence), self.triggers.iter().map(Trigger::fact))
    }

    /// The evidence with this id, where it stands at the moment.
    pub(super) fn standing(&self, evidence: EvidenceId, now: DateTime<Utc>) -> Option<&Evidence> {
        let stands = facts(&self.evidence)
            .iter()
            .any(|fact| fact.id == evidence && fact.counts_at(now));
        self.evidence.iter().find(|one| one.id == evidence && stands)
    }

    /// As everybody sees it.
    pub(super) async fn told(self, db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<AccountPains, Fault> {
        let catalogue = catalogue::all(db).await?;
        let ready = readiness::readiness(&self.facts(), now);
        let pains = canonical(&self.evidence, now).into_iter().map(|pain| {
            let heard = pain.standing.iter().filter_map(|id| {
                let evidence = self.evidence.iter().find(|one| one.id == *id)?.clone();
                let settled_by = self.settled_by.get(&id.0).cloned();
                Some(Heard { evidence, settled_by })
            });
            let heard = heard.collect();
            let name = catalogue.pain_name(&pain.pain);
            AccountPain::of(pain, name, &self.triggers, heard, now)
        });
        Ok(AccountPains {
            account: self.account,
            pains: pains.collect(),
            triggers: befallen(&self.triggers, &catalogue, now),
            readiness: ready.readiness,
            next_change: ready.next_change,
            receipt: ready.receipt,
        })
    }
}

fn befallen(triggers: &[Trigger], catalogue: &Catalogue, now: DateTime<Utc>) -> Vec<BefellTrigger> {
    let told = triggers.iter().map(|trigger| BefellTrigger {
        name: catalogue.crisis_name(&trigger.crisis),
        counts: trigger.fact().counts_at(now),
        trigger: trigger.clone(),
    });
    told.collect()
}
