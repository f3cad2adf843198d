//! How a lead is found to meet the definition.

use model::leads::chain::{Command, list::LeadRow, qualify::QualifyLead};

use super::held::Held;
use crate::{Done, Fault, Handle, Work, leads::definitions};

impl Handle for QualifyLead {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<LeadRow>, Fault> {
        let mut held = Held::of(work, self.lead, self.seen).await?;
        let (judged, receipt) = definitions::judge(work.db(), held.row(), work.now()).await?;
        held.judged(&receipt)?;
        let next_on = self.next_on;
        held.take(work, Command::Qualify { judged, next_on })?;
        held.store(work).await?;
        held.moved(work).await
    }
}
