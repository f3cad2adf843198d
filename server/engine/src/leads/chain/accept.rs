//! How sales takes a lead.

use model::leads::chain::{Command, accept::AcceptLead, list::LeadRow};

use crate::{Done, Fault, Handle, Work};

impl Handle for AcceptLead {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<LeadRow>, Fault> {
        let command = Command::Accept { next_on: self.next_on };
        super::step(work, self.lead, self.seen, command).await
    }
}
