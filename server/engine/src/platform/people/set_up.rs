//! How the first admin comes about.

use model::{
    Refusal, Role,
    activity::Fact,
    platform::{organisation::Organisation, people::set_up::SetUp},
    values::ids::PersonId,
};
use sea_orm::{EntityTrait, PaginatorTrait};

use super::{
    entity,
    queries::{self, NewPerson},
};
use crate::{Caller, Done, Effect, Engine, Fault, Handle, Work, platform::organisation, secret, work::Prepared};

impl Handle for SetUp {
    async fn prepare(&self, _: &Engine, _: &Caller) -> Result<Prepared, Fault> {
        secret::hash_password(self.password.expose().to_owned())
            .await
            .map(Prepared::PasswordHash)
    }

    async fn handle(self, work: &mut Work<'_>) -> Result<Done<()>, Fault> {
        if entity::Entity::find().count(work.db()).await? > 0 || organisation::find(work.db()).await?.is_some() {
            return Err(Refusal::AlreadySetUp.into());
        }
        let time_zone = super::known_time_zone("time_zone", self.time_zone.as_str())?;
        let organisation = Organisation {
            name: self.organisation.to_string(),
            currency: self.currency.to_string(),
            time_zone: time_zone.clone(),
        };
        organisation::create(work.db(), organisation).await?;

        let person = PersonId(work.new_id());
        let password_hash = work.password_hash()?;
        let new = NewPerson {
            id: person,
            email: self.email.to_string(),
            name: self.name.to_string(),
            department: None,
            role: Role::Admin,
            password_hash: Some(password_hash),
            time_zone,
            signed_in_at: Some(work.now()),
        };
        queries::add(work.db(), new, work.now()).await?;

        work.then(Effect::SignIn { person, epoch: 0 });
        Ok(work
            .record(Fact::SetUp {
                person,
                organisation: self.organisation.to_string(),
            })
            .with(()))
    }
}
