//! How a leg tells another one how it stands.

use model::{
    activity::Fact,
    leads::{
        engagement::Duty,
        obligations::{list::ObligationRow, tell::TellHowItStands},
    },
    values::ids::{AccountId, LeadId},
};

use super::plan;
use crate::{Done, Fault, Handle, Work};

impl Handle for TellHowItStands {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<ObligationRow>, Fault> {
        let (row, owed) = plan::own(work, self.obligation, Duty::Feedback).await?;
        let fact = Fact::HowItStandsTold {
            account: AccountId(row.account_id),
            lead: row.lead_id.map(LeadId),
            leg: owed.leg,
            to: owed.to,
            words: self.words.to_string(),
        };
        plan::answered(work, row, fact).await
    }
}
