//! How an admin brings somebody in.

use model::{
    activity::Fact,
    platform::{
        links::LinkPurpose,
        people::invite::{InvitePerson, LinkMade},
    },
    values::ids::PersonId,
};

use super::{
    entity::Model,
    letters,
    queries::{self, NewPerson},
};
use crate::{
    Done, Fault, Handle, Work,
    jobs::{Job, queue},
    platform::{links, organisation},
};

impl Handle for InvitePerson {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<LinkMade>, Fault> {
        let organisation = organisation::get(work.db()).await?;
        let person = PersonId(work.new_id());
        let new = NewPerson {
            id: person,
            email: self.email.to_string(),
            name: self.name.to_string(),
            department: self.department,
            role: self.role,
            password_hash: None,
            time_zone: organisation.time_zone,
            signed_in_at: None,
        };
        queries::add(work.db(), new, work.now()).await?;
        let row = queries::get(work.db(), person).await?;
        let made = link_for(work, &row).await?;
        Ok(work
            .record(Fact::PersonInvited {
                person,
                name: self.name.to_string(),
            })
            .with(made))
    }
}

/// Makes the link of an invitation, and sends it where mail is sent.
pub(super) async fn link_for(work: &Work<'_>, row: &Model) -> Result<LinkMade, Fault> {
    let link = links::make(work.db(), work.engine, LinkPurpose::Invitation, row.id, work.now()).await?;
    let mailed = work.settings().sends_mail;
    if mailed {
        let organisation = organisation::get(work.db()).await?;
        let by = match work.actor().person() {
            Some(person) => queries::get(work.db(), person).await?.name,
            None => organisation.name.clone(),
        };
        let letter = letters::invitation(row, &organisation.name, &by, &link, work.now());
        queue::enqueue(work, &Job::SendMail(letter)).await?;
    }
    Ok(LinkMade {
        person: PersonId(row.id),
        link: link.address,
        ends_at: link.ends_at,
        mailed,
    })
}
