//! The table `lead_transition`.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

/// One step of a lead along its chain.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lead_transition")]
pub struct Model {
    /// Which one.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Of which lead.
    pub lead_id: Uuid,
    /// Key of the state that it left; none for its capture.
    pub from_state: Option<String>,
    /// Key of the state that it entered.
    pub to_state: String,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom; nobody where the product did it.
    pub person_id: Option<Uuid>,
    /// Who owns it from then on.
    pub owner_id: Uuid,
    /// Key of the department for which.
    pub owner_department: String,
    /// When somebody does something about it next.
    pub next_on: NaiveDate,
    /// Keys of why sales does not take it.
    pub reasons: Json,
    /// Why, in somebody's own words; at a hand-over why it passes below the definition.
    pub note: Option<String>,
    /// At a hand-over: whether the lead met the definition.
    pub met_definition: Option<bool>,
}

/// No joins from here: readers ask for what they need.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
