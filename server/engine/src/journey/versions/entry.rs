//! How the entry criteria of a stage are built.

use model::{
    agreements::Standing,
    criteria::builder::{About, Sent},
    journey::{
        Journey, about_stage,
        versions::edit_entry::{ENTRY, EditEntry},
    },
};

use crate::{Done, Fault, Handle, Work, accounts::queries, agreements::content};

impl Handle for EditEntry {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Standing>, Fault> {
        // Where an account stands cannot depend on where it stands.
        let about = About::an_account(queries::currency(work.db()).await?);
        let sent = Sent {
            rule: self.rule.as_deref(),
            step: self.step.as_deref(),
            typed: &self.typed,
        };
        let entry = sent.rule(ENTRY, about)?;
        let stage = self.stage;
        content::rewrite(work, self.version, self.seen, |journey: &mut Journey| {
            let place = journey.place(&stage)?;
            let Some(agreed) = journey.stages.get_mut(place) else {
                return Ok(());
            };
            agreed.entry = entry;
            let stage = agreed.stage.clone();
            Ok(journey.check().map_err(|errors| about_stage(&errors, place, &stage))?)
        })
        .await
    }
}
