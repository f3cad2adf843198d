//! How a lead is closed: as its deal was decided, so that the two never say different things.

use model::{
    Refusal,
    accounts::deals::DealState,
    activity::Fact,
    leads::{
        chain::{Command, close::CloseLead, list::LeadRow},
        rules::LeadRule,
    },
    values::text::Reason,
};

use super::held::Held;
use crate::{Done, Fault, Handle, Work, accounts::deals};

impl Handle for CloseLead {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<LeadRow>, Fault> {
        let mut held = Held::of(work, self.lead, self.seen).await?;
        let deal = held.lead.deal.ok_or(Refusal::from(LeadRule::NotFromThisState))?;
        let deal = deals::queries::lock(work.db(), deal).await?;
        let won = match DealState::from_key(&deal.state) {
            Some(DealState::Won) => true,
            Some(DealState::Lost) => false,
            Some(DealState::Open) | None => return Err(Refusal::DealNotDecided.into()),
        };
        let reason: Option<Reason> = deal.lost_reason.as_deref().and_then(|reason| reason.parse().ok());
        let quality = self.quality;
        held.take(work, Command::Close { won, reason, quality })?;
        held.store(work).await?;
        let fact = Fact::LeadClosed {
            account: held.lead.account,
            lead: held.lead.id,
            name: held.contact.name.clone(),
            won,
        };
        held.recorded(work, fact).await
    }
}
