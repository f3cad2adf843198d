//! How a draft of the rules of engagement is written anew.

use model::{agreements::Standing, leads::engagement::edit::EditRulesOfEngagement};

use crate::{Done, Fault, Handle, Work, agreements::content};

impl Handle for EditRulesOfEngagement {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Standing>, Fault> {
        self.rules.check_against(&work.stages().await?)?;
        content::store(work, self.version, self.seen, &self.rules).await
    }
}
