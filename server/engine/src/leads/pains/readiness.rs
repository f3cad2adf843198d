//! Readiness as it is kept with an account: how it stands, and when time alone may turn it.

use chrono::{DateTime, TimeDelta, Utc};
use model::{
    activity::Fact,
    leads::pains::{
        readiness::{Readiness, readiness, turns},
        show::AccountPains,
    },
    values::ids::AccountId,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::spine::{Spine, load};
use crate::{
    Fault, Work,
    accounts::{entity as account, queries},
};

/// An account whose pains are about to change: held, and up to date with the time that has passed.
pub(super) struct Held {
    pub spine: Spine,
    stands: Readiness,
    turns_at: Option<DateTime<Utc>>,
}

/// Begins a command about the pains of an account: what time alone turned is recorded before anything changes.
pub(super) async fn hold(work: &mut Work<'_>, account: AccountId) -> Result<Held, Fault> {
    let row = queries::lock(work.db(), account).await?;
    let spine = load(work.db(), account).await?;
    let (stands, _) = pass(work, &row, &spine)?;
    Ok(Held {
        spine,
        stands,
        turns_at: row.readiness_turns_at,
    })
}

/// Records how readiness turned while time passed; tells how it stands then, and how often it turned.
fn pass(work: &mut Work<'_>, row: &account::Model, spine: &Spine) -> Result<(Readiness, u32), Fault> {
    let mut stands =
        Readiness::from_key(&row.readiness).ok_or_else(|| Fault::Stored(format!("readiness {}", row.readiness)))?;
    let Some(due) = row.readiness_turns_at.filter(|due| *due <= work.now()) else {
        return Ok((stands, 0));
    };
    let mut often = 0;
    for turn in turns(&spine.facts(), due - TimeDelta::microseconds(1), work.now()) {
        if turn.to == stands {
            continue;
        }
        stands = turn.to;
        often += 1;
        work.record(Fact::ReadinessTurned {
            account: spine.account,
            to: turn.to,
            at: turn.at,
        });
    }
    Ok((stands, often))
}

/// Keeps how readiness stands now and when it may turn, and records that it turned by what somebody has done.
async fn keep(
    work: &mut Work<'_>,
    spine: &Spine,
    stood: Readiness,
    kept: (&str, Option<DateTime<Utc>>),
) -> Result<(), Fault> {
    let ready = readiness(&spine.facts(), work.now());
    if ready.readiness != stood {
        work.record(Fact::ReadinessTurned {
            account: spine.account,
            to: ready.readiness,
            at: work.now(),
        });
    }
    if kept != (ready.readiness.key(), ready.next_change) {
        account::Entity::update_many()
            .col_expr(account::Column::Readiness, Expr::val(ready.readiness.key()))
            .col_expr(account::Column::ReadinessTurnsAt, Expr::val(ready.next_change))
            .filter(account::Column::Id.eq(spine.account.0))
            .exec(work.db())
            .await?;
    }
    Ok(())
}

impl Held {
    /// Ends the command: readiness is what the rules say of what is stored now.
    pub(super) async fn answer(self, work: &mut Work<'_>) -> Result<AccountPains, Fault> {
        let spine = load(work.db(), self.spine.account).await?;
        // What time turned before is recorded, but not kept yet.
        let kept = self.turns_at.filter(|due| *due > work.now());
        let key = if kept == self.turns_at { self.stands.key() } else { "" };
        keep(work, &spine, self.stands, (key, kept)).await?;
        spine.told(work.db(), work.now()).await
    }
}

/// Records what time alone turned at one account; tells how often.
pub(super) async fn look(work: &mut Work<'_>, row: &account::Model) -> Result<u32, Fault> {
    let spine = load(work.db(), AccountId(row.id)).await?;
    let (stands, often) = pass(work, row, &spine)?;
    keep(work, &spine, stands, (&row.readiness, row.readiness_turns_at)).await?;
    Ok(often)
}
