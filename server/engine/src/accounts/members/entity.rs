//! The table `leg_member`.

use chrono::{DateTime, Utc};
use model::Department;
use sea_orm::entity::prelude::*;

use crate::Fault;

/// Somebody works a leg of an account beside its lead.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "leg_member")]
pub struct Model {
    /// Of which account.
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    /// Key of the leg.
    #[sea_orm(primary_key, auto_increment = false)]
    pub leg: String,
    /// Who.
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: Uuid,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Who said so.
    pub added_by: Option<Uuid>,
}

/// No joins from here: readers ask for what they need.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Of which leg.
    pub(super) fn leg(&self) -> Result<Department, Fault> {
        Department::from_key(&self.leg).ok_or_else(|| Fault::Stored(format!("leg {}", self.leg)))
    }
}
