//! How the first admin comes about.

use model::{
    Refusal, Role,
    activity::Fact,
    platform::{
        organisation::Organisation,
        people::{PersonState, set_up::SetUp},
    },
    values::{ids::PersonId, locale::Locale, theme::Theme},
};
use sea_orm::{ActiveValue::Set, EntityTrait, PaginatorTrait};

use super::entity;
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
        let row = entity::ActiveModel {
            id: Set(person.0),
            email: Set(self.email.to_string()),
            name: Set(self.name.to_string()),
            department: Set(None),
            role: Set(Role::Admin.key().to_owned()),
            password_hash: Set(Some(password_hash)),
            state: Set(PersonState::Active.key().to_owned()),
            locale: Set(Locale::default().key().to_owned()),
            time_zone: Set(time_zone),
            theme: Set(Theme::default().key().to_owned()),
            sign_in_epoch: Set(0),
            created_at: Set(work.now()),
            updated_at: Set(work.now()),
            signed_in_at: Set(Some(work.now())),
            version: Set(1),
        };
        entity::Entity::insert(row).exec_without_returning(work.db()).await?;

        work.then(Effect::SignIn { person, epoch: 0 });
        Ok(work
            .record(Fact::SetUp {
                person,
                organisation: self.organisation.to_string(),
            })
            .with(()))
    }
}
