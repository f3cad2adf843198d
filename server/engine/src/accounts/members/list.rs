//! Who works a leg beside its lead.

use model::accounts::members::{LegMembers, list::ListMembers};

use crate::{Answer, Fault, Read, accounts::queries};

impl Answer for ListMembers {
    async fn answer(self, read: &Read<'_>) -> Result<LegMembers, Fault> {
        queries::find(read.db(), self.account).await?;
        super::of_leg(read.db(), self.account, self.leg).await
    }
}
