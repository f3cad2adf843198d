//! How a new version begins.

use model::{
    activity::Fact,
    agreement::State,
    agreements::{Standing, versions::draft::DraftVersion},
    values::{Version, ids::AgreementVersionId},
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::entity::{ActiveModel, Entity};
use crate::{
    Done, Fault, Handle, Work,
    agreements::{content, held::Held, kinds},
};

impl Handle for DraftVersion {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Standing>, Fault> {
        let mut held = Held::of(work, self.agreement).await?;
        let (id, actor) = (AgreementVersionId(work.new_id()), *work.actor());
        let based_on = held.step(|agreement, now| agreement.draft(id, &actor, now))?;
        let content = match based_on {
            Some(base) => content::get(work.db(), base).await?,
            None => (kinds::rules(held.agreement().kind()).shipped)()?,
        };
        let person = work.actor().person().map(|person| person.0);
        let row = ActiveModel {
            id: Set(id.0),
            agreement_id: Set(held.id.0),
            number: Set(None),
            state: Set(State::Draft.key().to_owned()),
            content: Set(content),
            based_on_id: Set(based_on.map(|base| base.0)),
            effective_from: Set(None),
            review_by: Set(None),
            drafted_at: Set(work.now()),
            drafted_by: Set(person),
            updated_at: Set(work.now()),
            updated_by: Set(person),
            proposed_at: Set(None),
            proposed_by: Set(None),
            signed_at: Set(None),
            in_force_at: Set(None),
            superseded_at: Set(None),
            withdrawn_at: Set(None),
            withdrawn_by: Set(None),
            version: Set(Version(1).0),
        };
        Entity::insert(row).exec_without_returning(work.db()).await?;
        let fact = Fact::AgreementDrafted {
            agreement: held.id,
            version: id,
            name: held.name.clone(),
            based_on: based_on.and_then(|base| held.number(base)),
        };
        let standing = held.standing(id)?;
        Ok(work.record(fact).with(standing))
    }
}
