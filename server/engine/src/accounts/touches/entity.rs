//! The table `touch`.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// Something that one of our legs did.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "touch")]
pub struct Model {
    /// Which one.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// For which account.
    pub account_id: Uuid,
    /// With whom there.
    pub contact_id: Option<Uuid>,
    /// Key of the department.
    pub leg: String,
    /// Key of the kind.
    pub kind: String,
    /// What was written about it.
    pub body: String,
    /// When it happened.
    pub occurred_at: DateTime<Utc>,
    /// Who wrote it.
    pub author_id: Option<Uuid>,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// Since when it is off the timeline.
    pub trashed_at: Option<DateTime<Utc>>,
    /// How often it was changed.
    pub version: i32,
}

/// No joins from here: readers ask for what they need.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
