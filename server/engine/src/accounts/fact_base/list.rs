//! How the fact base of an account is listed.

use model::accounts::fact_base::list::{FactBase, ListFacts};

use super::standing;
use crate::{Answer, Fault, Read, accounts::queries};

impl Answer for ListFacts {
    async fn answer(self, read: &Read<'_>) -> Result<FactBase, Fault> {
        let found = standing(read.db(), self.account).await?;
        if found.items.is_empty() {
            // Nothing known of an account is an answer; no account is none.
            queries::find(read.db(), self.account).await?;
        }
        Ok(found)
    }
}
