//! How sales gives a lead back.

use model::leads::chain::{Command, list::LeadRow, reject::RejectLead};

use crate::{Done, Fault, Handle, Work};

impl Handle for RejectLead {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<LeadRow>, Fault> {
        let to = super::owner(work.db(), self.to, "to").await?;
        let command = Command::Reject {
            reasons: self.reasons,
            note: self.note,
            to,
            next_on: self.next_on,
        };
        super::step(work, self.lead, self.seen, command).await
    }
}
