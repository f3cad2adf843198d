//! The table `saved_view`.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// A view of the list of accounts that somebody saved.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "saved_view")]
pub struct Model {
    /// Which one.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Who saved it.
    pub owner_id: Uuid,
    /// What it is called.
    pub name: String,
    /// The name for comparing; unique for one owner.
    pub name_key: String,
    /// Everybody sees it.
    pub shared: bool,
    /// Its place among the owner's own, or among those that everybody sees; two may have the same.
    pub position: i32,
    /// The list's input without limit and cursor.
    pub conditions: Json,
    /// When it was saved.
    pub created_at: DateTime<Utc>,
    /// When it was changed last.
    pub updated_at: DateTime<Utc>,
}

/// No joins from here: readers ask for what they need.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
