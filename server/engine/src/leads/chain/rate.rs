//! How sales says how good a lead was.

use model::{
    activity::Fact,
    leads::chain::{Command, list::LeadRow, rate::RateLead},
};

use super::held::Held;
use crate::{Done, Fault, Handle, Work};

impl Handle for RateLead {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<LeadRow>, Fault> {
        let mut held = Held::of(work, self.lead, self.seen).await?;
        let quality = self.quality;
        held.take(work, Command::Rate { quality })?;
        held.store(work).await?;
        let fact = Fact::LeadRated {
            account: held.lead.account,
            lead: held.lead.id,
            name: held.contact.name.clone(),
            quality: quality.get(),
        };
        held.recorded(work, fact).await
    }
}
