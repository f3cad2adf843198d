//! How words about a pain come to stand side by side again.

use model::{
    Failure,
    activity::Fact,
    leads::pains::{evidence::unsettle::UnsettlePain, show::AccountPains},
};

use super::{super::catalogue, hold_of, take_back};
use crate::{Done, Fault, Handle, Work};

impl Handle for UnsettlePain {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<AccountPains>, Fault> {
        let mut held = hold_of(work, self.evidence).await?;
        let word = held.spine.evidence.iter().find(|one| one.id == self.evidence);
        let word = word.cloned().ok_or(Failure::NotFound)?;
        take_back(work, &mut held, self.evidence).await?;
        let catalogue = catalogue::all(work.db()).await?;
        let recorded = work.record(Fact::PainUnsettled {
            account: word.account,
            evidence: self.evidence,
            pain: catalogue.pain_name(&word.pain),
        });
        Ok(recorded.with(held.answer(work).await?))
    }
}
