//! How somebody says which word about a pain holds.

use model::{
    activity::Fact,
    leads::pains::{
        evidence::{self, settle::SettlePain},
        show::AccountPains,
    },
};
use sea_orm::{ActiveModelTrait as _, EntityTrait, IntoActiveModel as _};

use super::{super::catalogue, end, hold_of, settlement, standing, take_back};
use crate::{Done, Fault, Handle, Work};

impl Handle for SettlePain {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<AccountPains>, Fault> {
        let mut held = hold_of(work, self.evidence).await?;
        let word = standing(&held, self.evidence, work.now())?;
        // Decided once already, and contradicted since: the new decision is about all that is said now.
        if word.settled_at.is_some() {
            take_back(work, &mut held, self.evidence).await?;
        }
        let stepped = evidence::settle(&mut held.spine.evidence, self.evidence, work.now())?;
        end(work.db(), &stepped, Some(work.now()), Some(self.evidence)).await?;
        let row = settlement::Model {
            id: work.new_id(),
            account_id: word.account.0,
            pain: word.pain.to_string(),
            evidence_id: self.evidence.0,
            settled_by: work.actor().person().map(|person| person.0),
            settled_at: work.now(),
            undone_by: None,
            undone_at: None,
        };
        settlement::Entity::insert(row.into_active_model().reset_all())
            .exec_without_returning(work.db())
            .await?;
        let catalogue = catalogue::all(work.db()).await?;
        let recorded = work.record(Fact::PainSettled {
            account: word.account,
            evidence: self.evidence,
            pain: catalogue.pain_name(&word.pain),
            severity: word.severity,
            leg: word.department,
        });
        Ok(recorded.with(held.answer(work).await?))
    }
}
