//! The table `missing_leg`.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// An alert that a leg owes an act.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "missing_leg")]
pub struct Model {
    /// Which one.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// At which account.
    pub account_id: Uuid,
    /// Key of the leg.
    pub leg: String,
    /// Key of the stage in which the account stands, or stood until the alert ended.
    pub stage: String,
    /// From when the silence counts that it was raised for.
    pub silent_since: DateTime<Utc>,
    /// When the window had passed.
    pub since: DateTime<Utc>,
    /// When it was raised.
    pub raised_at: DateTime<Utc>,
    /// Who led the leg then.
    pub lead_id: Option<Uuid>,
    /// When it ended.
    pub cleared_at: Option<DateTime<Utc>>,
    /// Key of how it ended.
    pub cleared: Option<String>,
}

/// No joins from here: readers ask for what they need.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
