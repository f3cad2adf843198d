//! How the participation of one account is shown.

use model::journey::participation::show::{Participation, ShowParticipation};

use super::of_account;
use crate::{Answer, Fault, Read, accounts::queries};

impl Answer for ShowParticipation {
    async fn answer(self, read: &Read<'_>) -> Result<Participation, Fault> {
        let row = queries::find(read.db(), self.account).await?;
        of_account(read, &read.stages().await?, &row).await
    }
}
