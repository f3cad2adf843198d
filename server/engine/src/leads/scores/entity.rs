//! The table `lead_score_log`.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// One change of a score of a lead.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lead_score_log")]
pub struct Model {
    /// Of which lead.
    #[sea_orm(primary_key, auto_increment = false)]
    pub lead_id: Uuid,
    /// Key of the score: `fit` or `engagement`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub score: String,
    /// Its place in the log, from 0.
    #[sea_orm(primary_key, auto_increment = false)]
    pub place: i32,
    /// When.
    pub at: DateTime<Utc>,
    /// By which rule of the version, from 0; none for the limit of the score.
    pub rule: Option<i16>,
    /// Key of why.
    pub kind: String,
    /// How many points came, or with a minus went.
    pub points: i32,
    /// Of which kind the row is that gave them; none where they are given as long as something holds, and for limits.
    pub source_kind: Option<String>,
    /// Which row that is.
    pub source_id: Option<Uuid>,
    /// Under which version of the definition; none under the shipped one.
    pub definition_version: Option<Uuid>,
}

/// No joins from here: readers ask for what they need.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
