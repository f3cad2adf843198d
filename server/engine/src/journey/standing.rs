//! Where accounts stand by the journey's criteria. Whatever a command records about an account is followed in the same
//! transaction; what changes with time alone, and what another version of the journey changes, by a job.

mod explain;
mod follow;
pub(crate) mod job;

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use model::{
    activity::Fact,
    journey::{
        Cause, Stages,
        evaluation::{Decider, Hold, Rules},
    },
    values::ids::{AccountId, AgreementVersionId},
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter,
    prelude::Uuid,
    sea_query::{CaseStatement, Expr},
};

use super::{
    facts::{self, Detail, Known},
    in_force::InForce,
    transitions::{self, Decided},
};
use crate::{
    Fault, Work,
    accounts::{entity as account, queries},
    jobs::{Job, queue},
};

/// How many accounts are read at once, with everything that is known of them.
const AT_ONCE: usize = 100;

/// Looks where the accounts stand that the command has recorded something about. Called once, when its handler is
/// through.
pub(crate) async fn follow_facts(work: &mut Work<'_>) -> Result<(), Fault> {
    let accounts: BTreeSet<AccountId> = work.facts.iter().filter_map(Fact::may_move).collect();
    if accounts.is_empty() {
        return Ok(());
    }
    follow(work, accounts.into_iter().collect()).await.map(drop)
}

/// Looks where these accounts stand, and moves those that stand elsewhere by now. Tells how many moved.
///
/// They are held before anything is read of them. Of two commands that each bring a part of what a stage asks for, the
/// second sees the part of the first; and nobody moves an account between the look and the move.
async fn follow(work: &mut Work<'_>, mut accounts: Vec<AccountId>) -> Result<u32, Fault> {
    accounts.sort_unstable();
    let mut moved = 0;
    for some in accounts.chunks(AT_ONCE) {
        queries::hold(work.db(), some.iter().map(|account| account.0)).await?;
        // Asked once they are held: whoever brings another version into force afterwards looks at them again.
        let journey = work.journey().await?;
        let Some(rules) = journey.journey.rules() else {
            return Err(Fault::Stored("the journey in force has no stage on the way".to_owned()));
        };
        let detail = Detail {
            asks: rules.asks(),
            ids: true,
            moves: false,
        };
        let mut look_again = Vec::new();
        for known in facts::of_accounts(work.db(), some, detail).await? {
            match settle(work, &journey, &rules, known).await? {
                Settled::Moved => moved += 1,
                Settled::Stays(Some(due)) => look_again.push(due),
                Settled::Stays(None) => {}
            }
        }
        queries::note_moments(work.db(), account::Column::LookAgainAt, &look_again).await?;
    }
    Ok(moved)
}

/// What became of an account that was looked at.
enum Settled {
    /// It stands elsewhere.
    Moved,
    /// It stands where it stood; when to look again, where that is to be noted anew.
    Stays(Option<(Uuid, Option<DateTime<Utc>>)>),
}

/// Puts one account where it belongs.
async fn settle(work: &mut Work<'_>, journey: &InForce, rules: &Rules<'_>, mut known: Known) -> Result<Settled, Fault> {
    let now = work.now();
    let stands = known.facts.standing.stage.clone();
    let hold = known.held_until.map(|until| Hold { stage: &stands, until });
    let decision = rules.decide(&known.facts, hold, now);
    if decision.stage == stands {
        let due = (decision.until != known.look_again_at).then_some((known.account.0, decision.until));
        return Ok(Settled::Stays(due));
    }
    let Some(to) = journey.stages.by_key(decision.stage) else {
        return Err(Fault::Stored(format!("stage {}", decision.stage)));
    };
    known.facts.profile.currency = Some(queries::currency(work.db()).await?);
    let row = queries::find(work.db(), known.account).await?;
    // A hold that puts an account elsewhere is one in a stage that was dropped; it goes on holding.
    let mapped = decision.by == Decider::Hand;
    let decided = Decided {
        to,
        since: now,
        cause: match decision.released {
            _ if mapped => Cause::Mapped,
            Some(why) => Cause::Released { why },
            None => Cause::Rule,
        },
        held_until: if mapped { known.held_until } else { None },
        look_again_at: decision.until,
        receipt: if mapped {
            None
        } else {
            rules.receipt(decision.stage, &known.facts, now)
        },
    };
    transitions::append(work, journey, row, decided).await?;
    Ok(Settled::Moved)
}

/// Another version of the journey is in force: stages stand in its order from now on, and a job looks where all accounts
/// stand.
pub(crate) async fn came_into_force(work: &mut Work<'_>, version: AgreementVersionId) -> Result<(), Fault> {
    let journey = work.journey().await?;
    debug_assert_eq!(journey.version, Some(version));
    put_in_order(work, &journey.stages, Condition::all()).await?;
    queue::enqueue(work, &Job::FollowJourney).await.map(drop)
}

/// Sorts accounts by the place of their stage, of those that meet a condition.
async fn put_in_order(work: &Work<'_>, stages: &Stages, which: Condition) -> Result<(), Fault> {
    let place = (0_i16..)
        .zip(stages)
        .fold(CaseStatement::new(), |places, (place, stage)| {
            places.case(account::Column::Stage.eq(stage.key.as_str()), place)
        });
    let place: Expr = place.into();
    // Accounts of a stage that the journey does not have have no place.
    let elsewhere = which.add(ExprTrait::ne(Expr::col(account::Column::StagePosition), place.clone()));
    queries::hold_where(work.db(), elsewhere.clone()).await?;
    account::Entity::update_many()
        .col_expr(account::Column::StagePosition, place)
        .filter(elsewhere)
        .exec(work.db())
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests;
