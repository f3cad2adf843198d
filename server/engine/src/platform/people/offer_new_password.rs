//! How an admin helps somebody who cannot get in any more.

use model::{
    Refusal,
    activity::Fact,
    platform::{
        links::LinkPurpose,
        people::{PersonState, invite::LinkMade, offer_new_password::OfferNewPassword},
    },
};

use super::queries;
use crate::{Done, Fault, Handle, Work, platform::links};

impl Handle for OfferNewPassword {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<LinkMade>, Fault> {
        let row = queries::get(work.db(), self.person).await?;
        if row.state() != Some(PersonState::Active) {
            return Err(Refusal::PersonNotReady { state: row.state }.into());
        }
        let link = links::make(work.db(), work.engine, LinkPurpose::NewPassword, row.id, work.now()).await?;
        let made = LinkMade {
            person: self.person,
            link: link.address,
            ends_at: link.ends_at,
            mailed: false,
        };
        Ok(work
            .record(Fact::PasswordResetAsked {
                person: Some(self.person),
            })
            .with(made))
    }
}
