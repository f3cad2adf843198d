//! What accepting an invitation and choosing a new password have in common: a link, a password, and then one is in.

use model::{
    Complaint, Failure, Refusal,
    platform::{
        links::{LinkPurpose, LinkSecret},
        people::PersonState,
    },
    values::{EmailAddress, ids::PersonId, password::NewPassword},
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::{entity, queries, show_link::state_for, sign_in::account_door};
use crate::{
    Effect, Engine, Fault, Work,
    platform::{links, throttle},
    secret,
    work::Prepared,
};

/// Hashes the password, unless the link is worth nothing: a hash is work that strangers should not have for nothing.
pub(super) async fn prepare(
    engine: &Engine,
    purpose: LinkPurpose,
    link: &LinkSecret,
    password: &NewPassword,
) -> Result<Prepared, Fault> {
    links::look(engine.store.reader(), purpose, link, engine.clock.now()).await?;
    secret::hash_password(password.expose().to_owned())
        .await
        .map(Prepared::PasswordHash)
}

/// Uses the link up, keeps the password, ends all other sessions and signs in.
pub(super) async fn by_link(
    work: &mut Work<'_>,
    purpose: LinkPurpose,
    link: &LinkSecret,
    password: &NewPassword,
) -> Result<entity::Model, Fault> {
    let subject = links::spend(work.db(), purpose, link, work.now()).await?;
    let row = queries::get(work.db(), PersonId(subject)).await?;
    if row.state() != Some(state_for(purpose)) {
        return Err(Refusal::LinkNotValid.into());
    }
    not_the_address(&row, password)?;
    keep(work, &row).await?;
    Ok(row)
}

/// Refuses a password that is little more than the address.
pub(super) fn not_the_address(row: &entity::Model, password: &NewPassword) -> Result<(), Fault> {
    let repeats = row
        .email
        .parse::<EmailAddress>()
        .is_ok_and(|email| password.repeats(&email));
    if repeats {
        return Err(Failure::field("password", Complaint::Guessable).into());
    }
    Ok(())
}

/// Keeps the password that was hashed before, ends all sessions of the person, and signs this browser in anew.
pub(super) async fn keep(work: &mut Work<'_>, row: &entity::Model) -> Result<(), Fault> {
    let password_hash = work.password_hash()?;
    let chosen = entity::ActiveModel {
        id: Set(row.id),
        password_hash: Set(Some(password_hash)),
        state: Set(PersonState::Active.key().to_owned()),
        signed_in_at: Set(Some(work.now())),
        updated_at: Set(work.now()),
        ..Default::default()
    };
    entity::Entity::update(chosen).exec(work.db()).await?;
    let epoch = queries::end_sessions(work, row).await?;
    // Whoever forgot the password has tried a few: the new one must open the door at once.
    throttle::forget(work.db(), &account_door(&row.email)).await?;
    work.then(Effect::SignIn {
        person: PersonId(row.id),
        epoch,
    });
    Ok(())
}
