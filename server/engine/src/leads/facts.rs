//! What is known about leads, for the definition: the account's facts, without the signals of other people there.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use futures::future::try_join_all;
use model::{
    accounts::deals::DealState,
    criteria::{
        Asks,
        facts::{AccountFacts, LeadFacts},
    },
    leads::definitions::replay::Period,
    values::ids::AccountId,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::Query,
};
use uuid::Uuid;

use super::{
    chain::entity::{Column, Entity, Model},
    scores,
};
use crate::{
    Fault,
    accounts::{deals::entity as deal, queries, signals::entity as signal},
    journey::facts::{self, Detail},
};

/// A lead as far as it decides what is known about it, and what became of it.
#[derive(Debug, Clone, Copy, FromQueryResult)]
pub(super) struct Subject {
    pub(super) id: Uuid,
    pub(super) account_id: Option<Uuid>,
    pub(super) contact_id: Uuid,
    pub(super) captured_at: DateTime<Utc>,
    pub(super) deal_id: Option<Uuid>,
    /// When it was closed, and how: with the decision about its deal, or later.
    pub(super) closed_at: Option<DateTime<Utc>>,
    pub(super) won: Option<bool>,
}

impl From<&Model> for Subject {
    fn from(lead: &Model) -> Self {
        Self {
            id: lead.id,
            account_id: lead.account_id,
            contact_id: lead.contact_id,
            captured_at: lead.captured_at,
            deal_id: lead.deal_id,
            closed_at: lead.closed_at,
            won: lead.won,
        }
    }
}

/// How many leads are read at once, with everything that is known of them.
pub(super) const AT_ONCE: usize = 200;
/// How many connections read at once: others want to read meanwhile.
const READERS: usize = 2;

/// The leads that were captured in a period, those of one account side by side.
pub(super) async fn captured_in(db: &impl ConnectionTrait, period: Period) -> Result<Vec<Subject>, Fault> {
    let captured = Entity::find().filter(Column::CapturedAt.between(period.from, period.until));
    subjects(db, captured).await
}

/// When the deals were decided that the leads captured in a period became, and whether they were won.
pub(super) async fn decided_of(
    db: &impl ConnectionTrait,
    period: Period,
) -> Result<HashMap<Uuid, (DateTime<Utc>, bool)>, Fault> {
    let became = Query::select()
        .column(Column::DealId)
        .from(Entity)
        .and_where(Column::CapturedAt.between(period.from, period.until))
        .and_where(Column::DealId.is_not_null())
        .to_owned();
    let rows: Vec<(Uuid, Option<DateTime<Utc>>, String)> = deal::Entity::find()
        .select_only()
        .columns([deal::Column::Id, deal::Column::ClosedAt, deal::Column::State])
        .filter(deal::Column::Id.in_subquery(became))
        .into_tuple()
        .all(db)
        .await?;
    let decided = rows.into_iter().filter_map(|(deal, at, state)| {
        let won = match DealState::from_key(&state)? {
            DealState::Won => true,
            DealState::Lost => false,
            DealState::Open => return None,
        };
        Some((deal, (at?, won)))
    });
    Ok(decided.collect())
}

/// The leads that are scored, those of one account side by side.
pub(super) async fn open(db: &impl ConnectionTrait) -> Result<Vec<Subject>, Fault> {
    subjects(db, scores::open()).await
}

async fn subjects(db: &impl ConnectionTrait, which: Select<Entity>) -> Result<Vec<Subject>, Fault> {
    Ok(which
        .select_only()
        .columns([
            Column::Id,
            Column::AccountId,
            Column::ContactId,
            Column::CapturedAt,
            Column::DealId,
            Column::ClosedAt,
            Column::Won,
        ])
        .order_by_asc(Column::AccountId)
        .order_by_asc(Column::Id)
        .into_model()
        .all(db)
        .await?)
}

/// Tells something about each of these leads by what is known of it, in their order. Only some are held in memory at a
/// time.
pub(super) async fn each<T>(
    db: &impl ConnectionTrait,
    leads: &[Subject],
    asks: Asks,
    tell: impl Fn(&Subject, &mut AccountFacts) -> T,
) -> Result<Vec<T>, Fault> {
    let tell = &tell;
    let parts = parts(leads).map(async |part| {
        let mut told = Vec::with_capacity(part.len());
        for some in part.chunks(AT_ONCE) {
            let mut known = of_leads(db, some, asks).await?;
            told.extend(some.iter().zip(&mut known).map(|(lead, facts)| tell(lead, facts)));
        }
        Ok::<_, Fault>(told)
    });
    Ok(try_join_all(parts).await?.into_iter().flatten().collect())
}

/// What each reader reads.
pub(super) fn parts(leads: &[Subject]) -> impl Iterator<Item = &[Subject]> {
    leads.chunks(leads.len().div_ceil(READERS).max(1))
}

/// What is known about one lead.
pub(super) async fn of_lead(db: &impl ConnectionTrait, lead: &Model, asks: Asks) -> Result<AccountFacts, Fault> {
    let mut facts = of_leads(db, &[lead.into()], asks).await?;
    Ok(facts.pop().unwrap_or_default())
}

/// What is known about each of these leads, in their order. Of a lead without an account nothing is known but itself.
pub(super) async fn of_leads(
    db: &impl ConnectionTrait,
    leads: &[Subject],
    asks: Asks,
) -> Result<Vec<AccountFacts>, Fault> {
    let detail = Detail {
        asks,
        ids: true,
        moves: false,
    };
    let accounts: BTreeSet<AccountId> = leads.iter().filter_map(|lead| lead.account_id).map(AccountId).collect();
    let accounts: Vec<AccountId> = accounts.into_iter().collect();
    let mut known = HashMap::new();
    let mut whose = HashMap::new();
    if !accounts.is_empty() {
        let currency = queries::currency(db).await?;
        for mut found in facts::of_accounts(db, &accounts, detail).await? {
            found.facts.profile.currency = Some(currency);
            known.insert(found.account.0, found.facts);
        }
        whose = named_signals(db, &accounts).await?;
    }
    let of = |lead: &Subject| {
        let there = lead.account_id.and_then(|account| known.get(&account));
        let facts = there
            .map(|facts| own(facts, lead.contact_id, &whose))
            .unwrap_or_default();
        facts.with_lead(LeadFacts::captured(lead.captured_at))
    };
    Ok(leads.iter().map(of).collect())
}

/// Whose the signals at these accounts are, of those that somebody's name is known of.
async fn named_signals(db: &impl ConnectionTrait, accounts: &[AccountId]) -> Result<HashMap<Uuid, Uuid>, Fault> {
    let rows: Vec<(Uuid, Uuid)> = signal::Entity::find()
        .select_only()
        .columns([signal::Column::Id, signal::Column::ContactId])
        .filter(signal::Column::AccountId.is_in(accounts.iter().map(|account| account.0)))
        .filter(signal::Column::ContactId.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// The facts of an account without the signals of other people there.
fn own(facts: &AccountFacts, contact: Uuid, whose: &HashMap<Uuid, Uuid>) -> AccountFacts {
    let signals = facts.signals().iter();
    let own = signals.filter(|row| whose.get(&row.id.0).is_none_or(|person| *person == contact));
    AccountFacts::new(facts.profile.clone(), facts.standing.clone())
        .with_signals(own.cloned())
        .with_touches(facts.touches().to_vec())
        .with_contacts(facts.contacts().to_vec())
        .with_deals(facts.deals().to_vec())
        .with_evidence(facts.evidence().to_vec())
        .with_triggers(facts.triggers().to_vec())
}
