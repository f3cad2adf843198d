//! What a version of the definition finds about all open leads. Nothing is written.

use chrono::{DateTime, Utc};
use model::{
    criteria::facts::AccountFacts,
    leads::{definitions::LeadDefinition, scores::ScoreLog},
};

use crate::{Fault, Store, leads::facts};

/// What was found, added up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Found {
    /// How many leads were scored.
    pub leads: u64,
    /// How many of them meet the definition.
    pub qualified: u64,
    /// How many rows their logs have up to now.
    pub rows: u64,
}

/// Scores every open lead from its capture until now by this version, and asks whether it qualifies.
pub async fn score_open_leads(store: &Store, definition: &LeadDefinition, now: DateTime<Utc>) -> Result<Found, Fault> {
    let db = store.reader();
    let leads = facts::open(db).await?;
    let each = facts::each(db, &leads, definition.asks(), |_, known| found(definition, known, now));
    Ok(each.await?.into_iter().fold(Found::default(), |sum, one| Found {
        leads: sum.leads + one.leads,
        qualified: sum.qualified + one.qualified,
        rows: sum.rows + one.rows,
    }))
}

fn found(definition: &LeadDefinition, known: &mut AccountFacts, now: DateTime<Utc>) -> Found {
    definition.scores.score(known);
    let logs = known.lead.iter().flat_map(|lead| [&lead.fit, &lead.engagement]);
    let rows = logs.flat_map(ScoreLog::rows).filter(|row| row.at <= now).count();
    Found {
        leads: 1,
        qualified: u64::from(definition.criteria.holds(known, now)),
        rows: u64::try_from(rows).unwrap_or(u64::MAX),
    }
}
