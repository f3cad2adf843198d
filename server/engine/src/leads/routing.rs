//! Who of sales takes a lead: how many each takes, and from where.

mod create_territory;
pub mod desk;
mod edit_desk;
mod edit_territory;
mod remove_territory;
mod show;
pub mod territory;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use model::{
    Complaint, Department, Failure, Refusal, Role,
    leads::{
        chain::LeadState,
        matching::Match,
        routing::{
            Routed, Sales, Seller, Territory, USUAL_CAPACITY, route as decide,
            show::{Desk, KeptTerritory},
        },
    },
    platform::people::PersonState,
    values::ids::{PersonId, TerritoryId},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait as _, QueryFilter, QuerySelect,
    sea_query::{Condition, Expr},
};
use uuid::Uuid;

use super::chain::{entity as lead, transitions::entity as step};
use crate::{
    Fault, Work,
    accounts::entity as account,
    journey::facts::{self, Detail},
    platform::{organisation, people::entity as person},
};

/// What is known of where a lead belongs.
pub(super) fn matched(lead: &lead::Model) -> Result<Match, Fault> {
    let stored = lead.matched.clone().map(serde_json::from_value).transpose()?;
    let by_account = || {
        lead.account_id
            .map(|account| Match::known(model::values::ids::AccountId(account)))
    };
    Ok(stored.or_else(by_account).unwrap_or_else(Match::nowhere))
}

/// To whom of sales a lead goes, and why. Routings happen one after the other, so that each knows of the one before.
pub(super) async fn route(work: &Work<'_>, matched: &Match) -> Result<Routed, Fault> {
    organisation::hold(work.db()).await?;
    let leads_sales: Option<Uuid> = match matched.account {
        Some(account) => account::Entity::find_by_id(account.0)
            .one(work.db())
            .await?
            .and_then(|row| row.lead_id(Department::Sales)),
        None => None,
    };
    let people = sellers(work.db()).await?;
    let territories: Vec<Territory> = territory::all(work.db()).await?.into_iter().map(asked).collect();
    let sales = Sales {
        people: &people,
        territories: &territories,
    };
    let facts = match matched.account.filter(|_| !territories.is_empty()) {
        Some(account) => facts::of_account(work.db(), account, Detail::default()).await?,
        None => None,
    };
    let facts = facts.map(|known| known.facts).unwrap_or_default();
    let routed = decide(matched, leads_sales.map(PersonId), &facts, sales, work.now());
    Ok(routed.map_err(Refusal::from)?)
}

fn asked(kept: KeptTerritory) -> Territory {
    Territory {
        name: kept.name,
        accounts: kept.accounts.criterion(),
        people: kept.people,
    }
}

fn told(seller: Seller) -> Desk {
    Desk {
        person: seller.person,
        name: seller.name,
        capacity: seller.capacity,
        away: !seller.takes_leads,
        load: seller.load,
        given_at: seller.given_at,
    }
}

async fn find(db: &impl ConnectionTrait, territory: TerritoryId) -> Result<territory::Model, Fault> {
    let found = territory::Entity::find_by_id(territory.0).one(db).await?;
    found.ok_or_else(|| Failure::NotFound.into())
}

/// Only people of sales take leads of a territory.
async fn require_sellers(db: &impl ConnectionTrait, people: &[PersonId]) -> Result<(), Fault> {
    let known = sellers(db).await?;
    let sells = |person: &PersonId| known.iter().any(|seller| seller.person == *person);
    if people.iter().all(sells) {
        Ok(())
    } else {
        Err(Failure::field("people", Complaint::NotAChoice).into())
    }
}

/// Everybody of sales who can sign in, with what each has to do.
async fn sellers(db: &impl ConnectionTrait) -> Result<Vec<Seller>, Fault> {
    let people = person::Entity::find()
        .filter(person::Column::Department.eq(Department::Sales.key()))
        .filter(person::Column::State.eq(PersonState::Active.key()))
        .filter(person::Column::Role.is_in([Role::Member.key(), Role::Manager.key()]))
        .all(db)
        .await?;
    let ids: Vec<Uuid> = people.iter().map(|row| row.id).collect();
    let loads = loads(db, &ids).await?;
    let given = given(db, &ids).await?;
    let desks = desk::Entity::find()
        .filter(desk::Column::PersonId.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    let desks: HashMap<Uuid, desk::Model> = desks.into_iter().map(|desk| (desk.person_id, desk)).collect();
    let seller = |row: person::Model| {
        let desk = desks.get(&row.id);
        let capacity = desk.and_then(|desk| u32::try_from(desk.capacity).ok());
        Seller {
            person: PersonId(row.id),
            takes_leads: desk.is_none_or(|desk| !desk.away),
            capacity: capacity.unwrap_or(USUAL_CAPACITY),
            load: loads.get(&row.id).copied().unwrap_or_default(),
            given_at: given.get(&row.id).copied(),
            name: row.name,
        }
    };
    Ok(people.into_iter().map(seller).collect())
}

/// How many leads each of these people has: handed over, accepted or worked on.
async fn loads(db: &impl ConnectionTrait, people: &[Uuid]) -> Result<HashMap<Uuid, u32>, Fault> {
    let busy = [LeadState::HandedOver, LeadState::Accepted, LeadState::Working].map(LeadState::key);
    let rows: Vec<(Uuid, i64)> = lead::Entity::find()
        .select_only()
        .column(lead::Column::OwnerId)
        .column_as(lead::Column::Id.count(), "leads")
        .filter(lead::Column::OwnerId.is_in(people.iter().copied()))
        .filter(lead::Column::State.is_in(busy))
        .group_by(lead::Column::OwnerId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(id, leads)| (id, u32::try_from(leads).unwrap_or(u32::MAX)))
        .collect())
}

/// When each of these people was given a lead last. What somebody takes for himself was not given.
async fn given(db: &impl ConnectionTrait, people: &[Uuid]) -> Result<HashMap<Uuid, DateTime<Utc>>, Fault> {
    let by_another = Condition::any()
        .add(step::Column::PersonId.is_null())
        .add(Expr::col(step::Column::PersonId).ne(Expr::col(step::Column::OwnerId)));
    let rows: Vec<(Uuid, DateTime<Utc>)> = step::Entity::find()
        .select_only()
        .column(step::Column::OwnerId)
        .column_as(step::Column::At.max(), "given_at")
        .filter(step::Column::OwnerId.is_in(people.iter().copied()))
        .filter(step::Column::ToState.is_in([LeadState::Captured.key(), LeadState::HandedOver.key()]))
        .filter(by_another)
        .group_by(step::Column::OwnerId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}
