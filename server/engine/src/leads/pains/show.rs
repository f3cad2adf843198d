//! How the pains of an account are shown.

use model::leads::pains::show::{AccountPains, ShowPains};

use super::spine::load;
use crate::{Answer, Fault, Read, accounts::queries};

impl Answer for ShowPains {
    async fn answer(self, read: &Read<'_>) -> Result<AccountPains, Fault> {
        let spine = load(read.db(), self.account).await?;
        if spine.evidence.is_empty() && spine.triggers.is_empty() {
            // No pain of an account is an answer; no account is none.
            queries::find(read.db(), self.account).await?;
        }
        spine.told(read.db(), read.now()).await
    }
}
