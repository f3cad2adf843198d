//! The table `known_fact`.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

/// What a department said about an account.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "known_fact")]
pub struct Model {
    /// Which one.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Of which account.
    pub account_id: Uuid,
    /// What it is about.
    pub topic: String,
    /// The topic as it is compared.
    pub topic_key: String,
    /// What is known.
    pub value: String,
    /// Key of the department.
    pub department: String,
    /// Key of the confidence.
    pub confidence: String,
    /// On which day it was so.
    pub known_on: NaiveDate,
    /// Who wrote it down.
    pub author_id: Option<Uuid>,
    /// When.
    pub stated_at: DateTime<Utc>,
    /// Since when it holds against others.
    pub settled_at: Option<DateTime<Utc>>,
    /// Since when it stands no longer.
    pub ended_at: Option<DateTime<Utc>>,
    /// For which fact it stepped back, if for one.
    pub ended_for: Option<Uuid>,
}

/// No joins from here: readers ask for what they need.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
