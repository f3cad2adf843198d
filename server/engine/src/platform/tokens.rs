//! Keys to the REST API: a bearer token acts for its person.

mod list;
mod make;
mod make_for;
mod revoke;

use chrono::{DateTime, TimeDelta, Utc};
use model::{Actor, values::ids::PersonId};
use sea_orm::{ActiveValue::Set, entity::prelude::*};

use crate::{Fault, platform::people, secret};

/// One key.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "token")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Whose it is.
    pub person_id: Uuid,
    /// What the person calls it.
    pub name: String,
    /// Fingerprint of the secret.
    pub secret_hash: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last used, to the hour.
    pub used_at: Option<DateTime<Utc>>,
    /// When it was revoked.
    pub revoked_at: Option<DateTime<Utc>>,
}

/// Nothing to join.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Begins every token, so that it is recognised where it does not belong.
pub const PREFIX: &str = "tridem_";

/// Stores a new key; the secret is told this once.
pub async fn store(
    db: &impl ConnectionTrait,
    id: Uuid,
    person: PersonId,
    name: &str,
    now: DateTime<Utc>,
) -> Result<String, Fault> {
    let secret = format!("{PREFIX}{}", secret::random()?);
    let row = ActiveModel {
        id: Set(id),
        person_id: Set(person.0),
        name: Set(name.to_owned()),
        secret_hash: Set(secret::fingerprint(&secret)),
        created_at: Set(now),
        used_at: Set(None),
        revoked_at: Set(None),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(secret)
}

/// Who a bearer token acts for; nobody when it is unknown, revoked, or the person may not sign in.
pub async fn actor_of(store: &crate::Store, bearer: &str, now: DateTime<Utc>) -> Result<Actor, DbErr> {
    let found = Entity::find()
        .filter(Column::SecretHash.eq(secret::fingerprint(bearer)))
        .filter(Column::RevokedAt.is_null())
        .find_also_linked(Holder)
        .one(store.reader())
        .await?;
    let Some((token, Some(person))) = found else {
        return Ok(Actor::Anonymous);
    };
    // Writing on every request would make readers queue behind writers.
    if token.used_at.is_none_or(|used| now - used > TimeDelta::hours(1)) {
        Entity::update_many()
            .col_expr(Column::UsedAt, Expr::value(now))
            .filter(Column::Id.eq(token.id))
            .exec(store.writer())
            .await?;
    }
    Ok(person.actor())
}

/// From a token to its person.
#[derive(Debug)]
struct Holder;

impl Linked for Holder {
    type FromEntity = Entity;
    type ToEntity = people::entity::Entity;

    fn link(&self) -> Vec<RelationDef> {
        vec![
            Entity::belongs_to(people::entity::Entity)
                .from(Column::PersonId)
                .to(people::entity::Column::Id)
                .into(),
        ]
    }
}
