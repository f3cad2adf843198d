//! The table `pain_evidence`.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// What somebody found out about a pain.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pain_evidence")]
pub struct Model {
    /// Which one.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Of which account.
    pub account_id: Uuid,
    /// Key of the pain.
    pub pain: String,
    /// How much it hurts, 1 to 5.
    pub severity: i16,
    /// Key of where it comes from.
    pub source: String,
    /// Key of the department.
    pub department: String,
    /// When it was said or seen.
    pub heard_at: DateTime<Utc>,
    /// Who said it, in words.
    pub said_by: String,
    /// Who said it, where the person is known.
    pub contact_id: Option<Uuid>,
    /// What was said.
    pub words: Option<String>,
    /// Who wrote it down.
    pub author_id: Option<Uuid>,
    /// When.
    pub noted_at: DateTime<Utc>,
    /// Since when it does not count.
    pub ended_at: Option<DateTime<Utc>>,
    /// For which evidence it stepped back, if for one.
    pub ended_for: Option<Uuid>,
}

/// No joins from here: readers ask for what they need.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
