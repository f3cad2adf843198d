//! Reading deals, and what all commands on a deal begin with.

use model::{
    Failure, Refusal,
    accounts::deals::{Deal, DealState},
    values::{
        Currency, Money, Version,
        ids::{AccountId, DealId},
    },
};
use sea_orm::{ConnectionTrait, EntityTrait};

use super::entity;
use crate::{
    Fault,
    accounts::{
        self,
        queries::{self, Names},
    },
};

/// The deal, wherever it lies.
pub async fn find(db: &impl ConnectionTrait, deal: DealId) -> Result<entity::Model, Fault> {
    entity::Entity::find_by_id(deal.0)
        .one(db)
        .await?
        .ok_or_else(|| Failure::NotFound.into())
}

/// The deal of an account that is held against other commands; what lies in the trash is refused.
pub async fn lock(db: &impl ConnectionTrait, deal: DealId) -> Result<entity::Model, Fault> {
    let account = AccountId(find(db, deal).await?.account_id);
    queries::lock_anywhere(db, account).await?;
    // Read again: it may have changed while this command waited for the account.
    let row = find(db, deal).await?;
    if row.trashed_at.is_some() {
        return Err(Refusal::InTrash.into());
    }
    Ok(row)
}

/// Rows as everybody sees them.
pub async fn told(db: &impl ConnectionTrait, rows: Vec<entity::Model>) -> Result<Vec<Deal>, Fault> {
    let accounts = accounts::names(db, rows.iter().map(|row| row.account_id)).await?;
    let people = queries::names(db, rows.iter().map(|row| row.owner_id)).await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let account_name = accounts.get(&row.account_id).cloned().unwrap_or_default();
            deal(row, account_name, &people)
        })
        .collect())
}

/// Rows of one account, whose name is known, and so are those of the owners.
pub fn told_of(rows: Vec<entity::Model>, account_name: &str, people: &Names) -> Vec<Deal> {
    rows.into_iter()
        .filter_map(|row| deal(row, account_name.to_owned(), people))
        .collect()
}

/// One deal as everybody sees it.
pub async fn told_one(db: &impl ConnectionTrait, deal: DealId) -> Result<Deal, Fault> {
    let row = find(db, deal).await?;
    told(db, vec![row])
        .await?
        .pop()
        .ok_or_else(|| Fault::Stored(format!("deal {deal} has an unknown currency or state")))
}

fn deal(row: entity::Model, account_name: String, people: &Names) -> Option<Deal> {
    let currency: Currency = row.currency.parse().ok()?;
    Some(Deal {
        id: DealId(row.id),
        account: AccountId(row.account_id),
        account_name,
        name: row.name,
        amount: Money::new(row.amount_minor, currency),
        state: DealState::from_key(&row.state)?,
        close_on: row.close_on,
        closed_at: row.closed_at,
        lost_reason: row.lost_reason,
        owner: queries::lead(people, row.owner_id),
        created_at: row.created_at,
        updated_at: row.updated_at,
        trashed_at: row.trashed_at,
        version: Version(row.version),
    })
}

/// Refuses another currency than the organisation's.
pub fn same_currency(given: Option<Currency>, ours: Currency) -> Result<(), Refusal> {
    match given {
        Some(given) if given != ours => Err(Refusal::OtherCurrency { ours: ours.to_string() }),
        _ => Ok(()),
    }
}
