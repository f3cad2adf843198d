//! The day of a signed version has come: what the worker does about it.

use chrono::{NaiveDate, NaiveTime};
use model::{
    Failure, Refusal, agreement::State, agreements::bring_into_force::BringIntoForce, values::ids::AgreementId,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::versions::entity::{Column, Entity};
use crate::{
    Caller, Engine, Fault,
    jobs::{Job, queue},
    perform,
    platform::{organisation, people},
};

/// Brings what is due into force. Once that is done, or when what was signed was withdrawn, there is nothing to do.
pub(crate) async fn bring_into_force(engine: &Engine, agreement: AgreementId) -> Result<(), Fault> {
    let db = engine.store.reader();
    let waiting: Vec<Option<NaiveDate>> = Entity::find()
        .select_only()
        .column(Column::EffectiveFrom)
        .filter(Column::AgreementId.eq(agreement.0))
        .filter(Column::State.eq(State::Signed.key()))
        .into_tuple()
        .all(db)
        .await?;
    let Some(first) = waiting.into_iter().flatten().min() else {
        return Ok(());
    };
    let now = engine.clock.now();
    let zone = people::zone_around(&organisation::get(db).await?.time_zone, now);
    let begins = zone.moment(first.and_time(NaiveTime::MIN));
    if begins > now {
        // The organisation has moved to other clocks since it was signed, or another version waits for a later day.
        return queue::enqueue_alone_at(engine, &Job::BringIntoForce { agreement }, begins).await;
    }
    let caller = Caller::system(&format!("agreement {agreement}"));
    match perform(engine, &caller, BringIntoForce { agreement }).await {
        // Another process was faster.
        Ok(_) | Err(Failure::Refused(Refusal::NothingToBringIntoForce)) => Ok(()),
        Err(failure) => Err(failure.into()),
    }
}
