//! The table `business_calendar`.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// The calendar of a department that has said when its people are there.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "business_calendar")]
pub struct Model {
    /// Key of the department.
    #[sea_orm(primary_key, auto_increment = false)]
    pub department: String,
    /// What it says.
    pub calendar: Json,
    /// When it was changed last.
    pub updated_at: DateTime<Utc>,
    /// Who changed it last.
    pub updated_by: Option<Uuid>,
    /// How often it was changed.
    pub version: i32,
}

/// No joins from here: readers ask for what they need.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
