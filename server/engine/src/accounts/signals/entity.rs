//! The table `signal`.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// Something that the buyer did.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "signal")]
pub struct Model {
    /// Which one.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// At which account.
    pub account_id: Uuid,
    /// Who there, where known.
    pub contact_id: Option<Uuid>,
    /// Key of the kind.
    pub kind: String,
    /// Where.
    pub venue: Option<String>,
    /// Key of the type of source that speaks there, where known.
    pub source_type: Option<String>,
    /// What about.
    pub topic: Option<String>,
    /// Public words.
    pub said: Option<String>,
    /// When.
    pub occurred_at: DateTime<Utc>,
}

/// No joins from here: readers ask for what they need.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
