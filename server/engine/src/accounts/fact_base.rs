//! The fact base of an account.

pub mod entity;
mod list;
mod settle;
mod state;
mod unsettle;
mod withdraw;

use model::{
    Department, Failure, Refusal,
    accounts::fact_base::{Confidence, KnownFact, by_topic, list::FactBase},
    values::ids::{AccountId, KnownFactId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use self::entity::{Column, Entity, Model};
use super::queries;
use crate::Fault;

/// What stands of an account, by topic.
async fn standing(db: &impl ConnectionTrait, account: AccountId) -> Result<FactBase, Fault> {
    let rows = Entity::find()
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::EndedAt.is_null())
        .all(db)
        .await?;
    let names = queries::names(db, rows.iter().map(|row| row.author_id)).await?;
    let facts = rows
        .into_iter()
        .map(|row| told(row, &names))
        .collect::<Result<_, _>>()?;
    Ok(FactBase { items: by_topic(facts) })
}

/// A row as everybody sees it.
fn told(row: Model, names: &queries::Names) -> Result<KnownFact, Fault> {
    Ok(KnownFact {
        id: KnownFactId(row.id),
        account: AccountId(row.account_id),
        department: leg(&row)?,
        confidence: Confidence::from_key(&row.confidence)
            .ok_or_else(|| Fault::Stored(format!("confidence {}", row.confidence)))?,
        topic: row.topic,
        value: row.value,
        known_on: row.known_on,
        author: queries::lead(names, row.author_id),
        stated_at: row.stated_at,
        settled: row.settled_at.is_some(),
    })
}

fn leg(row: &Model) -> Result<Department, Fault> {
    Department::from_key(&row.department).ok_or_else(|| Fault::Stored(format!("department {}", row.department)))
}

/// The fact, its account held against other commands. What was replaced, withdrawn or decided against is refused.
async fn lock(db: &impl ConnectionTrait, fact: KnownFactId) -> Result<Model, Fault> {
    let account = find(db, fact).await?.account_id;
    queries::lock(db, AccountId(account)).await?;
    // Read again: it may have changed while this command waited for the account.
    let row = find(db, fact).await?;
    if row.ended_at.is_some() {
        return Err(Refusal::FactNotStanding.into());
    }
    Ok(row)
}

async fn find(db: &impl ConnectionTrait, fact: KnownFactId) -> Result<Model, Fault> {
    Entity::find_by_id(fact.0)
        .one(db)
        .await?
        .ok_or_else(|| Failure::NotFound.into())
}

#[cfg(test)]
mod tests;
