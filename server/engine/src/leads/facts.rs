//! What is known about leads, for the definition: the account's facts, without the signals of other people there.

use std::collections::{BTreeSet, HashMap};

use model::{
    criteria::{
        Asks,
        facts::{AccountFacts, LeadFacts},
    },
    values::ids::AccountId,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::chain::entity::Model;
use crate::{
    Fault,
    accounts::{queries, signals::entity as signal},
    journey::facts::{self, Detail},
};

/// What is known about one lead.
pub(super) async fn of_lead(db: &impl ConnectionTrait, lead: &Model, asks: Asks) -> Result<AccountFacts, Fault> {
    let mut facts = of_leads(db, std::slice::from_ref(lead), asks).await?;
    Ok(facts.pop().unwrap_or_default())
}

/// What is known about each of these leads, in their order. Of a lead without an account nothing is known but itself.
pub(super) async fn of_leads(
    db: &impl ConnectionTrait,
    leads: &[Model],
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
    let of = |lead: &Model| {
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
