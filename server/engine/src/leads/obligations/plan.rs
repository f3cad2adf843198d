//! How a leg says when it turns to the buyer next.

use model::{
    Complaint, Failure,
    access::speaks_for,
    activity::Fact,
    leads::{
        engagement::Duty,
        obligations::{Obligation, Part, list::ObligationRow, plan::PlanNextTouch},
    },
    values::ids::{AccountId, LeadId, ObligationId},
};

use super::{entity::Model, hear, news, rows};
use crate::{Done, Fault, Handle, Work, accounts::queries, platform::organisation};

impl Handle for PlanNextTouch {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<ObligationRow>, Fault> {
        if self.on < organisation::today(work.db(), work.now()).await? {
            return Err(Failure::field("on", Complaint::InThePast).into());
        }
        let (row, owed) = own(work, self.obligation, Duty::NextTouch).await?;
        let fact = Fact::NextTouchPlanned {
            account: AccountId(row.account_id),
            lead: row.lead_id.map(LeadId),
            leg: owed.leg,
            on: self.on,
        };
        answered(work, row, fact).await
    }
}

/// An obligation of the kind that the actor's own leg owes, with its account held.
pub(super) async fn own(work: &Work<'_>, obligation: ObligationId, duty: Duty) -> Result<(Model, Obligation), Fault> {
    let row = rows::find(work.db(), obligation).await?;
    queries::lock(work.db(), AccountId(row.account_id)).await?;
    let owed = row.obligation()?;
    if speaks_for(work.actor(), Some(owed.leg)).is_err() {
        return Err(Failure::Forbidden.into());
    }
    if owed.duty != duty || owed.part == Part::Word {
        return Err(Failure::field("obligation", Complaint::NotAChoice).into());
    }
    Ok((row, owed))
}

/// Records what was said, and answers with how the obligation stands by it. That it hears of it again when the command is
/// through changes nothing.
pub(super) async fn answered(work: &mut Work<'_>, row: Model, fact: Fact) -> Result<Done<ObligationRow>, Fault> {
    let recorded = work.record(fact);
    let news = news::of(work).await?;
    let heard: Vec<_> = news.iter().collect();
    hear::all(work, &[row.account_id], &heard).await?;
    let row = rows::find(work.db(), ObligationId(row.id)).await?;
    let told = rows::told(work.db(), vec![row], work.now()).await?;
    let row = told.into_iter().next().ok_or(Failure::NotFound)?;
    Ok(recorded.with(row))
}
