//! The table `pain`.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// A pain of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pain")]
pub struct Model {
    /// Its key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    /// What it is called.
    pub name: String,
    /// By what people who have it are known.
    pub meaning: String,
    /// Since when nothing new is written down about it.
    pub retired_at: Option<DateTime<Utc>>,
    /// How often it was changed.
    pub version: i32,
}

/// No joins from here: readers ask for what they need.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
