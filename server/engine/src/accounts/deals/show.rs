//! How one deal is shown.

use model::accounts::deals::{Deal, show::ShowDeal};

use super::queries;
use crate::{Answer, Fault, Read};

impl Answer for ShowDeal {
    async fn answer(self, read: &Read<'_>) -> Result<Deal, Fault> {
        queries::told_one(read.db(), self.deal).await
    }
}
