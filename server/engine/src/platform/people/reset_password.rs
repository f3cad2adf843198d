//! How somebody who has forgotten the password chooses a new one.

use model::{
    activity::Fact,
    platform::{links::LinkPurpose, people::reset_password::ResetPassword},
    values::ids::PersonId,
};

use super::choose_password;
use crate::{Caller, Done, Engine, Fault, Handle, Work, work::Prepared};

impl Handle for ResetPassword {
    async fn prepare(&self, engine: &Engine, _: &Caller) -> Result<Prepared, Fault> {
        choose_password::prepare(engine, LinkPurpose::NewPassword, &self.link, &self.password).await
    }

    async fn handle(self, work: &mut Work<'_>) -> Result<Done<()>, Fault> {
        let row = choose_password::by_link(work, LinkPurpose::NewPassword, &self.link, &self.password).await?;
        let person = PersonId(row.id);
        Ok(work.record(Fact::PasswordChanged { person }).with(()))
    }
}
