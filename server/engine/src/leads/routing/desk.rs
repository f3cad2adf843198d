//! The table `sales_desk`.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// How many leads somebody of sales takes, where that was said.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sales_desk")]
pub struct Model {
    /// Who.
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: Uuid,
    /// On how many leads at once.
    pub capacity: i32,
    /// Takes no new ones at present.
    pub away: bool,
    /// When that was said.
    pub updated_at: DateTime<Utc>,
    /// Who said so.
    pub updated_by: Option<Uuid>,
}

/// No joins from here: readers ask for what they need.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
