//! How a lead passes to sales.

use model::{
    activity::Fact,
    leads::chain::{Command, hand_over::HandOverLead, list::LeadRow},
};

use super::held::Held;
use crate::{
    Done, Fault, Handle, Work,
    accounts::queries,
    leads::{definitions, routing},
};

impl Handle for HandOverLead {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<LeadRow>, Fault> {
        let mut held = Held::of(work, self.lead, self.seen).await?;
        let (judged, receipt) = definitions::judge(work.db(), held.row(), work.now()).await?;
        held.judged(&receipt)?;
        let to = match self.to {
            Some(person) => super::owner(work.db(), person, "to").await?,
            None => {
                let matched = routing::matched(held.row())?;
                let routed = routing::route(work, &matched).await?;
                held.routed(&routed)?;
                super::owner(work.db(), routed.person, "to").await?
            }
        };
        let override_reason = self.override_reason.clone();
        held.take(
            work,
            Command::HandOver {
                to,
                next_on: self.next_on,
                judged,
                override_reason: self.override_reason,
            },
        )?;
        held.store(work).await?;
        let names = queries::names(work.db(), [Some(to.person.0)]).await?;
        let fact = Fact::LeadHandedOver {
            account: held.lead.account,
            lead: held.lead.id,
            name: held.contact.name.clone(),
            to: to.person,
            to_name: names.into_values().next().unwrap_or_default(),
            override_reason: override_reason.map(String::from),
        };
        held.recorded(work, fact).await
    }
}
