//! The table `lead_transition`.

use chrono::{DateTime, NaiveDate, Utc};
use model::{leads::chain::Step, values::ids::LeadId};
use sea_orm::entity::prelude::*;

use crate::Fault;

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

impl Model {
    /// A step of a lead; `met` says at a hand-over whether the lead met the definition.
    pub(crate) fn of(id: Uuid, lead: LeadId, step: &Step, met: Option<bool>) -> Result<Self, Fault> {
        Ok(Self {
            id,
            lead_id: lead.0,
            from_state: step.from.map(|state| state.key().to_owned()),
            to_state: step.to.key().to_owned(),
            at: step.at,
            person_id: step.by.map(|person| person.0),
            owner_id: step.owner.person.0,
            owner_department: step.owner.department.key().to_owned(),
            next_on: step.next_on,
            reasons: serde_json::to_value(&step.reasons)?,
            note: step.note.as_ref().map(|note| note.as_str().to_owned()),
            met_definition: met,
        })
    }
}
