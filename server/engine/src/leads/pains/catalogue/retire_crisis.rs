//! How a crisis leaves the catalogue.

use model::{
    Failure,
    activity::Fact,
    leads::pains::catalogue::{CataloguedCrisis, retire_crisis::RetireCrisis},
};

use super::{find_crisis, held, store_crisis};
use crate::{Done, Fault, Handle, Work};

impl Handle for RetireCrisis {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<CataloguedCrisis>, Fault> {
        held(work).await?;
        let mut row = find_crisis(work.db(), &self.crisis).await?;
        if row.retired_at.is_some() {
            return Err(Failure::NotFound.into());
        }
        row.retired_at = Some(work.now());
        row.version += 1;
        let fact = Fact::CrisisRetired {
            crisis: row.key.clone(),
            name: row.name.clone(),
        };
        let answer = store_crisis(work.db(), row).await?;
        Ok(work.record(fact).with(answer))
    }
}
