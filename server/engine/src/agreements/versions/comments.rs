//! The table `agreement_comment`.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// What somebody wrote beside a version.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "agreement_comment")]
pub struct Model {
    /// Which comment.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Beside which version.
    pub version_id: Uuid,
    /// Who wrote it.
    pub person_id: Option<Uuid>,
    /// When.
    pub at: DateTime<Utc>,
    /// What was written.
    pub body: String,
}

/// No joins from here: readers ask for what they need.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
