//! The table `transition`.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// One move of an account along the journey.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "transition")]
pub struct Model {
    /// Which one.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Which account.
    pub account_id: Uuid,
    /// Key of the stage that it left.
    pub from_stage: String,
    /// Key of the stage that it entered.
    pub to_stage: String,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom or what, and why.
    pub cause: Json,
    /// Who moved it.
    pub person_id: Option<Uuid>,
    /// The version of the journey under which it was made; none before departments agreed on one.
    pub journey_version: Option<Uuid>,
    /// Until when it holds against the criteria, where it does.
    pub held_until: Option<DateTime<Utc>>,
    /// Why, where a rule decided.
    pub receipt: Option<Json>,
}

/// No joins from here: readers ask for what they need.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
