//! How sales begins to work on a lead.

use model::leads::chain::{Command, list::LeadRow, work::WorkLead};

use crate::{Done, Fault, Handle, Work};

impl Handle for WorkLead {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<LeadRow>, Fault> {
        let command = Command::Work { next_on: self.next_on };
        super::step(work, self.lead, self.seen, command).await
    }
}
