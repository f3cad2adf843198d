//! How an invited person comes in.

use model::{
    activity::Fact,
    platform::{links::LinkPurpose, people::accept_invitation::AcceptInvitation},
    values::ids::PersonId,
};

use super::choose_password;
use crate::{Caller, Done, Engine, Fault, Handle, Work, work::Prepared};

impl Handle for AcceptInvitation {
    async fn prepare(&self, engine: &Engine, _: &Caller) -> Result<Prepared, Fault> {
        choose_password::prepare(engine, LinkPurpose::Invitation, &self.link, &self.password).await
    }

    async fn handle(self, work: &mut Work<'_>) -> Result<Done<()>, Fault> {
        let row = choose_password::by_link(work, LinkPurpose::Invitation, &self.link, &self.password).await?;
        Ok(work
            .record(Fact::InvitationAccepted {
                person: PersonId(row.id),
                name: row.name,
            })
            .with(()))
    }
}
