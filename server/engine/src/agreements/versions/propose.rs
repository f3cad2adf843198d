//! How a draft is laid before the departments.

use model::{
    activity::Fact,
    agreements::{Standing, versions::propose::ProposeVersion},
};

use crate::{
    Done, Fault, Handle, Work,
    agreements::{content, held::Held, kinds},
};

impl Handle for ProposeVersion {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Standing>, Fault> {
        let mut held = Held::of_version(work, self.version).await?;
        let (actor, terms) = (*work.actor(), self.terms());
        let step = |agreement: &mut model::agreement::Agreement, now| {
            agreement.propose(self.version, self.seen, terms, &actor, now)
        };
        let number = held.step_with(work, self.version, step).await?;
        // What a draft may say can have become stricter since it was stored.
        let content = content::get(work.db(), self.version).await?;
        (kinds::rules(held.agreement().kind()).check)(&content)?;
        kinds::may_propose(work, held.agreement().kind(), &content).await?;
        held.store(work).await?;
        let fact = Fact::AgreementProposed {
            agreement: held.id,
            version: self.version,
            name: held.name.clone(),
            number,
            effective_from: self.effective_from,
            review_by: self.review_by,
        };
        let standing = held.standing(self.version)?;
        Ok(work.record(fact).with(standing))
    }
}
