//! Who of sales takes a lead.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use model::{
    Department, Refusal, Role,
    criteria::facts::AccountFacts,
    leads::{
        chain::LeadState,
        matching::Match,
        routing::{Routed, Sales, Seller, USUAL_CAPACITY, route as decide},
    },
    platform::people::PersonState,
    values::ids::PersonId,
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
    let sales = Sales {
        people: &people,
        territories: &[],
    };
    let routed = decide(
        matched,
        leads_sales.map(PersonId),
        &AccountFacts::default(),
        sales,
        work.now(),
    );
    Ok(routed.map_err(Refusal::from)?)
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
    let seller = |row: person::Model| Seller {
        person: PersonId(row.id),
        takes_leads: true,
        capacity: USUAL_CAPACITY,
        load: loads.get(&row.id).copied().unwrap_or_default(),
        given_at: given.get(&row.id).copied(),
        name: row.name,
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
