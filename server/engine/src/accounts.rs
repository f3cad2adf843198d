//! Accounts, the people there, their deals, and what our legs did for them.

pub mod activities;
pub(crate) mod beginnings;
pub mod contacts;
mod create;
pub mod deals;
mod edit;
pub mod entity;
pub mod external_keys;
pub mod fact_base;
mod figures;
pub mod filter;
mod held;
mod hierarchy;
mod list;
pub mod members;
mod name_lead;
mod people_choices;
pub mod queries;
mod release_leads;
mod restore;
mod show;
pub mod signals;
mod timeline;
pub mod touches;
mod trash;
mod trash_list;
pub mod views;

pub(crate) use self::release_leads::release_leads;

use std::collections::HashMap;

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

/// A name for sorting and finding, alike in both databases.
pub fn name_key(name: &str) -> String {
    name.to_lowercase()
}

/// Names of accounts, read at once; of those in the trash too.
pub(crate) async fn names(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, String>, DbErr> {
    let mut ids: Vec<Uuid> = ids.into_iter().collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(HashMap::new());
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

/// Text as `LIKE ... ESCAPE '\\'` takes it: nothing in it stands for anything else.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '%' | '_' | '\\') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}
