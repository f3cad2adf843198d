//! How a proposal becomes a draft again.

use model::{
    activity::Fact,
    agreements::{Standing, versions::take_back::TakeBackVersion},
};

use crate::{Done, Fault, Handle, Work, agreements::held::Held};

impl Handle for TakeBackVersion {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Standing>, Fault> {
        let mut held = Held::of_version(work, self.version).await?;
        let signed = held.version(self.version)?.signatures.iter();
        let void = signed.map(|signature| signature.department).collect();
        let actor = *work.actor();
        let step = |agreement: &mut model::agreement::Agreement, now| {
            agreement.take_back(self.version, self.seen, &actor, now)
        };
        held.step_with(work, self.version, step).await?;
        held.store(work).await?;
        let fact = Fact::AgreementTakenBack {
            agreement: held.id,
            version: self.version,
            name: held.name.clone(),
            number: held.number(self.version).unwrap_or_default(),
            void,
        };
        let standing = held.standing(self.version)?;
        Ok(work.record(fact).with(standing))
    }
}
