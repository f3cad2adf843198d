//! Sessions of browsers, in the database, so that any server process knows them. How they reach the browser is the
//! server's business.

use chrono::{DateTime, Utc};
use model::{Actor, values::ids::PersonId};
use sea_orm::{ActiveValue::Set, entity::prelude::*, sea_query::OnConflict};

use crate::platform::people;

/// One browser's session.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    /// The session's id as text.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// Who is signed in.
    pub person_id: Option<Uuid>,
    /// What the server keeps for the browser.
    pub data: Json,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

/// Nothing to join.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Stores a new session; `false` when the id is taken.
pub async fn create(db: &impl ConnectionTrait, session: Model) -> Result<bool, DbErr> {
    let stored = Entity::insert(ActiveModel::from(session).reset_all())
        .on_conflict(OnConflict::column(Column::Id).do_nothing().to_owned())
        .exec_without_returning(db)
        .await?;
    Ok(stored > 0)
}

/// Saves a session that is there. One that a sign-out deleted in between stays deleted: a slow request must not
/// bring it back.
pub async fn save(db: &impl ConnectionTrait, session: Model) -> Result<(), DbErr> {
    Entity::update_many()
        .set(ActiveModel {
            id: sea_orm::ActiveValue::NotSet,
            person_id: Set(session.person_id),
            data: Set(session.data),
            expires_at: Set(session.expires_at),
        })
        .filter(Column::Id.eq(session.id))
        .exec(db)
        .await
        .map(drop)
}

/// A session that has not expired.
pub async fn load(db: &impl ConnectionTrait, id: &str, now: DateTime<Utc>) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(Column::ExpiresAt.gt(now)).one(db).await
}

/// Ends a session.
pub async fn delete(db: &impl ConnectionTrait, id: &str) -> Result<(), DbErr> {
    Entity::delete_by_id(id).exec(db).await.map(drop)
}

/// Ends all sessions of a person.
pub async fn delete_of(db: &impl ConnectionTrait, person: PersonId) -> Result<(), DbErr> {
    Entity::delete_many()
        .filter(Column::PersonId.eq(person.0))
        .exec(db)
        .await
        .map(drop)
}

/// Removes what has expired.
pub async fn sweep(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<u64, DbErr> {
    Entity::delete_many()
        .filter(Column::ExpiresAt.lte(now))
        .exec(db)
        .await
        .map(|done| done.rows_affected)
}

/// Who a session acts for: the person, if he may still sign in and has not signed out everywhere since.
pub async fn actor_of(db: &impl ConnectionTrait, person: PersonId, epoch: i32) -> Result<Actor, DbErr> {
    let found = people::entity::Entity::find_by_id(person.0).one(db).await?;
    Ok(found
        .filter(|row| row.sign_in_epoch == epoch)
        .map_or(Actor::Anonymous, |row| row.actor()))
}
