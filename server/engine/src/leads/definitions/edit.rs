//! How a draft of the lead definition is written anew.

use model::{agreements::Standing, leads::definitions::edit::EditLeadDefinition};

use crate::{Done, Fault, Handle, Work, agreements::content};

impl Handle for EditLeadDefinition {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Standing>, Fault> {
        content::store(work, self.version, self.seen, &self.definition).await
    }
}
