//! How somebody stays in touch with a lead that is not ready.

use model::leads::chain::{Command, list::LeadRow, nurture::NurtureLead};

use crate::{Done, Fault, Handle, Work};

impl Handle for NurtureLead {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<LeadRow>, Fault> {
        let to = super::owner(work.db(), self.to, "to").await?;
        let command = Command::Nurture {
            to,
            next_on: self.next_on,
        };
        super::step(work, self.lead, self.seen, command).await
    }
}
