//! The table `lead_sample_lead`.

use sea_orm::entity::prelude::*;

/// A lead of a sample.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lead_sample_lead")]
pub struct Model {
    /// Of the sample of which version.
    #[sea_orm(primary_key, auto_increment = false)]
    pub version_id: Uuid,
    /// Which lead.
    #[sea_orm(primary_key, auto_increment = false)]
    pub lead_id: Uuid,
}

/// No joins from here: readers ask for what they need.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
