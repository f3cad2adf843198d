//! The steps that leads took.

pub mod entity;

use model::{
    Department,
    leads::chain::{Lead, LeadState, Owner, RejectReason, Step},
    values::ids::{LeadId, PersonId},
};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel as _, QueryFilter, QueryOrder,
};

use self::entity::{Column, Entity, Model};
use crate::{Fault, Work};

/// Stores the steps that a lead took.
pub(super) async fn append(work: &Work<'_>, lead: &Lead, steps: &[Step]) -> Result<(), Fault> {
    for step in steps {
        let judged = lead.judged.as_ref().filter(|_| step.to == LeadState::HandedOver);
        let met = judged.map(|judged| judged.qualified);
        let row = Model::of(work.new_id(), lead.id, step, met)?;
        Entity::insert(row.into_active_model().reset_all())
            .exec_without_returning(work.db())
            .await?;
    }
    Ok(())
}

/// Every step of a lead, oldest first.
pub(super) async fn of(db: &impl ConnectionTrait, lead: LeadId) -> Result<Vec<Step>, Fault> {
    let rows = Entity::find()
        .filter(Column::LeadId.eq(lead.0))
        .order_by_asc(Column::At)
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    rows.into_iter().map(step).collect()
}

fn step(row: Model) -> Result<Step, Fault> {
    let unreadable = |what: &str| Fault::Stored(format!("{what} of a step of the lead {}", row.lead_id));
    let state = |key: &str| LeadState::from_key(key).ok_or_else(|| unreadable("the state"));
    let reasons: Vec<RejectReason> = serde_json::from_value(row.reasons.clone())?;
    Ok(Step {
        from: row.from_state.as_deref().map(state).transpose()?,
        to: state(&row.to_state)?,
        at: row.at,
        by: row.person_id.map(PersonId),
        owner: Owner {
            person: PersonId(row.owner_id),
            department: Department::from_key(&row.owner_department).ok_or_else(|| unreadable("the department"))?,
        },
        next_on: row.next_on,
        reasons,
        note: row
            .note
            .as_deref()
            .map(str::parse)
            .transpose()
            .map_err(|_complaint| unreadable("the note"))?,
    })
}
