//! Signed links: whoever has the secret of one may do one thing for one record, so many times and until then. Only the
//! fingerprint of the secret is stored, so whoever reads the table cannot use a link.

use chrono::{DateTime, TimeDelta, Utc};
use model::{
    Refusal,
    platform::links::{LinkPurpose, LinkSecret},
};
use sea_orm::{ActiveValue::Set, QuerySelect, entity::prelude::*};

use crate::{Engine, Fault, Settings, secret};

/// One link.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "signed_link")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Fingerprint of the secret.
    pub secret_hash: String,
    /// Key of what it is for.
    pub purpose: String,
    /// The record that it is about.
    pub subject: Uuid,
    /// How often it can still be used.
    pub uses_left: i32,
    /// When it stops working.
    pub expires_at: DateTime<Utc>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was revoked.
    pub revoked_at: Option<DateTime<Utc>>,
}

/// Nothing to join.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A new link. Its address is told this once.
pub struct SignedLink {
    /// The whole address.
    pub address: String,
    /// When it stops working.
    pub ends_at: DateTime<Utc>,
}

/// Makes a link that works once. Older links for the same stop working: the newest is the only one.
pub async fn make(
    db: &impl ConnectionTrait,
    engine: &Engine,
    purpose: LinkPurpose,
    subject: Uuid,
    now: DateTime<Utc>,
) -> Result<SignedLink, Fault> {
    revoke(db, purpose, subject, now).await?;
    let secret = secret::random()?;
    let ends_at = now + lifetime(purpose, &engine.settings);
    let row = ActiveModel {
        id: Set(engine.clock.new_id()),
        secret_hash: Set(secret::fingerprint(&secret)),
        purpose: Set(purpose.key().to_owned()),
        subject: Set(subject),
        uses_left: Set(1),
        expires_at: Set(ends_at),
        created_at: Set(now),
        revoked_at: Set(None),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    let address = [&engine.settings.public_url, purpose.path(), &secret].concat();
    Ok(SignedLink { address, ends_at })
}

/// A password link is asked for by strangers too, so it lives for hours and not for days.
fn lifetime(purpose: LinkPurpose, settings: &Settings) -> TimeDelta {
    match purpose {
        LinkPurpose::Invitation => TimeDelta::days(settings.invitation_days),
        LinkPurpose::NewPassword => TimeDelta::hours(2),
    }
}

/// The record that a link is about, if it can still be used. Does not use it up.
pub async fn look(
    db: &impl ConnectionTrait,
    purpose: LinkPurpose,
    secret: &LinkSecret,
    now: DateTime<Utc>,
) -> Result<Uuid, Fault> {
    let found = usable(purpose, now)
        .filter(Column::SecretHash.eq(secret::fingerprint(secret.expose())))
        .one(db)
        .await?;
    found
        .map(|link| link.subject)
        .ok_or_else(|| Refusal::LinkNotValid.into())
}

/// Uses a link up. In one statement, so that of two who use it at once only one gets in.
pub async fn spend(
    db: &impl ConnectionTrait,
    purpose: LinkPurpose,
    secret: &LinkSecret,
    now: DateTime<Utc>,
) -> Result<Uuid, Fault> {
    use sea_orm::ExprTrait as _;

    let hash = secret::fingerprint(secret.expose());
    let spent = Entity::update_many()
        .col_expr(Column::UsesLeft, Expr::col(Column::UsesLeft).sub(1))
        .filter(Column::SecretHash.eq(&hash))
        .filter(Column::Purpose.eq(purpose.key()))
        .filter(Column::UsesLeft.gt(0))
        .filter(Column::RevokedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .exec(db)
        .await?;
    if spent.rows_affected != 1 {
        return Err(Refusal::LinkNotValid.into());
    }
    let link = Entity::find().filter(Column::SecretHash.eq(hash)).one(db).await?;
    link.map(|link| link.subject)
        .ok_or_else(|| Refusal::LinkNotValid.into())
}

/// Until when the present link for this can be used; `None` when there is none.
pub async fn ends_at(
    db: &impl ConnectionTrait,
    purpose: LinkPurpose,
    subject: Uuid,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, DbErr> {
    usable(purpose, now)
        .filter(Column::Subject.eq(subject))
        .select_only()
        .column(Column::ExpiresAt)
        .into_tuple()
        .one(db)
        .await
}

/// Stops all links for this.
pub async fn revoke(
    db: &impl ConnectionTrait,
    purpose: LinkPurpose,
    subject: Uuid,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::value(now))
        .filter(Column::Subject.eq(subject))
        .filter(Column::Purpose.eq(purpose.key()))
        .filter(Column::RevokedAt.is_null())
        .exec(db)
        .await
        .map(drop)
}

/// Removes what expired before a moment.
pub async fn sweep(db: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<u64, DbErr> {
    Entity::delete_many()
        .filter(Column::ExpiresAt.lt(before))
        .exec(db)
        .await
        .map(|done| done.rows_affected)
}

fn usable(purpose: LinkPurpose, now: DateTime<Utc>) -> Select<Entity> {
    Entity::find()
        .filter(Column::Purpose.eq(purpose.key()))
        .filter(Column::UsesLeft.gt(0))
        .filter(Column::RevokedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
}

#[cfg(test)]
mod tests {
    use sea_orm::EntityTrait;

    use super::*;
    use crate::testing::{Who, World};

    crate::testing::on_both!(
        a_link_works_once,
        a_newer_link_ends_the_older_ones,
        a_link_ends_with_its_time,
        a_link_is_good_for_its_purpose_only,
        the_table_does_not_hold_the_secret,
    );

    async fn made(world: &World, purpose: LinkPurpose) -> LinkSecret {
        let db = world.store.writer();
        let link = make(db, &world.engine, purpose, Who::Seller.id().0, world.engine.clock.now())
            .await
            .unwrap();
        secret_of(&link.address)
    }

    fn secret_of(address: &str) -> LinkSecret {
        let secret = address.rsplit('/').next().unwrap_or_default();
        secret.to_owned().try_into().unwrap()
    }

    async fn opens(world: &World, purpose: LinkPurpose, secret: &LinkSecret) -> bool {
        let spent = spend(world.store.writer(), purpose, secret, world.engine.clock.now()).await;
        match spent {
            Ok(subject) => {
                assert_eq!(subject, Who::Seller.id().0);
                true
            }
            Err(fault) => {
                assert_eq!(fault.as_failure(), Some(Refusal::LinkNotValid.into()));
                false
            }
        }
    }

    async fn a_link_works_once(world: World) {
        let secret = made(&world, LinkPurpose::Invitation).await;
        let now = world.engine.clock.now();
        let looked = look(world.store.reader(), LinkPurpose::Invitation, &secret, now).await;
        assert_eq!(looked.unwrap(), Who::Seller.id().0);
        assert!(opens(&world, LinkPurpose::Invitation, &secret).await);
        assert!(!opens(&world, LinkPurpose::Invitation, &secret).await);
        let looked = look(world.store.reader(), LinkPurpose::Invitation, &secret, now).await;
        assert!(looked.is_err());
    }

    async fn a_newer_link_ends_the_older_ones(world: World) {
        let older = made(&world, LinkPurpose::Invitation).await;
        let newer = made(&world, LinkPurpose::Invitation).await;
        assert!(!opens(&world, LinkPurpose::Invitation, &older).await);
        assert!(opens(&world, LinkPurpose::Invitation, &newer).await);
    }

    async fn a_link_ends_with_its_time(world: World) {
        let secret = made(&world, LinkPurpose::NewPassword).await;
        world.clock.advance(TimeDelta::hours(2));
        assert!(!opens(&world, LinkPurpose::NewPassword, &secret).await);
        let secret = made(&world, LinkPurpose::Invitation).await;
        world.clock.advance(TimeDelta::days(7) - TimeDelta::seconds(1));
        assert!(opens(&world, LinkPurpose::Invitation, &secret).await);
    }

    async fn a_link_is_good_for_its_purpose_only(world: World) {
        let secret = made(&world, LinkPurpose::Invitation).await;
        assert!(!opens(&world, LinkPurpose::NewPassword, &secret).await);
    }

    async fn the_table_does_not_hold_the_secret(world: World) {
        let secret = made(&world, LinkPurpose::Invitation).await;
        let rows = Entity::find().all(world.store.reader()).await.unwrap();
        assert_eq!(rows.len(), 1);
        assert!(!format!("{rows:?}").contains(secret.expose()));
    }
}
