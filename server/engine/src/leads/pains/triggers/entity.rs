//! The table `pain_trigger`.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// A crisis that befell an account.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pain_trigger")]
pub struct Model {
    /// Which one.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Which account.
    pub account_id: Uuid,
    /// Key of the crisis.
    pub crisis: String,
    /// Keys of the pains that it made urgent.
    pub pains: Json,
    /// When it befell the account.
    pub occurred_at: DateTime<Utc>,
    /// From when on it makes nothing urgent.
    pub expires_at: DateTime<Utc>,
    /// How it is known.
    pub known_from: String,
    /// Key of the department that wrote it down.
    pub department: String,
    /// Who wrote it down.
    pub author_id: Option<Uuid>,
    /// Since when it does not count, because somebody ended it.
    pub withdrawn_at: Option<DateTime<Utc>>,
}

/// No joins from here: readers ask for what they need.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
