//! How one contact is shown.

use model::accounts::contacts::{Contact, show::ShowContact};

use super::queries;
use crate::{Answer, Fault, Read};

impl Answer for ShowContact {
    async fn answer(self, read: &Read<'_>) -> Result<Contact, Fault> {
        let row = queries::find(read.db(), self.contact).await?;
        queries::told_one(read.db(), row).await
    }
}
