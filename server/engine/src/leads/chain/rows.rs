//! Reading leads: rows become what everybody sees, with the names found in one query each.

use std::collections::HashMap;

use model::{
    Failure,
    accounts::contacts::Track,
    leads::chain::list::LeadRow,
    values::{Version, ids::LeadId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::entity::{Entity, Model};
use crate::{
    Fault,
    accounts::{self, contacts},
};

/// The lead.
pub(super) async fn find(db: &impl ConnectionTrait, lead: LeadId) -> Result<Model, Fault> {
    Entity::find_by_id(lead.0)
        .one(db)
        .await?
        .ok_or_else(|| Failure::NotFound.into())
}

/// The track of a person.
pub(super) fn track(contact: &contacts::entity::Model) -> Track {
    Track::from_key(&contact.track).unwrap_or(Track::Buying)
}

/// Rows as everybody sees them.
pub(in crate::leads) async fn told(db: &impl ConnectionTrait, rows: Vec<Model>) -> Result<Vec<LeadRow>, Fault> {
    let people = persons(db, &rows).await?;
    let accounts = accounts::names(db, rows.iter().filter_map(|row| row.account_id)).await?;
    let owners = accounts::queries::names(db, rows.iter().map(|row| Some(row.owner_id))).await?;
    rows.into_iter()
        .map(|row| {
            let (contact_name, track) = people.get(&row.contact_id).cloned().unwrap_or_default();
            Ok(LeadRow {
                lead: row.lead(Track::from_key(&track).unwrap_or(Track::Buying))?,
                contact_name,
                account_name: row.account_id.and_then(|account| accounts.get(&account).cloned()),
                owner_name: owners.get(&row.owner_id).cloned().unwrap_or_default(),
                fit: u32::try_from(row.fit).unwrap_or(0),
                engagement: u32::try_from(row.engagement).unwrap_or(0),
                captured_at: row.captured_at,
                updated_at: row.updated_at,
                version: Version(row.version),
            })
        })
        .collect()
}

/// One row as everybody sees it.
pub(super) async fn told_one(db: &impl ConnectionTrait, row: Model) -> Result<LeadRow, Fault> {
    let mut rows = told(db, vec![row]).await?;
    rows.pop().ok_or_else(|| Failure::NotFound.into())
}

/// Names and tracks of the persons, of those in the trash too.
pub(in crate::leads) async fn persons(
    db: &impl ConnectionTrait,
    rows: &[Model],
) -> Result<HashMap<Uuid, (String, String)>, Fault> {
    use contacts::entity::{Column, Entity};
    let ids: Vec<Uuid> = rows.iter().map(|row| row.contact_id).collect();
    let found: Vec<(Uuid, String, String)> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::Name, Column::Track])
        .filter(Column::Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(found.into_iter().map(|(id, name, track)| (id, (name, track))).collect())
}
