//! The steps that obligations took.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _, entity::prelude::*};

use crate::Fault;

/// One step of an obligation: a row of the table `obligation_change`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "obligation_change")]
pub struct Model {
    /// Of which one.
    #[sea_orm(primary_key, auto_increment = false)]
    pub obligation_id: Uuid,
    /// 1 when it was opened, then one more for each step.
    #[sea_orm(primary_key, auto_increment = false)]
    pub step: i32,
    /// When. A breach happened when the limit ended, however late somebody looked.
    pub at: DateTime<Utc>,
    /// Key of how it stood; none before it was opened.
    pub from_state: Option<String>,
    /// Key of how it stands.
    pub to_state: String,
    /// When that was written down.
    pub noted_at: DateTime<Utc>,
    /// By whose command; nobody where time alone decided.
    pub noted_by: Option<Uuid>,
}

/// No joins from here: readers ask for what they need.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Stores steps.
pub(super) async fn append(db: &impl ConnectionTrait, steps: &[Model]) -> Result<(), Fault> {
    // SQLite takes 32,766 values in a statement.
    for some in steps.chunks(1_000) {
        let rows = some.iter().map(|step| step.clone().into_active_model().reset_all());
        Entity::insert_many(rows).exec_without_returning(db).await?;
    }
    Ok(())
}
