//! How a comment is written beside a version.

use model::{
    activity::Fact,
    agreements::versions::{comment::CommentVersion, show::CommentView},
    values::ids::AgreementCommentId,
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::comments;
use crate::{Done, Fault, Handle, Work, agreements::held::Held, platform::people};

impl Handle for CommentVersion {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<CommentView>, Fault> {
        let held = Held::of_version(work, self.version).await?;
        let person = work.actor().person();
        let names = people::names(work.db(), person.map(|person| person.0)).await?;
        let comment = CommentView {
            comment: AgreementCommentId(work.new_id()),
            person,
            name: person.and_then(|person| names.get(&person.0).cloned()),
            at: work.now(),
            body: self.body.to_string(),
        };
        let row = comments::ActiveModel {
            id: Set(comment.comment.0),
            version_id: Set(self.version.0),
            person_id: Set(person.map(|person| person.0)),
            at: Set(comment.at),
            body: Set(comment.body.clone()),
        };
        comments::Entity::insert(row).exec_without_returning(work.db()).await?;
        let fact = Fact::AgreementCommented {
            agreement: held.id,
            version: self.version,
            name: held.name.clone(),
            number: held.number(self.version),
            body: comment.body.clone(),
        };
        Ok(work.record(fact).with(comment))
    }
}
