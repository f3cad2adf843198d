//! The day of a signed version has come: what the worker does about it.

use model::{
    Failure, Refusal, agreement::State, agreements::bring_into_force::BringIntoForce, values::ids::AgreementId,
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::versions::entity::{Column, Entity};
use crate::{Caller, Engine, Fault, perform};

/// Brings what is due into force. Once that is done, or when what was signed was withdrawn, there is nothing to do.
pub(crate) async fn bring_into_force(engine: &Engine, agreement: AgreementId) -> Result<(), Fault> {
    let waiting = Entity::find()
        .filter(Column::AgreementId.eq(agreement.0))
        .filter(Column::State.eq(State::Signed.key()))
        .count(engine.store.reader())
        .await?;
    if waiting == 0 {
        return Ok(());
    }
    let caller = Caller::system(&format!("agreement {agreement}"));
    match perform(engine, &caller, BringIntoForce { agreement }).await {
        Ok(_) | Err(Failure::Refused(Refusal::NothingToBringIntoForce)) => Ok(()),
        Err(failure) => Err(failure.into()),
    }
}
