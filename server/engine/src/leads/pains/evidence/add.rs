//! How a department writes down that it hurts.

use model::{
    Complaint, Failure,
    access::speaks_for,
    activity::Fact,
    leads::pains::{evidence::add::AddEvidence, show::AccountPains},
    values::ids::EvidenceId,
};
use sea_orm::{ActiveModelTrait as _, EntityTrait, IntoActiveModel as _};

use super::{
    super::{catalogue, readiness::hold},
    entity::{Entity, Model},
};
use crate::{Done, Fault, Handle, Work, accounts::touches};

impl Handle for AddEvidence {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<AccountPains>, Fault> {
        let department =
            speaks_for(work.actor(), self.department).map_err(|complaint| Failure::field("department", complaint))?;
        let held = hold(work, self.account).await?;
        let catalogue = catalogue::all(work.db()).await?;
        let offered = catalogue
            .pains
            .iter()
            .any(|entry| entry.pain.key == self.pain && !entry.retired);
        if !offered {
            return Err(Failure::field("pain", Complaint::NotAChoice).into());
        }
        let heard_at = touches::moment(work, self.occurred_at.as_ref()).await?;
        if let Some(contact) = self.contact {
            touches::contact_name(work, self.account, contact).await?;
        }
        let row = Model {
            id: work.new_id(),
            account_id: self.account.0,
            pain: self.pain.to_string(),
            severity: i16::from(self.severity.get()),
            source: self.source.key().to_owned(),
            department: department.key().to_owned(),
            heard_at,
            said_by: self.said_by.to_string(),
            contact_id: self.contact.map(|contact| contact.0),
            words: self.words.map(String::from),
            author_id: work.actor().person().map(|person| person.0),
            noted_at: work.now(),
            ended_at: None,
            ended_for: None,
        };
        Entity::insert(row.clone().into_active_model().reset_all())
            .exec_without_returning(work.db())
            .await?;
        let recorded = work.record(Fact::PainHeard {
            account: self.account,
            evidence: EvidenceId(row.id),
            pain: catalogue.pain_name(&self.pain),
            severity: self.severity,
            said_by: row.said_by,
            words: row.words,
            leg: department,
        });
        Ok(recorded.with(held.answer(work).await?))
    }
}
