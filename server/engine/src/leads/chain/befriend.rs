//! How a person gets on the relationship track.

use model::leads::chain::{Command, befriend::BefriendLead, list::LeadRow};

use crate::{Done, Fault, Handle, Work};

impl Handle for BefriendLead {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<LeadRow>, Fault> {
        let to = super::owner(work.db(), self.to, "to").await?;
        let command = Command::Befriend {
            reasons: self.reasons,
            to,
            next_on: self.next_on,
        };
        super::step(work, self.lead, self.seen, command).await
    }
}
