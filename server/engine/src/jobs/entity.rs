//! The table `job`.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// One job.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "job")]
pub struct Model {
    /// Which one.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Its kind, for lists and counts.
    pub kind: String,
    /// The job itself.
    pub payload: Json,
    /// `waiting`, `running`, `done` or `failed`.
    pub state: String,
    /// Not before.
    pub run_at: DateTime<Utc>,
    /// How often it was tried.
    pub tries: i32,
    /// How often it is tried at most.
    pub most_tries: i32,
    /// The worker that has it.
    pub held_by: Option<String>,
    /// Until when that worker is believed to be alive.
    pub held_until: Option<DateTime<Utc>>,
    /// At most one waiting job has this key.
    pub unique_key: Option<String>,
    /// Why the last try failed.
    pub last_error: Option<String>,
    /// Steps done.
    pub progress_done: i32,
    /// Steps in all; 0 when not known.
    pub progress_total: i32,
    /// When it was enqueued.
    pub created_at: DateTime<Utc>,
    /// When it was done or given up.
    pub ended_at: Option<DateTime<Utc>>,
}

/// Nothing to join.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
