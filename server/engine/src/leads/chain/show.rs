//! How one lead is shown with everything that decided about it.

use model::leads::{
    chain::show::{ShowLead, ShownLead, ShownScore},
    scores::ScoreLog,
};

use super::{rows, transitions};
use crate::{
    Answer, Fault, Read,
    agreements::versions::entity as versions,
    leads::{definitions, scores},
};

impl Answer for ShowLead {
    async fn answer(self, read: &Read<'_>) -> Result<ShownLead, Fault> {
        let row = rows::find(read.db(), self.lead).await?;
        let definition = definitions::in_force(read.db()).await?;
        let facts = scores::of_lead(read.db(), &row, &definition, read.now()).await?;
        let at_present = definition.content.decide(&facts, read.now());
        let numbers = versions::numbers(read.db(), row.definition_version).await?;
        let (fit, engagement) = facts.lead.map(|lead| (lead.fit, lead.engagement)).unwrap_or_default();
        let shown = |log: ScoreLog| ShownScore {
            total: log.total_at(read.now()),
            log,
        };
        Ok(ShownLead {
            steps: transitions::of(read.db(), self.lead).await?,
            fit: shown(fit),
            engagement: shown(engagement),
            judged_by: row
                .definition_version
                .and_then(|version| numbers.get(&version).copied()),
            judged_receipt: row.receipt.clone().map(serde_json::from_value).transpose()?,
            at_present,
            definition: definition.number,
            matched: row.matched.clone().map(serde_json::from_value).transpose()?,
            routed: row.routed.clone().map(serde_json::from_value).transpose()?,
            row: rows::told_one(read.db(), row).await?,
        })
    }
}
