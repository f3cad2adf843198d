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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use model::{
        Failure, Refusal,
        platform::people::{reset_password::ResetPassword, sign_in::SignIn},
    };

    use super::*;
    use crate::{
        Settings,
        platform::sessions,
        testing::{PASSWORD, Who, World},
    };

    crate::testing::on_both!(
        known_and_unknown_addresses_get_the_same,
        the_link_in_the_mail_changes_the_password_and_ends_sessions,
        asking_is_throttled_by_address_of_mail_and_stops_after_an_hour,
        asking_is_throttled_by_address_of_the_network,
        a_deactivated_person_gets_no_link,
    );

    const NEW: &str = "quiet otters swim upstream";

    fn asking(email: &str) -> AskPasswordReset {
        AskPasswordReset {
            email: email.parse().unwrap(),
        }
    }

    fn with_mail(world: &World) -> Engine {
        let mut engine = world.engine.clone();
        engine.settings = Arc::new(Settings {
            sends_mail: true,
            ..Settings::default()
        });
        engine
    }

    async fn known_and_unknown_addresses_get_the_same(world: World) {
        let engine = with_mail(&world);
        let nobody = world.as_nobody().at(&engine);
        let known = nobody.perform(asking(Who::Seller.email())).await;
        let jobs = world.jobs(None).await.len();
        let unknown = nobody.perform(asking("stranger@elsewhere.test")).await;
        assert_eq!(known, unknown);
        // The same work before the answer: one job, one fact.
        assert_eq!((jobs, world.jobs(None).await.len()), (1, 2));
        assert_eq!(world.facts().await.len(), 2);

        world.run_jobs().await;
        let letters = world.letters().await;
        assert_eq!(letters.len(), 1);
        assert!(letters.iter().all(|letter| letter.to == Who::Seller.email()));
    }

    async fn the_link_in_the_mail_changes_the_password_and_ends_sessions(world: World) {
        let engine = with_mail(&world);
        world
            .as_nobody()
            .at(&engine)
            .perform(asking(Who::Seller.email()))
            .await
            .unwrap();
        world.run_jobs().await;
        let letters = world.letters().await;
        let text = &letters.first().unwrap().text;
        let address = text.lines().find(|line| line.contains("/new-password/")).unwrap();
        let secret = address.rsplit('/').next().unwrap_or_default();
        let reset = || ResetPassword {
            link: secret.to_owned().try_into().unwrap(),
            password: NEW.to_owned().try_into().unwrap(),
        };
        world.as_nobody().perform(reset()).await.unwrap();
        assert_eq!(
            world.as_nobody().perform(reset()).await,
            Err(Refusal::LinkNotValid.into())
        );

        let before = sessions::actor_of(world.store.reader(), Who::Seller.id(), 0)
            .await
            .unwrap();
        assert_eq!(before, Actor::Anonymous);
        let sign_in = |password: &str| SignIn {
            email: Who::Seller.email().parse().unwrap(),
            password: password.to_owned().try_into().unwrap(),
        };
        assert_eq!(
            world.as_nobody().perform(sign_in(PASSWORD)).await,
            Err(Refusal::WrongCredentials.into())
        );
        world.as_nobody().perform(sign_in(NEW)).await.unwrap();
    }

    async fn asking_is_throttled_by_address_of_mail_and_stops_after_an_hour(world: World) {
        for email in [Who::Seller.email(), "stranger@elsewhere.test"] {
            for _ in 0..MOST_PER_ACCOUNT {
                world.as_nobody().perform(asking(email)).await.unwrap();
            }
            let refused = world.as_nobody().perform(asking(email)).await;
            assert_eq!(refused, Err(Failure::TooMany { retry_after: 3_600 }));
        }
        world.clock.advance(WINDOW);
        world.as_nobody().perform(asking(Who::Seller.email())).await.unwrap();
    }

    async fn asking_is_throttled_by_address_of_the_network(world: World) {
        let address = "203.0.113.9".parse().unwrap();
        let visitor = world.as_nobody().from_address(address);
        for number in 0..MOST_PER_ADDRESS {
            visitor
                .perform(asking(&format!("guess{number}@elsewhere.test")))
                .await
                .unwrap();
        }
        let refused = visitor.perform(asking("one-more@elsewhere.test")).await;
        assert!(matches!(refused, Err(Failure::TooMany { .. })));
        world
            .as_nobody()
            .perform(asking("one-more@elsewhere.test"))
            .await
            .unwrap();
    }

    async fn a_deactivated_person_gets_no_link(world: World) {
        use model::platform::people::deactivate::DeactivatePerson;

        let person = Who::Seller.id();
        world.as_admin().perform(DeactivatePerson { person }).await.unwrap();
        let engine = with_mail(&world);
        world
            .as_nobody()
            .at(&engine)
            .perform(asking(Who::Seller.email()))
            .await
            .unwrap();
        world.run_jobs().await;
        assert_eq!(world.letters().await, []);
    }
}
