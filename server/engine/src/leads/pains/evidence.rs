//! Evidence of pains: what departments heard, side by side.

mod add;
pub mod entity;
mod settle;
pub mod settlement;
mod unsettle;
mod withdraw;

use model::{
    Failure, Refusal,
    leads::pains::evidence::{self as words, Evidence},
    values::ids::{AccountId, EvidenceId},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect,
    prelude::{DateTimeUtc, Uuid},
    sea_query::Expr,
};

use self::entity::{Column, Entity};
use super::readiness::{Held, hold};
use crate::{Fault, Work};

/// The account of evidence, held against other commands.
async fn hold_of(work: &mut Work<'_>, evidence: EvidenceId) -> Result<Held, Fault> {
    let account: Option<Uuid> = Entity::find_by_id(evidence.0)
        .select_only()
        .column(Column::AccountId)
        .into_tuple()
        .one(work.db())
        .await?;
    hold(work, AccountId(account.ok_or(Failure::NotFound)?)).await
}

/// The evidence, where it stands. What was replaced, withdrawn or decided against is refused.
fn standing(held: &Held, evidence: EvidenceId, now: DateTimeUtc) -> Result<Evidence, Fault> {
    let found = held.spine.standing(evidence, now).cloned();
    found.ok_or_else(|| Refusal::FactNotStanding.into())
}

/// Ends evidence, for another one where that is said.
async fn end(
    db: &impl ConnectionTrait,
    evidence: &[EvidenceId],
    at: Option<DateTimeUtc>,
    stepped_back_for: Option<EvidenceId>,
) -> Result<(), Fault> {
    Entity::update_many()
        .col_expr(Column::EndedAt, Expr::val(at))
        .col_expr(Column::EndedFor, Expr::val(stepped_back_for.map(|id| id.0)))
        .filter(Column::Id.is_in(evidence.iter().map(|id| id.0)))
        .exec(db)
        .await?;
    Ok(())
}

/// Takes back that evidence holds: what stepped back for it stands beside it again.
async fn take_back(work: &Work<'_>, held: &mut Held, evidence: EvidenceId) -> Result<(), Fault> {
    let back = words::unsettle(&mut held.spine.evidence, evidence)?;
    end(work.db(), &back, None, None).await?;
    settlement::Entity::update_many()
        .col_expr(settlement::Column::UndoneAt, Expr::val(work.now()))
        .col_expr(
            settlement::Column::UndoneBy,
            Expr::val(work.actor().person().map(|person| person.0)),
        )
        .filter(settlement::Column::AccountId.eq(held.spine.account.0))
        .filter(settlement::Column::EvidenceId.eq(evidence.0))
        .filter(settlement::Column::UndoneAt.is_null())
        .exec(work.db())
        .await?;
    Ok(())
}
