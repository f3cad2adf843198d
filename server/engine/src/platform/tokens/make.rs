//! How somebody lets a program act for him.

use model::{
    activity::Fact,
    platform::tokens::make::{MakeToken, TokenMade},
    values::ids::{PersonId, TokenId},
};

use crate::{Done, Fault, Handle, Work};

impl Handle for MakeToken {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<TokenMade>, Fault> {
        let person = work.person()?;
        make(work, person, self.name.as_str()).await
    }
}

/// Makes a key for a person and records it.
pub(super) async fn make(work: &mut Work<'_>, person: PersonId, name: &str) -> Result<Done<TokenMade>, Fault> {
    let token = TokenId(work.new_id());
    let secret = super::store(work.db(), token.0, person, name, work.now()).await?;
    let made = TokenMade {
        token,
        name: name.to_owned(),
        secret,
    };
    Ok(work
        .record(Fact::TokenMade {
            token,
            name: name.to_owned(),
        })
        .with(made))
}
