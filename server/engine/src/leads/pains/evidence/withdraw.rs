//! How a department takes back what it said about a pain.

use model::{
    access::Action,
    activity::Fact,
    leads::pains::{evidence::withdraw::WithdrawEvidence, show::AccountPains},
};

use super::{super::catalogue, end, hold_of, standing, take_back};
use crate::{Done, Fault, Handle, Work};

impl Handle for WithdrawEvidence {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<AccountPains>, Fault> {
        let mut held = hold_of(work, self.evidence).await?;
        let evidence = standing(&held, self.evidence, work.now())?;
        work.require(Action::WithdrawFact {
            department: Some(evidence.department),
        })?;
        // Who stepped back for a word that nobody says any more speaks again, or the pain would be overlooked.
        if evidence.settled_at.is_some() {
            take_back(work, &mut held, self.evidence).await?;
        }
        end(work.db(), &[self.evidence], Some(work.now()), None).await?;
        let catalogue = catalogue::all(work.db()).await?;
        let recorded = work.record(Fact::PainWithdrawn {
            account: evidence.account,
            evidence: self.evidence,
            pain: catalogue.pain_name(&evidence.pain),
            severity: evidence.severity,
            leg: evidence.department,
        });
        Ok(recorded.with(held.answer(work).await?))
    }
}
