//! The table `external_link`: which records of another system belong together there, by their keys. It outlives the file
//! that said so: a deal that comes in later finds its account by it.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// One link. Subjects are keys of `model::platform::imports::Subject`, and the earlier one comes first.
#[derive(Clone, Debug, PartialEq, Eq, Hash, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "external_link")]
pub struct Model {
    /// Which system.
    #[sea_orm(primary_key, auto_increment = false)]
    pub source: String,
    /// What the one is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub one_subject: String,
    /// Its key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub one_key: String,
    /// What the other is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub other_subject: String,
    /// Its key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub other_key: String,
}

/// No joins from here: readers ask for what they need.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
