//! How somebody shows who he is.

use std::net::IpAddr;

use chrono::TimeDelta;
use model::{Actor, Failure, Refusal, activity::Fact, platform::people::sign_in::SignIn, values::ids::PersonId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::entity;
use crate::{Caller, Done, Effect, Engine, Fault, Handle, Work, platform::throttle, secret, work::Prepared};

/// Tries are counted this long.
const WINDOW: TimeDelta = TimeDelta::minutes(15);

impl Handle for SignIn {
    /// Every try is counted before the password is looked at: many at once are many.
    async fn prepare(&self, engine: &Engine, caller: &Caller) -> Result<Prepared, Fault> {
        let now = engine.clock.now();
        let doors = doors(self, engine, caller);
        for (key, most) in &doors {
            throttle::admit(engine.store.writer(), key, *most, WINDOW, now).await?;
        }
        let found = entity::Entity::find()
            .filter(entity::Column::Email.eq(self.email.as_str()))
            .one(engine.store.reader())
            .await?;
        let hash = found.as_ref().and_then(|row| row.password_hash.clone());
        let fits = secret::verify_password(self.password.expose().to_owned(), hash).await?;
        match found.filter(|row| fits && matches!(row.actor(), Actor::Person { .. })) {
            Some(row) => Ok(Prepared::Proven {
                person: PersonId(row.id),
                epoch: row.sign_in_epoch,
            }),
            None => Err(Refusal::WrongCredentials.into()),
        }
    }

    async fn handle(self, work: &mut Work<'_>) -> Result<Done<()>, Fault> {
        let Prepared::Proven { person, epoch } = work.prepared() else {
            return Err(Failure::Unauthenticated.into());
        };
        // Only the own tries are forgotten: one good account must not open the door to guesses at others.
        throttle::forget(work.db(), &account_door(self.email.as_str())).await?;
        if let Some(address) = work.caller.address {
            throttle::take_back(work.db(), &address_door(address)).await?;
        }
        let seen = entity::ActiveModel {
            id: Set(person.0),
            signed_in_at: Set(Some(work.now())),
            ..Default::default()
        };
        entity::Entity::update(seen).exec(work.db()).await?;
        work.then(Effect::SignIn { person, epoch });
        Ok(work.record(Fact::SignedIn { person }).with(()))
    }
}

/// Whose tries are counted: the account's, against one who guesses many passwords of one person, and the network
/// address's, against one who tries one password on many. An office shares an address, so that one has more tries.
fn doors(sign_in: &SignIn, engine: &Engine, caller: &Caller) -> Vec<(String, i32)> {
    let most = engine.settings.sign_in_tries;
    let mut doors = vec![(account_door(sign_in.email.as_str()), most)];
    if let Some(address) = caller.address {
        doors.push((address_door(address), most.saturating_mul(5)));
    }
    doors
}

/// Where the tries at one account are counted. The address of mail itself is not kept: strangers type others' there.
pub(super) fn account_door(email: &str) -> String {
    format!("sign_in:account:{}", secret::fingerprint(email))
}

fn address_door(address: IpAddr) -> String {
    format!("sign_in:address:{address}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{PASSWORD, Who, World};

    crate::testing::on_both!(
        wrong_passwords_close_the_door_of_that_account_for_a_while,
        guesses_over_many_accounts_close_the_door_of_that_address,
        a_good_account_does_not_open_the_door_to_guesses_at_others,
    );

    fn sign_in(email: &str, password: &str) -> SignIn {
        SignIn {
            email: email.parse().unwrap(),
            password: password.to_owned().try_into().unwrap(),
        }
    }

    async fn wrong_passwords_close_the_door_of_that_account_for_a_while(world: World) {
        let nobody = world.as_nobody();
        for _ in 0..world.settings.sign_in_tries {
            let refused = nobody.perform(sign_in(Who::Seller.email(), "wrong")).await;
            assert_eq!(refused, Err(Refusal::WrongCredentials.into()));
        }
        let shut = nobody.perform(sign_in(Who::Seller.email(), PASSWORD)).await;
        assert_eq!(shut, Err(Failure::TooMany { retry_after: 900 }));
        nobody.perform(sign_in(Who::Marketer.email(), PASSWORD)).await.unwrap();
        world.clock.advance(WINDOW);
        nobody.perform(sign_in(Who::Seller.email(), PASSWORD)).await.unwrap();
    }

    async fn guesses_over_many_accounts_close_the_door_of_that_address(world: World) {
        let visitor = world.as_nobody().from_address("203.0.113.9".parse().unwrap());
        for number in 0..world.settings.sign_in_tries * 5 {
            let refused = visitor
                .perform(sign_in(&format!("p{number}@tridem.test"), "wrong"))
                .await;
            assert_eq!(refused, Err(Refusal::WrongCredentials.into()));
        }
        let shut = visitor.perform(sign_in(Who::Seller.email(), PASSWORD)).await;
        assert!(matches!(shut, Err(Failure::TooMany { .. })));
        world.clock.advance(WINDOW);
        visitor.perform(sign_in(Who::Seller.email(), PASSWORD)).await.unwrap();
    }

    async fn a_good_account_does_not_open_the_door_to_guesses_at_others(world: World) {
        let visitor = world.as_nobody().from_address("203.0.113.9".parse().unwrap());
        for number in 0..world.settings.sign_in_tries * 5 {
            drop(
                visitor
                    .perform(sign_in(&format!("p{number}@tridem.test"), "wrong"))
                    .await,
            );
            if number % 10 == 0 {
                visitor.perform(sign_in(Who::Seller.email(), PASSWORD)).await.unwrap();
            }
        }
        let shut = visitor.perform(sign_in("one-more@tridem.test", "wrong")).await;
        assert!(matches!(shut, Err(Failure::TooMany { .. })));
    }
}
