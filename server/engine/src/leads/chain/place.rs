//! How it becomes known where the person of a lead works.

use model::{
    activity::Fact,
    leads::{
        chain::{Command, list::LeadRow, place::PlaceLead},
        matching::Match,
    },
};

use super::held::Held;
use crate::{Done, Fault, Handle, Work, accounts::queries};

impl Handle for PlaceLead {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<LeadRow>, Fault> {
        queries::lock(work.db(), self.account).await?;
        let mut held = Held::of(work, self.lead, self.seen).await?;
        let account = self.account;
        held.take(work, Command::Place { account })?;
        held.matched(&Match::known(account))?;
        held.store(work).await?;
        let fact = Fact::LeadPlaced {
            account,
            lead: held.lead.id,
            name: held.contact.name.clone(),
        };
        held.recorded(work, fact).await
    }
}
