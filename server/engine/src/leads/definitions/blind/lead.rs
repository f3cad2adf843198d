//! How a lead of a sample is shown, as it was known when the sample was drawn.

use model::{
    Failure,
    criteria::Asks,
    leads::definitions::blind::lead::{Known, KnownLead, ShowSampleLead},
};
use sea_orm::EntityTrait;

use super::{drawn, sample};
use crate::{
    Answer, Fault, Read,
    accounts::{self, contacts::entity as contact},
    leads::{chain::entity as lead, facts, pains::catalogue},
};

impl Answer for ShowSampleLead {
    async fn answer(self, read: &Read<'_>) -> Result<KnownLead, Fault> {
        let db = read.db();
        let sample = sample::Entity::find_by_id(self.version.0).one(db).await?;
        let sample = sample.ok_or(Failure::NotFound)?;
        let drawn = drawn::Entity::find_by_id((self.version.0, self.lead.0)).one(db).await?;
        drawn.ok_or(Failure::NotFound)?;
        let lead = lead::Entity::find_by_id(self.lead.0).one(db).await?;
        let lead = lead.ok_or(Failure::NotFound)?;
        let person = contact::Entity::find_by_id(lead.contact_id).one(db).await?;
        let person = person.ok_or(Failure::NotFound)?;
        let accounts = accounts::names(db, lead.account_id).await?;
        let asks = Asks {
            pains: true,
            touches: true,
            ..Asks::default()
        };
        let facts = facts::of_lead(db, &lead, asks).await?;
        let catalogue = catalogue::all(db).await?;
        Ok(KnownLead {
            lead: self.lead,
            contact_name: person.name,
            job_title: person.job_title,
            account_name: lead.account_id.and_then(|account| accounts.get(&account).cloned()),
            captured_at: lead.captured_at,
            as_of: sample.drawn_at,
            known: Known::of(&facts, &catalogue, sample.drawn_at),
        })
    }
}
