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
