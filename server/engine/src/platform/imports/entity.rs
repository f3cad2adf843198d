//! The table `import`.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// One import.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import")]
pub struct Model {
    /// Which one.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Key of what its rows are; empty until the file was looked at.
    pub subject: String,
    /// Name of the file.
    pub file_name: String,
    /// Size of the file.
    pub bytes: i64,
    /// Key of the state.
    pub state: String,
    /// What the file looks like: [`super::Seen`].
    pub shape: Option<Json>,
    /// What its columns mean.
    pub mapping: Option<Json>,
    /// What came of it: [`super::Story`].
    pub report: Option<Json>,
    /// The system that its keys come from.
    pub source: String,
    /// The job that is at it.
    pub job_id: Option<Uuid>,
    /// Who brought it in.
    pub started_by: Option<Uuid>,
    /// When.
    pub created_at: DateTime<Utc>,
    /// When something last happened to it.
    pub updated_at: DateTime<Utc>,
    /// How often it was changed.
    pub version: i32,
}

/// Nothing to join.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
