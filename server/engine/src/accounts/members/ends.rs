//! Memberships that end by something else: the member leads the leg now, left the company, or works for another
//! department. Whichever command that was, they end in its transaction.

use std::collections::{BTreeMap, BTreeSet};

use model::{
    accounts::members::{Ends, MembershipEnd, ended_by},
    activity::Fact,
    values::ids::{AccountId, PersonId},
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, prelude::Uuid};

use super::entity::{Column, Entity, Model};
use crate::{Fault, Work, platform::people};

/// How many rows are asked for at once.
const AT_ONCE: usize = 100;

/// Ends the memberships that what the command has recorded ends. Called once, when its handler is through.
pub(crate) async fn follow_facts(work: &mut Work<'_>) -> Result<(), Fault> {
    let mut leads = BTreeSet::new();
    let mut left = BTreeMap::new();
    for ends in work.facts.iter().filter_map(ended_by) {
        match ends {
            Ends::OfLead { account, leg, person } => drop(leads.insert((account.0, leg, person.0))),
            Ends::OfPerson { person, how } => drop(left.insert(person.0, how)),
        }
    }
    let leads: Vec<_> = leads.into_iter().collect();
    for some in leads.chunks(AT_ONCE) {
        let any = some.iter().fold(Condition::any(), |any, (account, leg, person)| {
            any.add(
                Condition::all()
                    .add(Column::AccountId.eq(*account))
                    .add(Column::Leg.eq(leg.key()))
                    .add(Column::PersonId.eq(*person)),
            )
        });
        end(work, any, MembershipEnd::BecameLead).await?;
    }
    for (person, how) in left {
        end(work, Condition::all().add(Column::PersonId.eq(person)), how).await?;
    }
    Ok(())
}

/// Ends the memberships that fit, and tells of each at its account.
async fn end(work: &mut Work<'_>, which: Condition, how: MembershipEnd) -> Result<(), Fault> {
    let rows: Vec<Model> = Entity::find().filter(which.clone()).all(work.db()).await?;
    if rows.is_empty() {
        return Ok(());
    }
    Entity::delete_many().filter(which).exec(work.db()).await?;
    let people: BTreeSet<Uuid> = rows.iter().map(|row| row.person_id).collect();
    let names = people::names(work.db(), people.into_iter().collect::<Vec<_>>()).await?;
    for row in rows {
        work.record(Fact::MemberRemoved {
            account: AccountId(row.account_id),
            leg: row.leg()?,
            person: PersonId(row.person_id),
            name: names.get(&row.person_id).cloned().unwrap_or_default(),
            how,
        });
    }
    Ok(())
}
