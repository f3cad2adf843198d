//! How somebody changes the own password.

use chrono::TimeDelta;
use model::{Complaint, Failure, activity::Fact, platform::people::change_password::ChangePassword};

use super::{choose_password, queries};
use crate::{Caller, Done, Engine, Fault, Handle, Work, platform::throttle, secret, work::Prepared};

/// Tries are counted this long.
const WINDOW: TimeDelta = TimeDelta::minutes(15);

impl Handle for ChangePassword {
    /// The present password is guarded like the door: whoever sits at an unwatched screen could guess it here.
    async fn prepare(&self, engine: &Engine, caller: &Caller) -> Result<Prepared, Fault> {
        let person = caller.actor.person().ok_or(Failure::Unauthenticated)?;
        let door = format!("change_password:{person}");
        let most = engine.settings.sign_in_tries;
        throttle::admit(engine.store.writer(), &door, most, WINDOW, engine.clock.now()).await?;
        let row = queries::get(engine.store.reader(), person).await?;
        let fits = secret::verify_password(self.present.expose().to_owned(), row.password_hash.clone()).await?;
        if !fits {
            return Err(Failure::field("present", Complaint::WrongPassword).into());
        }
        throttle::forget(engine.store.writer(), &door).await?;
        choose_password::not_the_address(&row, &self.password)?;
        secret::hash_password(self.password.expose().to_owned())
            .await
            .map(Prepared::PasswordHash)
    }

    async fn handle(self, work: &mut Work<'_>) -> Result<Done<()>, Fault> {
        let person = work.person()?;
        let row = queries::get(work.db(), person).await?;
        choose_password::keep(work, &row).await?;
        Ok(work.record(Fact::PasswordChanged { person }).with(()))
    }
}
