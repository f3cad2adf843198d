//! How the criteria of a draft are built.

use model::{
    Complaint, FieldErrors,
    agreements::Standing,
    criteria::builder::Sent,
    leads::definitions::{
        LeadDefinition,
        edit_criteria::{CRITERIA, EditCriteria},
    },
};

use super::surroundings::Surroundings;
use crate::{Done, Fault, Handle, Work, agreements::content::rewrite};

impl Handle for EditCriteria {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Standing>, Fault> {
        let stages = work.stages().await?;
        let around = Surroundings::read(work.db(), &stages).await?;
        let sent = Sent {
            rule: self.rule.as_deref(),
            step: self.step.as_deref(),
            typed: &self.typed,
        };
        // A definition that asks nothing would qualify everybody.
        let criteria = sent
            .rule(CRITERIA, around.of_criteria())?
            .ok_or_else(|| FieldErrors::of(CRITERIA, Complaint::Required))?;
        rewrite(work, self.version, self.seen, |definition: &mut LeadDefinition| {
            definition.criteria = criteria;
            let fine = definition.check();
            Ok(fine.map_err(|errors| definition.about_criteria(&errors))?)
        })
        .await
    }
}
