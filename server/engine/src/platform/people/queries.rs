//! What several operations ask about people.

use chrono::{DateTime, Utc};
use model::{
    Failure, Role,
    activity::Fact,
    platform::{
        links::LinkPurpose,
        people::{Person, PersonState, keeps_an_admin},
    },
    values::{Version, ids::PersonId},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};

use super::entity::{Column, Entity, Model};
use crate::{
    Fault, Work,
    platform::{links, sessions},
    store,
};

/// A person that is there.
pub(crate) async fn get(db: &impl ConnectionTrait, person: PersonId) -> Result<Model, Fault> {
    Entity::find_by_id(person.0)
        .one(db)
        .await?
        .ok_or_else(|| Failure::NotFound.into())
}

/// Admins who can sign in besides `person`. Inside a transaction the rows are locked: of two who take the role from
/// each other at once, the second sees what the first did.
pub(crate) async fn other_admins(db: &impl ConnectionTrait, person: PersonId) -> Result<u64, Fault> {
    let mut admins = Entity::find()
        .filter(Column::Role.eq(Role::Admin.key()))
        .filter(Column::State.eq(PersonState::Active.key()))
        .order_by_asc(Column::Id);
    if store::kind_of(db) == store::Kind::Postgres {
        admins = admins.lock_exclusive();
    }
    let admins = admins.all(db).await?;
    Ok(admins.iter().filter(|row| row.id != person.0).count() as u64)
}

/// Refuses what would leave the installation without an admin.
pub(crate) async fn require_an_admin(work: &Work<'_>, row: &Model, stays_active_admin: bool) -> Result<(), Fault> {
    let is_active_admin = row.state() == Some(PersonState::Active) && row.role() == Some(Role::Admin);
    if !is_active_admin || stays_active_admin {
        return Ok(());
    }
    let others = other_admins(work.db(), PersonId(row.id)).await?;
    keeps_an_admin(is_active_admin, stays_active_admin, others).map_err(Fault::from)
}

/// Ends all sessions of a person and all links that would let him in. Gives the epoch that holds from now on.
pub(crate) async fn end_sessions(work: &Work<'_>, row: &Model) -> Result<i32, Fault> {
    let person = PersonId(row.id);
    Entity::update_many()
        .col_expr(Column::SignInEpoch, Expr::col(Column::SignInEpoch).add(1))
        .filter(Column::Id.eq(row.id))
        .exec(work.db())
        .await?;
    sessions::delete_of(work.db(), person).await?;
    for purpose in LinkPurpose::ALL {
        links::revoke(work.db(), purpose, row.id, work.now()).await?;
    }
    // Read again rather than counted up here: another transaction may have raised it in between.
    Ok(get(work.db(), person).await?.sign_in_epoch)
}

/// The person as the others see him.
pub(crate) fn person(row: Model) -> Person {
    Person {
        id: PersonId(row.id),
        role: row.role().unwrap_or(Role::Executive),
        department: row.department(),
        state: row.state().unwrap_or(PersonState::Deactivated),
        email: row.email,
        name: row.name,
        created_at: row.created_at,
        signed_in_at: row.signed_in_at,
        version: Version(row.version),
    }
}

/// Names of people by id, in one question.
pub(crate) async fn names(
    db: &impl ConnectionTrait,
    mut ids: Vec<uuid::Uuid>,
) -> Result<std::collections::HashMap<uuid::Uuid, String>, Fault> {
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(std::collections::HashMap::new());
    }
    let rows: Vec<(uuid::Uuid, String)> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::Name])
        .filter(Column::Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// Who changed a person last, by name: the actor of the newest edit in the event log.
pub(crate) async fn last_editor(work: &Work<'_>, subject: uuid::Uuid) -> Result<Option<String>, Fault> {
    use crate::activity::entity as log;

    let fact = Fact::PersonEdited {
        person: PersonId(subject),
        name: String::new(),
        changes: Vec::new(),
    };
    let newest = log::Entity::find()
        .filter(log::Column::SubjectId.eq(subject))
        .filter(log::Column::Kind.eq(fact.kind()))
        .order_by_desc(log::Column::At)
        .order_by_desc(log::Column::Id)
        .one(work.db())
        .await?;
    let Some(actor) = newest.and_then(|entry| entry.actor_id) else {
        return Ok(None);
    };
    Ok(Entity::find_by_id(actor).one(work.db()).await?.map(|row| row.name))
}

/// What everything needs to know that is stored for a new person.
pub(crate) struct NewPerson {
    pub id: PersonId,
    pub email: String,
    pub name: String,
    pub department: Option<model::Department>,
    pub role: Role,
    pub password_hash: Option<String>,
    pub time_zone: String,
    pub signed_in_at: Option<DateTime<Utc>>,
}

/// Stores a new person: active with a password, invited without one.
pub(crate) async fn add(db: &impl ConnectionTrait, new: NewPerson, now: DateTime<Utc>) -> Result<(), Fault> {
    use model::values::{Locale, Theme};
    use sea_orm::ActiveValue::Set;

    let state = if new.password_hash.is_some() {
        PersonState::Active
    } else {
        PersonState::Invited
    };
    let row = super::entity::ActiveModel {
        id: Set(new.id.0),
        email: Set(new.email),
        name: Set(new.name),
        department: Set(new.department.map(|department| department.key().to_owned())),
        role: Set(new.role.key().to_owned()),
        password_hash: Set(new.password_hash),
        state: Set(state.key().to_owned()),
        locale: Set(Locale::default().key().to_owned()),
        time_zone: Set(new.time_zone),
        theme: Set(Theme::default().key().to_owned()),
        sign_in_epoch: Set(0),
        created_at: Set(now),
        updated_at: Set(now),
        signed_in_at: Set(new.signed_in_at),
        version: Set(1),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}
