//! The table `activity`.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// One entry of the event log.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "activity")]
pub struct Model {
    /// Order of recording.
    #[sea_orm(primary_key)]
    pub position: i64,
    /// Number of the writing transaction on PostgreSQL, else 0.
    pub snapshot: i64,
    /// Id of the entry.
    pub id: Uuid,
    /// When it was recorded.
    pub at: DateTime<Utc>,
    /// When it happened.
    pub occurred_at: DateTime<Utc>,
    /// `person`, `system` or `anonymous`.
    pub actor_kind: String,
    /// Who did it.
    pub actor_id: Option<Uuid>,
    /// For which leg.
    pub department: Option<String>,
    /// On whose timeline it stands.
    pub account_id: Option<Uuid>,
    /// Which record it is about.
    pub subject_id: Option<Uuid>,
    /// The operation that recorded it.
    pub operation: String,
    /// Kind of fact.
    pub kind: String,
    /// The fact itself.
    pub fact: Json,
    /// The request that asked for it.
    pub request_id: String,
}

/// No joins from here: readers ask for what they need.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
