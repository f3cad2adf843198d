//! How a version is given up.

use model::{
    activity::Fact,
    agreements::{Standing, versions::withdraw::WithdrawVersion},
};

use crate::{Done, Fault, Handle, Work, agreements::held::Held};

impl Handle for WithdrawVersion {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Standing>, Fault> {
        let mut held = Held::of_version(work, self.version).await?;
        let actor = *work.actor();
        let step =
            |agreement: &mut model::agreement::Agreement, now| agreement.withdraw(self.version, self.seen, &actor, now);
        held.step_with(work, self.version, step).await?;
        held.store(work).await?;
        let fact = Fact::AgreementWithdrawn {
            agreement: held.id,
            version: self.version,
            name: held.name.clone(),
            number: held.number(self.version),
            overtaken_by: None,
        };
        let standing = held.standing(self.version)?;
        Ok(work.record(fact).with(standing))
    }
}
