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

#[cfg(test)]
mod tests {
    use model::Actor;

    use super::*;
    use crate::{
        Effect,
        platform::sessions,
        testing::{PASSWORD, Who, World},
    };

    crate::testing::on_both!(
        the_present_password_is_asked_for,
        a_new_password_ends_the_other_sessions,
        guesses_at_the_present_password_are_counted,
        a_password_that_repeats_the_address_is_refused,
    );

    fn change(present: &str, password: &str) -> ChangePassword {
        ChangePassword {
            present: present.to_owned().try_into().unwrap(),
            password: password.to_owned().try_into().unwrap(),
        }
    }

    const NEW: &str = "quiet otters swim upstream";

    async fn the_present_password_is_asked_for(world: World) {
        let refused = world.as_seller().perform(change("not this one", NEW)).await;
        assert_eq!(refused, Err(Failure::field("present", Complaint::WrongPassword)));
        assert_eq!(world.facts().await, []);
    }

    async fn a_new_password_ends_the_other_sessions(world: World) {
        let person = Who::Seller.id();
        let performed = world.as_seller().performed(change(PASSWORD, NEW)).await.unwrap();
        assert_eq!(performed.effects, [Effect::SignIn { person, epoch: 1 }]);
        let with = async |epoch| sessions::actor_of(world.store.reader(), person, epoch).await.unwrap();
        assert_eq!(with(0).await, Actor::Anonymous);
        assert_eq!(with(1).await, Who::Seller.actor());
    }

    async fn guesses_at_the_present_password_are_counted(world: World) {
        for _ in 0..world.settings.sign_in_tries {
            let refused = world.as_seller().perform(change("not this one", NEW)).await;
            assert!(matches!(refused, Err(Failure::Invalid(_))));
        }
        let refused = world.as_seller().perform(change(PASSWORD, NEW)).await;
        assert!(matches!(refused, Err(Failure::TooMany { .. })));
        world.clock.advance(WINDOW);
        world.as_seller().perform(change(PASSWORD, NEW)).await.unwrap();
    }

    async fn a_password_that_repeats_the_address_is_refused(world: World) {
        let refused = world.as_seller().perform(change(PASSWORD, "sam@tridem.test1")).await;
        assert_eq!(refused, Err(Failure::field("password", Complaint::Guessable)));
    }

    #[test]
    fn a_password_is_never_written_by_accident() {
        let change = change("present words here", NEW);
        let written = format!("{change:?}");
        assert!(!written.contains("present words") && !written.contains(NEW));
    }
}
