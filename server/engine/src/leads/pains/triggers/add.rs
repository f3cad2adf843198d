//! How it is written down that a crisis befell an account.

use model::{
    Complaint, Failure,
    access::speaks_for,
    activity::Fact,
    leads::pains::{show::AccountPains, triggers::add::AddTrigger},
    values::ids::TriggerId,
};
use sea_orm::{ActiveModelTrait as _, EntityTrait, IntoActiveModel as _};

use super::{
    super::{catalogue, readiness::hold},
    entity::{Entity, Model},
};
use crate::{Done, Fault, Handle, Work, accounts::touches};

impl Handle for AddTrigger {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<AccountPains>, Fault> {
        let department =
            speaks_for(work.actor(), self.department).map_err(|complaint| Failure::field("department", complaint))?;
        let held = hold(work, self.account).await?;
        let catalogue = catalogue::all(work.db()).await?;
        let crisis = catalogue
            .crises
            .iter()
            .find(|entry| entry.crisis.key == self.crisis && !entry.retired)
            .map(|entry| &entry.crisis)
            .ok_or_else(|| Failure::field("crisis", Complaint::NotAChoice))?;
        let occurred_at = touches::moment(work, self.occurred_at.as_ref()).await?;
        let row = Model {
            id: work.new_id(),
            account_id: self.account.0,
            crisis: crisis.key.to_string(),
            pains: serde_json::to_value(&crisis.pains)?,
            occurred_at,
            expires_at: crisis.expires(occurred_at),
            known_from: self.known_from.to_string(),
            department: department.key().to_owned(),
            author_id: work.actor().person().map(|person| person.0),
            withdrawn_at: None,
        };
        Entity::insert(row.clone().into_active_model().reset_all())
            .exec_without_returning(work.db())
            .await?;
        let recorded = work.record(Fact::CrisisBefell {
            account: self.account,
            trigger: TriggerId(row.id),
            crisis: crisis.name.to_string(),
            known_from: row.known_from,
            occurred_at,
            expires_at: row.expires_at,
            leg: department,
        });
        Ok(recorded.with(held.answer(work).await?))
    }
}
