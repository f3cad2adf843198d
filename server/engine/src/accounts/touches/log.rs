//! How a leg writes down what it did.

use chrono::TimeDelta;
use model::{
    Complaint, Failure,
    access::speaks_for,
    accounts::touches::{Touch, log::LogTouch},
    activity::Fact,
    values::{
        ids::{AccountId, ContactId, TouchId},
        zone::Zone,
    },
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::{entity, note_last_act};
use crate::{
    Done, Fault, Handle, Work,
    accounts::{contacts, queries},
    platform::people,
};

impl Handle for LogTouch {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Touch>, Fault> {
        let leg = speaks_for(work.actor(), self.leg).map_err(|complaint| Failure::field("leg", complaint))?;
        queries::lock(work.db(), self.account).await?;
        let occurred_at = match &self.occurred_at {
            Some(at) => {
                // Clocks of two machines differ by moments.
                let latest = work.now() + TimeDelta::minutes(5);
                let at = at
                    .moment(&zone(work).await?)
                    .map_err(|complaint| Failure::field("occurred_at", complaint))?;
                if at > latest {
                    return Err(Failure::field("occurred_at", Complaint::InTheFuture).into());
                }
                at
            }
            None => work.now(),
        };
        let contact_name = match self.contact {
            Some(contact) => Some(contact_name(work, self.account, contact).await?),
            None => None,
        };
        let touch = TouchId(work.new_id());
        let body = self.body.to_string();
        let row = entity::ActiveModel {
            id: Set(touch.0),
            account_id: Set(self.account.0),
            contact_id: Set(self.contact.map(|contact| contact.0)),
            leg: Set(leg.key().to_owned()),
            kind: Set(self.kind.key().to_owned()),
            body: Set(body.clone()),
            occurred_at: Set(occurred_at),
            author_id: Set(work.actor().person().map(|person| person.0)),
            created_at: Set(work.now()),
            trashed_at: Set(None),
            version: Set(1),
        };
        entity::Entity::insert(row).exec_without_returning(work.db()).await?;
        if self.kind.is_act() {
            note_last_act(work.db(), self.account, leg).await?;
        }
        let answer = Touch {
            id: touch,
            account: self.account,
            contact: self.contact,
            leg,
            kind: self.kind,
            body: body.clone(),
            occurred_at,
        };
        Ok(work
            .record(Fact::TouchLogged {
                account: self.account,
                touch,
                leg,
                touch_kind: self.kind,
                body,
                contact: self.contact,
                contact_name,
                occurred_at,
            })
            .with(answer))
    }
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
async fn contact_name(work: &Work<'_>, account: AccountId, contact: ContactId) -> Result<String, Fault> {
    contacts::entity::Entity::find_by_id(contact.0)
        .one(work.db())
        .await?
        .filter(|row| row.account_id == Some(account.0) && row.trashed_at.is_none())
        .map(|row| row.name)
        .ok_or_else(|| Failure::field("contact", Complaint::NoSuch).into())
}
