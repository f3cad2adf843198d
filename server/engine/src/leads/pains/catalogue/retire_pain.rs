//! How a pain leaves the catalogue.

use model::{
    Failure,
    activity::Fact,
    leads::pains::catalogue::{CataloguedPain, retire_pain::RetirePain},
};

use super::{find_pain, held, store_pain};
use crate::{Done, Fault, Handle, Work};

impl Handle for RetirePain {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<CataloguedPain>, Fault> {
        held(work).await?;
        let mut row = find_pain(work.db(), &self.pain).await?;
        if row.retired_at.is_some() {
            return Err(Failure::NotFound.into());
        }
        row.retired_at = Some(work.now());
        row.version += 1;
        let fact = Fact::PainRetired {
            pain: row.key.clone(),
            name: row.name.clone(),
        };
        let answer = store_pain(work.db(), row).await?;
        Ok(work.record(fact).with(answer))
    }
}
