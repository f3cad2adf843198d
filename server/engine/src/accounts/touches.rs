//! What our legs did.

pub mod entity;
mod log;
mod remove;
mod restore;

use chrono::{DateTime, TimeDelta, Utc};
use model::{
    Complaint, Department, Failure,
    accounts::touches::{OccurredAt, TouchKind},
    values::{
        ids::{AccountId, ContactId, TouchId},
        zone::Zone,
    },
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};

use super::{contacts, entity as account};
use crate::{Fault, Work, platform::people};

/// The touch, on the timeline or off it.
async fn find(db: &impl ConnectionTrait, touch: TouchId) -> Result<entity::Model, Fault> {
    entity::Entity::find_by_id(touch.0)
        .one(db)
        .await?
        .ok_or_else(|| Failure::NotFound.into())
}

/// Brings up to date when a leg last acted on an account: its last call, meeting or mail. Called in the transaction
/// that logs, removes or restores a touch, after the account was locked.
pub async fn note_last_act(db: &impl ConnectionTrait, account: AccountId, leg: Department) -> Result<(), Fault> {
    let last: Option<DateTime<Utc>> = entity::Entity::find()
        .select_only()
        .column(entity::Column::OccurredAt)
        .filter(entity::Column::AccountId.eq(account.0))
        .filter(entity::Column::Leg.eq(leg.key()))
        .filter(entity::Column::Kind.ne(TouchKind::Note.key()))
        .filter(entity::Column::TrashedAt.is_null())
        .order_by_desc(entity::Column::OccurredAt)
        .limit(1)
        .into_tuple()
        .one(db)
        .await?;
    let column = match leg {
        Department::Marketing => account::Column::MarketingActedAt,
        Department::Sales => account::Column::SalesActedAt,
        Department::Service => account::Column::ServiceActedAt,
    };
    account::Entity::update_many()
        .col_expr(column, Expr::val(last))
        .filter(account::Column::Id.eq(account.0))
        .exec(db)
        .await?;
    Ok(())
}

/// The moment at which something happened, as the actor writes it; now unless said, never in the future.
pub(crate) async fn moment(work: &Work<'_>, said: Option<&OccurredAt>) -> Result<DateTime<Utc>, Fault> {
    let Some(said) = said else { return Ok(work.now()) };
    // Clocks of two machines differ by moments.
    let latest = work.now() + TimeDelta::minutes(5);
    let at = said
        .moment(&zone(work).await?)
        .map_err(|complaint| Failure::field("occurred_at", complaint))?;
    if at > latest {
        return Err(Failure::field("occurred_at", Complaint::InTheFuture).into());
    }
    Ok(at)
}

/// The time zone on whose clocks the actor reads and writes.
async fn zone(work: &Work<'_>) -> Result<Zone, Fault> {
    let Some(person) = work.actor().person() else {
        return Ok(Zone::utc());
    };
    let row = people::entity::Entity::find_by_id(person.0).one(work.db()).await?;
    Ok(row.map_or_else(Zone::utc, |row| people::zone_around(&row.time_zone, work.now())))
}

/// The name of somebody at this account.
pub(crate) async fn contact_name(work: &Work<'_>, account: AccountId, contact: ContactId) -> Result<String, Fault> {
    contacts::entity::Entity::find_by_id(contact.0)
        .one(work.db())
        .await?
        .filter(|row| row.account_id == Some(account.0) && row.trashed_at.is_none())
        .map(|row| row.name)
        .ok_or_else(|| Failure::field("contact", Complaint::NoSuch).into())
}
