//! How somebody is added on the command line.

use model::{
    activity::Fact,
    platform::{organisation::Organisation, people::add::AddPerson},
    values::{EmailAddress, ids::PersonId},
};

use super::{
    choose_password,
    queries::{self, NewPerson},
};
use crate::{Caller, Done, Engine, Fault, Handle, Work, platform::organisation, secret, work::Prepared};

impl Handle for AddPerson {
    async fn prepare(&self, _: &Engine, _: &Caller) -> Result<Prepared, Fault> {
        secret::hash_password(self.password.expose().to_owned())
            .await
            .map(Prepared::PasswordHash)
    }

    async fn handle(self, work: &mut Work<'_>) -> Result<Done<PersonId>, Fault> {
        let person = PersonId(work.new_id());
        let organisation = match organisation::find(work.db()).await? {
            Some(row) => row.into(),
            None => {
                let organisation = named_after(&self.email);
                organisation::create(work.db(), organisation.clone()).await?;
                work.record(Fact::SetUp {
                    person,
                    organisation: organisation.name.clone(),
                });
                organisation
            }
        };
        let new = NewPerson {
            id: person,
            email: self.email.to_string(),
            name: self.name.to_string(),
            department: self.department,
            role: self.role,
            password_hash: Some(work.password_hash()?),
            time_zone: organisation.time_zone,
            signed_in_at: None,
        };
        queries::add(work.db(), new, work.now()).await?;
        let row = queries::get(work.db(), person).await?;
        choose_password::not_the_address(&row, &self.password)?;
        Ok(work
            .record(Fact::PersonAdded {
                person,
                name: self.name.to_string(),
            })
            .with(person))
    }
}

/// An organisation that nobody has described yet.
fn named_after(email: &EmailAddress) -> Organisation {
    Organisation {
        name: email.domain().to_owned(),
        currency: "EUR".to_owned(),
        time_zone: "UTC".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use model::{
        Failure, Role,
        platform::people::{
            sign_in::SignIn,
            viewer::{ShowViewer, Visit},
        },
    };

    use super::*;
    use crate::testing::World;

    const WORDS: &str = "quiet otters swim upstream";

    fn adding() -> AddPerson {
        AddPerson {
            email: "nora@fjell.test".parse().unwrap(),
            name: "Nora Fjell".parse().unwrap(),
            department: None,
            role: Role::Admin,
            password: WORDS.to_owned().try_into().unwrap(),
        }
    }

    #[tokio::test]
    async fn the_first_person_of_the_command_line_can_sign_in_without_a_set_up() {
        let world = World::empty().await;
        world.as_system().perform(adding()).await.unwrap();
        let sign_in = SignIn {
            email: "nora@fjell.test".parse().unwrap(),
            password: WORDS.to_owned().try_into().unwrap(),
        };
        world.as_nobody().perform(sign_in).await.unwrap();
        assert_eq!(world.as_nobody().ask(ShowViewer {}).await.unwrap(), Visit::Stranger);
    }

    #[tokio::test]
    async fn only_the_command_line_adds_people() {
        let world = World::new().await;
        assert_eq!(world.as_admin().perform(adding()).await, Err(Failure::Forbidden));
    }
}
