//! How a draft of the lead definition is changed: as a whole, in its words, in the limits of its scores.

use model::{
    agreements::Standing,
    leads::definitions::{
        LeadDefinition, about_limits, edit::EditLeadDefinition, edit_limits::EditLimits, edit_meaning::EditMeaning,
    },
};

use crate::{
    Done, Fault, Handle, Work,
    agreements::content::{self, rewrite},
};

impl Handle for EditLeadDefinition {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Standing>, Fault> {
        content::store(work, self.version, self.seen, &self.definition).await
    }
}

impl Handle for EditMeaning {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Standing>, Fault> {
        rewrite(work, self.version, self.seen, |definition: &mut LeadDefinition| {
            self.meaning.trim().clone_into(&mut definition.meaning);
            Ok(definition.check()?)
        })
        .await
    }
}

impl Handle for EditLimits {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Standing>, Fault> {
        rewrite(work, self.version, self.seen, |definition: &mut LeadDefinition| {
            definition.scores.fit.at_most = self.fit;
            definition.scores.engagement.at_most = self.engagement;
            // The form knows its fields by their own names.
            Ok(definition.check().map_err(|errors| about_limits(&errors))?)
        })
        .await
    }
}
