//! The scores of leads as they are kept: a log of every point, and its sum. Whatever a command records about an account is
//! followed in the same transaction; what changes with time alone, and what another version of the definition changes,
//! by a job. The scores of a closed lead stay as they were.

pub(super) mod entity;
pub(crate) mod job;
mod keep;
mod rows;
mod store;
#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashSet};

use chrono::{DateTime, Utc};
use futures::future::try_join_all;
use model::{
    activity::Fact,
    criteria::{Asks, facts::AccountFacts},
    leads::scores::Score,
    values::ids::{AccountId, AgreementVersionId},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder as _, QuerySelect, Select,
    sea_query::{Expr, ExprTrait as _, Query},
};
use uuid::Uuid;

use self::store::{Logs, Scored, Written};
use super::{
    chain::entity::{Column, Entity, Model},
    definitions::{self, InForce},
    facts,
};
use crate::{
    Fault, Work,
    accounts::{entity as account, queries},
    jobs::{Job, queue},
};

/// How many leads are read at once, with everything that is known of them.
const AT_ONCE: usize = 100;

/// Scores the leads at the accounts that the command has recorded something about. Called once, when its handler is
/// through.
pub(crate) async fn follow_facts(work: &mut Work<'_>) -> Result<(), Fault> {
    let accounts: BTreeSet<Uuid> = work.facts.iter().filter_map(Fact::may_score).map(|it| it.0).collect();
    let nowhere = work.facts.iter().filter_map(|fact| match fact {
        Fact::LeadCaptured {
            account: None, lead, ..
        } => Some(lead.0),
        _ => None,
    });
    let nowhere: Vec<Uuid> = nowhere.collect();
    if accounts.is_empty() && nowhere.is_empty() {
        return Ok(());
    }
    let accounts: Vec<Uuid> = accounts.into_iter().collect();
    queries::hold(work.db(), accounts.iter().copied()).await?;
    for some in accounts.chunks(AT_ONCE) {
        let leads = open()
            .filter(Column::AccountId.is_in(some.iter().copied()))
            .all(work.db())
            .await?;
        follow(work, leads).await?;
    }
    if !nowhere.is_empty() {
        let leads = open().filter(Column::Id.is_in(nowhere)).all(work.db()).await?;
        follow(work, leads).await?;
    }
    Ok(())
}

/// Scores all open leads, where nobody else is there yet.
pub(crate) async fn follow_open(work: &Work<'_>) -> Result<(), Fault> {
    let leads = open().order_by_asc(Column::Id).all(work.db()).await?;
    follow(work, leads).await.map(drop)
}

/// Open leads, those left out whose account lies in the trash: nothing is known of it there.
pub(super) fn open() -> Select<Entity> {
    // Asked of each lead by its own account: a list of all accounts would be made anew for every few leads.
    let in_trash = Query::select()
        .expr(Expr::val(1))
        .from(account::Entity)
        .and_where(Expr::col(account::Column::Id.as_column_ref()).equals(Column::AccountId.as_column_ref()))
        .and_where(account::Column::TrashedAt.is_not_null())
        .to_owned();
    Entity::find()
        .filter(Column::ClosedAt.is_null())
        .filter(Expr::not_exists(in_trash))
}

/// Scores these leads by the definition in force, and writes what is new. Their accounts are held, so that nobody changes
/// what is known of them meanwhile. Tells how many have other points than before.
async fn follow(work: &Work<'_>, leads: Vec<Model>) -> Result<u32, Fault> {
    if leads.is_empty() {
        return Ok(0);
    }
    // Asked once they are held: whoever brings another version into force afterwards scores them again.
    let definition = definitions::in_force(work.db()).await?;
    let mut changed = 0;
    for some in leads.chunks(AT_ONCE) {
        let subjects: Vec<_> = some.iter().map(facts::Subject::from).collect();
        let mut known = facts::of_leads(work.db(), &subjects, definition.content.scores.asks()).await?;
        let ids: Vec<Uuid> = some.iter().map(|lead| lead.id).collect();
        let mut stored = store::of(work.db(), &ids).await?;
        let mut written = Written::default();
        for (lead, facts) in some.iter().zip(&mut known) {
            let stored = stored.remove(&lead.id).unwrap_or_default();
            changed += u32::from(settle(&mut written, lead, facts, &stored, &definition, work.now()));
        }
        written.store(work.db(), work.now()).await?;
    }
    Ok(changed)
}

/// Scores one lead, and notes what is to be written. Tells whether it has other points than before.
fn settle(
    written: &mut Written,
    lead: &Model,
    facts: &mut AccountFacts,
    stored: &Logs,
    definition: &InForce,
    now: DateTime<Utc>,
) -> bool {
    score(lead, facts, stored, definition, now);
    let Some(found) = &facts.lead else { return false };
    let by = definition.version.map(|version| version.0);
    let goes_on = is_scored_by(lead, definition.version);
    let mut same = goes_on;
    let mut next: Option<DateTime<Utc>> = None;
    let logs = [
        (Score::Fit, &stored.fit, &found.fit),
        (Score::Engagement, &stored.engagement, &found.engagement),
    ];
    let mut sums = Vec::new();
    for (which, stored, log) in logs {
        let (past, later) = log.rows().split_at(log.rows().partition_point(|row| row.at <= now));
        // Rows that another version gave are written anew even where they look alike.
        let stored = stored.rows();
        if goes_on {
            same &= written.log((lead.id, which), stored, past, by);
        } else {
            written.anew((lead.id, which), past, by);
        }
        next = next.into_iter().chain(later.first().map(|row| row.at)).min();
        sums.push(past.iter().map(|row| row.points).sum::<i32>());
    }
    let [fit, engagement] = sums.as_slice() else {
        return false;
    };
    if !same || next != lead.look_again_at {
        written.lead(Scored {
            lead: lead.id,
            fit: *fit,
            engagement: *engagement,
            by,
            look_again_at: next,
        });
    }
    (*fit, *engagement) != (lead.fit, lead.engagement)
}

/// Whether the logs of a lead were written by this version.
fn is_scored_by(lead: &Model, version: Option<AgreementVersionId>) -> bool {
    lead.scored_at.is_some() && lead.scored_by == version.map(|version| version.0)
}

/// Gives the facts both logs of the lead, from its capture into the future.
fn score(lead: &Model, facts: &mut AccountFacts, stored: &Logs, definition: &InForce, now: DateTime<Utc>) {
    if lead.closed_at.is_none() {
        let logs = is_scored_by(lead, definition.version).then_some(stored);
        score_open(logs, facts, definition, now);
    } else {
        take_over(facts, stored);
    }
}

/// The same for an open lead: the logs that the definition wrote go on, where there are any.
fn score_open(logs: Option<&Logs>, facts: &mut AccountFacts, definition: &InForce, now: DateTime<Utc>) {
    let scores = &definition.content.scores;
    match logs {
        Some(logs) => {
            take_over(facts, logs);
            scores.score_anew(facts, now);
        }
        None => scores.score(facts),
    }
}

fn take_over(facts: &mut AccountFacts, stored: &Logs) {
    if let Some(known) = &mut facts.lead {
        (known.fit, known.engagement) = (stored.fit.clone(), stored.engagement.clone());
    }
}

/// What is known about a lead, with the logs that are kept and how they go on.
pub(super) async fn of_lead(
    db: &impl ConnectionTrait,
    lead: &Model,
    definition: &InForce,
    now: DateTime<Utc>,
) -> Result<AccountFacts, Fault> {
    let mut facts = facts::of_lead(db, lead, definition.content.asks()).await?;
    let stored = store::of(db, &[lead.id]).await?.remove(&lead.id).unwrap_or_default();
    score(lead, &mut facts, &stored, definition, now);
    Ok(facts)
}

/// Tells something about each open lead, those of one account side by side, by what is known of it and the logs that are
/// kept, with how they go on. Only some are held in memory at a time.
pub(super) async fn each_open<T>(
    db: &impl ConnectionTrait,
    asks: Asks,
    definition: &InForce,
    now: DateTime<Utc>,
    tell: impl Fn(Uuid, &mut AccountFacts) -> T,
) -> Result<Vec<T>, Fault> {
    let leads = facts::open(db).await?;
    let scored = scored_by(db, definition.version).await?;
    let (tell, scored) = (&tell, &scored);
    let parts = facts::parts(&leads).map(async |part| {
        let mut told = Vec::with_capacity(part.len());
        for some in part.chunks(facts::AT_ONCE) {
            let mut known = facts::of_leads(db, some, asks).await?;
            let ids: Vec<Uuid> = some.iter().map(|lead| lead.id).collect();
            let mut stored = store::of(db, &ids).await?;
            told.extend(ids.into_iter().zip(&mut known).map(|(lead, facts)| {
                let logs = scored.contains(&lead).then(|| stored.remove(&lead).unwrap_or_default());
                score_open(logs.as_ref(), facts, definition, now);
                tell(lead, facts)
            }));
        }
        Ok::<_, Fault>(told)
    });
    Ok(try_join_all(parts).await?.into_iter().flatten().collect())
}

/// The open leads whose logs were written by this version.
async fn scored_by(db: &impl ConnectionTrait, version: Option<AgreementVersionId>) -> Result<HashSet<Uuid>, Fault> {
    let by = match version {
        Some(version) => Column::ScoredBy.eq(version.0),
        None => Column::ScoredBy.is_null(),
    };
    let scored: Vec<Uuid> = open()
        .select_only()
        .column(Column::Id)
        .filter(Column::ScoredAt.is_not_null())
        .filter(by)
        .into_tuple()
        .all(db)
        .await?;
    Ok(scored.into_iter().collect())
}

/// Another version of the definition is in force: a job scores all open leads by it.
pub(crate) async fn came_into_force(work: &Work<'_>) -> Result<(), Fault> {
    queue::enqueue(work, &Job::ScoreLeads).await.map(drop)
}

/// The accounts of leads, for whoever holds them.
fn accounts_of(leads: &[Model]) -> BTreeSet<AccountId> {
    leads.iter().filter_map(|lead| lead.account_id).map(AccountId).collect()
}
