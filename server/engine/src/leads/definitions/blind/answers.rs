//! The table `lead_sample_answer`.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// What a department said of a lead of a sample.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lead_sample_answer")]
pub struct Model {
    /// Of the sample of which version.
    #[sea_orm(primary_key, auto_increment = false)]
    pub version_id: Uuid,
    /// Of which lead.
    #[sea_orm(primary_key, auto_increment = false)]
    pub lead_id: Uuid,
    /// Key of the department.
    #[sea_orm(primary_key, auto_increment = false)]
    pub department: String,
    /// Whether it is one to hand over.
    pub qualified: bool,
    /// Who said so.
    pub person_id: Option<Uuid>,
    /// When.
    pub at: DateTime<Utc>,
}

/// No joins from here: readers ask for what they need.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
