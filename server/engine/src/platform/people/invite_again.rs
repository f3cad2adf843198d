//! How a lost invitation is replaced.

use model::{
    Refusal,
    activity::Fact,
    platform::people::{PersonState, invite::LinkMade, invite_again::InviteAgain},
};

use super::{invite::link_for, queries};
use crate::{Done, Fault, Handle, Work};

impl Handle for InviteAgain {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<LinkMade>, Fault> {
        let row = queries::get(work.db(), self.person).await?;
        if row.state() != Some(PersonState::Invited) {
            return Err(Refusal::PersonNotReady { state: row.state }.into());
        }
        let made = link_for(work, &row).await?;
        Ok(work
            .record(Fact::PersonInvited {
                person: self.person,
                name: row.name,
            })
            .with(made))
    }
}
