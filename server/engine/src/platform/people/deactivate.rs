//! How somebody leaves the company.

use model::{
    Refusal,
    activity::Fact,
    platform::people::{PersonState, deactivate::DeactivatePerson},
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::{entity, queries};
use crate::{Done, Fault, Handle, Work};

impl Handle for DeactivatePerson {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<()>, Fault> {
        let row = queries::get(work.db(), self.person).await?;
        if row.state() == Some(PersonState::Deactivated) {
            return Err(Refusal::PersonNotReady { state: row.state }.into());
        }
        queries::require_an_admin(work, &row, false).await?;
        let left = entity::ActiveModel {
            id: Set(row.id),
            state: Set(PersonState::Deactivated.key().to_owned()),
            updated_at: Set(work.now()),
            version: Set(row.version + 1),
            ..Default::default()
        };
        entity::Entity::update(left).exec(work.db()).await?;
        queries::end_sessions(work, &row).await?;
        Ok(work
            .record(Fact::PersonDeactivated {
                person: self.person,
                name: row.name,
            })
            .with(()))
    }
}

#[cfg(test)]
mod tests {
    use model::{
        Actor,
        platform::{
            people::{reactivate::ReactivatePerson, sign_in::SignIn},
            tokens::make::MakeToken,
        },
    };

    use super::*;
    use crate::{
        platform::{sessions, tokens},
        testing::{PASSWORD, Who, World},
    };

    crate::testing::on_both!(a_deactivated_person_is_out_at_once, a_reactivated_person_comes_back);

    fn sign_in() -> SignIn {
        SignIn {
            email: Who::Seller.email().parse().unwrap(),
            password: PASSWORD.to_owned().try_into().unwrap(),
        }
    }

    async fn token_acts_for(world: &World, secret: &str) -> Actor {
        tokens::actor_of(&world.store, secret, world.engine.clock.now())
            .await
            .unwrap()
    }

    async fn a_deactivated_person_is_out_at_once(world: World) {
        let name = "nightly export".parse().unwrap();
        let token = world.as_seller().perform(MakeToken { name }).await.unwrap();
        assert_eq!(token_acts_for(&world, &token.secret).await, Who::Seller.actor());

        let person = Who::Seller.id();
        world.as_admin().perform(DeactivatePerson { person }).await.unwrap();
        for epoch in 0..2 {
            let actor = sessions::actor_of(world.store.reader(), person, epoch).await.unwrap();
            assert_eq!(actor, Actor::Anonymous);
        }
        assert_eq!(token_acts_for(&world, &token.secret).await, Actor::Anonymous);
        let refused = world.as_nobody().perform(sign_in()).await;
        assert_eq!(refused, Err(Refusal::WrongCredentials.into()));
    }

    async fn a_reactivated_person_comes_back(world: World) {
        let person = Who::Seller.id();
        world.as_admin().perform(DeactivatePerson { person }).await.unwrap();
        world.as_admin().perform(ReactivatePerson { person }).await.unwrap();
        // The old sessions stay ended; the old password works.
        let before = sessions::actor_of(world.store.reader(), person, 0).await.unwrap();
        assert_eq!(before, Actor::Anonymous);
        world.as_nobody().perform(sign_in()).await.unwrap();
        let twice = world.as_admin().perform(ReactivatePerson { person }).await;
        let state = "active".to_owned();
        assert_eq!(twice, Err(Refusal::PersonNotReady { state }.into()));
    }
}
