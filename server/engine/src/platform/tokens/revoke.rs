//! How a program stops acting for somebody.

use model::{Failure, activity::Fact, platform::tokens::revoke::RevokeToken};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::{ActiveModel, Column, Entity};
use crate::{Done, Fault, Handle, Work};

impl Handle for RevokeToken {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<()>, Fault> {
        // Those of others are not there for whoever asks.
        let found = Entity::find_by_id(self.token.0)
            .filter(Column::PersonId.eq(work.person()?.0))
            .filter(Column::RevokedAt.is_null())
            .one(work.db())
            .await?;
        let row = found.ok_or(Failure::NotFound)?;
        let revoked = ActiveModel {
            id: Set(row.id),
            revoked_at: Set(Some(work.now())),
            ..Default::default()
        };
        Entity::update(revoked).exec(work.db()).await?;
        Ok(work
            .record(Fact::TokenRevoked {
                token: self.token,
                name: row.name,
            })
            .with(()))
    }
}

#[cfg(test)]
mod tests {
    use model::{
        Actor,
        platform::tokens::{list::ListTokens, make::MakeToken, make_for::MakeTokenFor},
    };

    use super::*;
    use crate::{
        platform::tokens,
        testing::{Who, World},
    };

    crate::testing::on_both!(
        a_revoked_token_is_dead,
        nobody_revokes_the_tokens_of_others,
        the_secret_is_told_once,
        the_command_line_makes_tokens_for_people,
    );

    async fn acts_for(world: &World, secret: &str) -> Actor {
        tokens::actor_of(&world.store, secret, world.engine.clock.now())
            .await
            .unwrap()
    }

    fn make() -> MakeToken {
        MakeToken {
            name: "nightly export".parse().unwrap(),
        }
    }

    async fn a_revoked_token_is_dead(world: World) {
        let made = world.as_seller().perform(make()).await.unwrap();
        assert_eq!(acts_for(&world, &made.secret).await, Who::Seller.actor());
        world
            .as_seller()
            .perform(RevokeToken { token: made.token })
            .await
            .unwrap();
        assert_eq!(acts_for(&world, &made.secret).await, Actor::Anonymous);
        assert_eq!(world.as_seller().ask(ListTokens {}).await.unwrap(), []);
    }

    async fn nobody_revokes_the_tokens_of_others(world: World) {
        let made = world.as_seller().perform(make()).await.unwrap();
        let refused = world.as_admin().perform(RevokeToken { token: made.token }).await;
        assert_eq!(refused, Err(Failure::NotFound));
        assert_eq!(world.as_admin().ask(ListTokens {}).await.unwrap(), []);
        assert_eq!(acts_for(&world, &made.secret).await, Who::Seller.actor());
    }

    async fn the_secret_is_told_once(world: World) {
        // Not even to whoever sends the same command again under the same key.
        let seller = world.as_seller().under_key("again");
        let (one, two) = (
            seller.perform(make()).await.unwrap(),
            seller.perform(make()).await.unwrap(),
        );
        assert_ne!(one.secret, two.secret);
        assert!(!format!("{one:?}").contains(&one.secret));
        let entries = world.entries().await;
        assert!(!format!("{entries:?}").contains(&one.secret));
    }

    async fn the_command_line_makes_tokens_for_people(world: World) {
        let wanted = |email: &str| MakeTokenFor {
            email: email.parse().unwrap(),
            name: "command line".parse().unwrap(),
        };
        let made = world.as_system().perform(wanted(Who::Seller.email())).await.unwrap();
        assert_eq!(acts_for(&world, &made.secret).await, Who::Seller.actor());
        let nobody = world.as_system().perform(wanted("nobody@tridem.test")).await;
        assert_eq!(nobody, Err(Failure::field("email", model::Complaint::NoSuch)));
        let forbidden = world.as_admin().perform(wanted(Who::Seller.email())).await;
        assert_eq!(forbidden, Err(Failure::Forbidden));
    }
}
