//! The chain of a lead: one record from capture to the deal.

mod accept;
mod befriend;
mod capture;
mod close;
mod convert;
mod count;
pub mod entity;
mod hand_over;
mod held;
mod list;
mod nurture;
mod place;
mod qualify;
mod rate;
mod reject;
pub(super) mod rows;
mod show;
pub mod transitions;
mod work;

use model::{
    Complaint, Failure,
    leads::chain::{Command, Owner, list::LeadRow},
    platform::people::PersonState,
    values::{
        Version,
        ids::{LeadId, PersonId},
    },
};
use sea_orm::{ConnectionTrait, EntityTrait};

use self::held::Held;
use crate::{Done, Fault, Work, platform::people};

/// Takes one step with a lead and stores it.
async fn step(work: &mut Work<'_>, lead: LeadId, seen: Version, command: Command) -> Result<Done<LeadRow>, Fault> {
    let mut held = Held::of(work, lead, seen).await?;
    held.take(work, command)?;
    held.store(work).await?;
    held.moved(work).await
}

/// Somebody who can own a lead, for the own department; anybody else is a complaint about the field.
async fn owner(db: &impl ConnectionTrait, person: PersonId, field: &str) -> Result<Owner, Fault> {
    let row = people::entity::Entity::find_by_id(person.0).one(db).await?;
    let department = row
        .filter(|row| row.state() == Some(PersonState::Active))
        .and_then(|row| row.department());
    match department {
        Some(department) => Ok(Owner { person, department }),
        None => Err(Failure::field(field, Complaint::NoSuch).into()),
    }
}
#[cfg(test)]
mod tests;
