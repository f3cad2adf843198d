//! How a lead becomes a deal: it stays the record that it is, and nothing is copied.

use model::{
    Complaint, Failure, Refusal,
    leads::{
        chain::{Command, convert::ConvertLead, list::LeadRow},
        rules::LeadRule,
    },
};

use super::held::Held;
use crate::{Done, Fault, Handle, Work, accounts::deals};

impl Handle for ConvertLead {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<LeadRow>, Fault> {
        let mut held = Held::of(work, self.lead, self.seen).await?;
        let account = held.lead.account.ok_or(Refusal::from(LeadRule::NoAccount))?;
        let deal = deals::queries::lock(work.db(), self.deal).await?;
        if deal.account_id != account.0 {
            return Err(Failure::field("deal", Complaint::NoSuch).into());
        }
        held.take(
            work,
            Command::Convert {
                deal: self.deal,
                next_on: self.next_on,
            },
        )?;
        held.store(work).await?;
        held.moved(work).await
    }
}
