//! The table `pain_settlement`.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// Somebody said which word about a pain holds.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pain_settlement")]
pub struct Model {
    /// Which decision.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// At which account.
    pub account_id: Uuid,
    /// About which pain.
    pub pain: String,
    /// The evidence that holds.
    pub evidence_id: Uuid,
    /// Who said so.
    pub settled_by: Option<Uuid>,
    /// When.
    pub settled_at: DateTime<Utc>,
    /// Who took it back.
    pub undone_by: Option<Uuid>,
    /// When.
    pub undone_at: Option<DateTime<Utc>>,
}

/// No joins from here: readers ask for what they need.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
