//! What a link is for.

use model::{
    Refusal,
    platform::{
        links::LinkPurpose,
        people::{
            PersonState,
            show_link::{LinkShown, ShowLink},
        },
    },
    values::ids::PersonId,
};

use super::queries;
use crate::{
    Answer, Fault, Read,
    platform::{links, organisation},
};

impl Answer for ShowLink {
    async fn answer(self, read: &Read<'_>) -> Result<LinkShown, Fault> {
        let subject = links::look(read.db(), self.purpose, &self.link, read.now()).await?;
        let row = queries::get(read.db(), PersonId(subject)).await?;
        if row.state() != Some(state_for(self.purpose)) {
            return Err(Refusal::LinkNotValid.into());
        }
        Ok(LinkShown {
            name: row.name,
            email: row.email,
            organisation: organisation::get(read.db()).await?.name,
        })
    }
}

/// In which state a person can use a link.
pub(super) const fn state_for(purpose: LinkPurpose) -> PersonState {
    match purpose {
        LinkPurpose::Invitation => PersonState::Invited,
        LinkPurpose::NewPassword => PersonState::Active,
    }
}
