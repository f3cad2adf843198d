//! Reading contacts.

use model::{
    Failure,
    accounts::contacts::{BuyingRole, Contact, Influence, Seniority, Track, WinState},
    values::{
        Version,
        ids::{AccountId, ContactId},
    },
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, prelude::Uuid};

use super::entity;
use crate::{
    Fault,
    accounts::{self, queries::Names},
};

/// The contact, wherever it lies.
pub async fn find(db: &impl ConnectionTrait, contact: ContactId) -> Result<entity::Model, Fault> {
    entity::Entity::find_by_id(contact.0)
        .one(db)
        .await?
        .ok_or_else(|| Failure::NotFound.into())
}

/// The contact, held against other commands together with its account and with the one that it goes to: accounts come
/// before what belongs to them, as everywhere.
pub async fn hold(
    db: &impl ConnectionTrait,
    contact: ContactId,
    goes_to: Option<AccountId>,
) -> Result<entity::Model, Fault> {
    let at = find(db, contact).await?.account_id;
    accounts::queries::hold(db, at.into_iter().chain(goes_to.map(|account| account.0))).await?;
    // Read again: it may have changed while this command waited.
    find(db, contact).await
}

/// The names of these contacts, in one query.
pub async fn names(db: &impl ConnectionTrait, contacts: impl IntoIterator<Item = Uuid>) -> Result<Names, Fault> {
    let mut ids: Vec<Uuid> = contacts.into_iter().collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(Names::new());
    }
    let rows: Vec<(Uuid, String)> = entity::Entity::find()
        .select_only()
        .columns([entity::Column::Id, entity::Column::Name])
        .filter(entity::Column::Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// Rows as everybody sees them, with the names of their accounts.
pub async fn told(db: &impl ConnectionTrait, rows: Vec<entity::Model>) -> Result<Vec<Contact>, Fault> {
    let names = accounts::names(db, rows.iter().filter_map(|row| row.account_id)).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let name = row.account_id.and_then(|account| names.get(&account).cloned());
            contact(row, name)
        })
        .collect())
}

/// One contact as everybody sees it.
pub async fn told_one(db: &impl ConnectionTrait, row: entity::Model) -> Result<Contact, Fault> {
    let mut contacts = told(db, vec![row]).await?;
    contacts.pop().ok_or_else(|| Failure::NotFound.into())
}

/// A row whose account's name is known.
pub fn contact(row: entity::Model, account_name: Option<String>) -> Contact {
    Contact {
        id: ContactId(row.id),
        account: row.account_id.map(AccountId),
        account_name,
        name: row.name,
        email: row.email,
        phone: row.phone,
        job_title: row.job_title,
        buying_role: row.buying_role.as_deref().and_then(BuyingRole::from_key),
        seniority: row.seniority.as_deref().and_then(Seniority::from_key),
        influence: row.influence.as_deref().and_then(Influence::from_key),
        win: row.win,
        win_state: row.win_state.as_deref().and_then(WinState::from_key),
        track: Track::from_key(&row.track).unwrap_or(Track::Buying),
        created_at: row.created_at,
        updated_at: row.updated_at,
        trashed_at: row.trashed_at,
        version: Version(row.version),
    }
}
