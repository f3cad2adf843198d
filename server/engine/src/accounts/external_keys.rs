//! What other systems call our records: the first thing by which an import finds them.

use sea_orm::entity::prelude::*;

/// One key.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "external_key")]
pub struct Model {
    /// Which system.
    #[sea_orm(primary_key, auto_increment = false)]
    pub source: String,
    /// `account`, `contact`, `deal`, `person` or `touch`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject: String,
    /// The key there.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    /// Our record.
    pub record_id: Uuid,
}

/// No joins from here: readers ask for what they need.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
