//! The table `crisis`.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// A crisis of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "crisis")]
pub struct Model {
    /// Its key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    /// What it is called.
    pub name: String,
    /// Keys of the pains that it makes urgent.
    pub pains: Json,
    /// For how many days.
    pub expires_after_days: i32,
    /// Since when nothing new is written down about it.
    pub retired_at: Option<DateTime<Utc>>,
    /// How often it was changed.
    pub version: i32,
}

/// No joins from here: readers ask for what they need.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
