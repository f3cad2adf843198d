//! How somebody who has forgotten the password gets a link, without a stranger learning who works here.

use chrono::TimeDelta;
use model::{
    Actor,
    activity::Fact,
    platform::{
        links::LinkPurpose,
        people::ask_password_reset::{AskPasswordReset, PasswordResetAsked},
    },
    values::ids::PersonId,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{entity, letters};
use crate::{
    Caller, Done, Engine, Fault, Handle, Work,
    jobs::{Job, queue},
    platform::{links, organisation, throttle},
    secret,
    work::Prepared,
};

/// Requests are counted this long.
const WINDOW: TimeDelta = TimeDelta::hours(1);
/// Mails to one address within the window: more would be a nuisance to whoever has it.
const MOST_PER_ACCOUNT: i32 = 3;
/// Requests from one address of the network within the window.
const MOST_PER_ADDRESS: i32 = 20;

impl Handle for AskPasswordReset {
    async fn prepare(&self, engine: &Engine, caller: &Caller) -> Result<Prepared, Fault> {
        let now = engine.clock.now();
        let mut doors = vec![(
            format!("new_password:account:{}", secret::fingerprint(self.email.as_str())),
            MOST_PER_ACCOUNT,
        )];
        if let Some(address) = caller.address {
            doors.push((format!("new_password:address:{address}"), MOST_PER_ADDRESS));
        }
        for (key, most) in &doors {
            throttle::admit(engine.store.writer(), key, *most, WINDOW, now).await?;
        }
        Ok(Prepared::Nothing)
    }

    /// Does the same for known and unknown addresses: one question, one job, one entry of the log. What differs is done
    /// by the job, when the answer is long gone.
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<PasswordResetAsked>, Fault> {
        let found = entity::Entity::find()
            .filter(entity::Column::Email.eq(self.email.as_str()))
            .one(work.db())
            .await?;
        let person = found.map(|row| PersonId(row.id));
        let by_mail = work.settings().sends_mail;
        if by_mail {
            queue::enqueue(work, &Job::SendNewPassword { person }).await?;
        }
        Ok(work
            .record(Fact::PasswordResetAsked { person })
            .with(PasswordResetAsked { by_mail }))
    }
}

/// Makes the link and writes the mail. Run twice it makes a newer link, and only that one works.
pub(crate) async fn send(engine: &Engine, person: Option<PersonId>) -> Result<(), Fault> {
    let Some(person) = person else {
        return Ok(());
    };
    let db = engine.store.writer();
    let now = engine.clock.now();
    let found = entity::Entity::find_by_id(person.0).one(db).await?;
    let Some(row) = found.filter(|row| matches!(row.actor(), Actor::Person { .. })) else {
        return Ok(());
    };
    let organisation = organisation::get(db).await?;
    let link = links::make(db, engine, LinkPurpose::NewPassword, row.id, now).await?;
    let letter = letters::new_password(&row, &organisation.name, &link, now);
    queue::enqueue_alone(engine, &Job::SendMail(letter)).await
}
