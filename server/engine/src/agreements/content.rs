//! What versions say: stored in a draft by the operation of a kind, and read where it holds.

use chrono::{DateTime, NaiveDate, Utc};
use model::{
    Failure,
    activity::Fact,
    agreement::{Agreed, AgreementKind, State},
    agreements::Standing,
    values::{
        Version,
        ids::{AgreementId, AgreementVersionId},
    },
};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::Value;

use super::{entity, held::Held, kinds, versions::entity as versions};
use crate::{Done, Fault, Work};

/// Content that is or was in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InForce<C> {
    /// In which version.
    pub version: AgreementVersionId,
    /// Its number.
    pub number: i32,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Until when; nothing while it is in force.
    pub until: Option<DateTime<Utc>>,
    /// From this day on its review is due.
    pub review_by: Option<NaiveDate>,
    /// What it says.
    pub content: C,
}

/// Stores content in a draft, if it is the draft that the person was looking at and the content may come into force.
/// The command of a kind ends with this.
pub async fn store<C: Agreed>(
    work: &mut Work<'_>,
    version: AgreementVersionId,
    seen: Version,
    content: &C,
) -> Result<Done<Standing>, Fault> {
    store_as(work, C::KIND, version, seen, serde_json::to_value(content)?).await
}

/// Changes what a draft says, if it is the draft that the person was looking at.
pub async fn rewrite<C: Agreed>(
    work: &mut Work<'_>,
    version: AgreementVersionId,
    seen: Version,
    change: impl FnOnce(&mut C) -> Result<(), Fault>,
) -> Result<Done<Standing>, Fault> {
    // Whether it may be changed comes first: who looks at an older one is told so, not what is wrong with his change.
    let mut held = Held::of_version(work, version).await?;
    if held.agreement().kind() == C::KIND {
        let actor = *work.actor();
        held.step_with(work, version, |agreement, now| {
            agreement.edit(version, seen, &actor, now)
        })
        .await?;
    }
    let mut content: C = of(work.db(), version).await?;
    change(&mut content)?;
    store(work, version, seen, &content).await
}

pub(super) async fn store_as(
    work: &mut Work<'_>,
    kind: AgreementKind,
    version: AgreementVersionId,
    seen: Version,
    content: Value,
) -> Result<Done<Standing>, Fault> {
    let mut held = Held::of_version(work, version).await?;
    if held.agreement().kind() != kind {
        return Err(Failure::NotFound.into());
    }
    let actor = *work.actor();
    held.step_with(work, version, |agreement, now| {
        agreement.edit(version, seen, &actor, now)
    })
    .await?;
    let rules = kinds::rules(kind);
    (rules.check)(&content)?;
    let differences = (rules.difference)(&get(work.db(), version).await?, &content)?;
    held.store(work).await?;
    let row = versions::ActiveModel {
        id: Set(version.0),
        content: Set(content),
        ..Default::default()
    };
    versions::Entity::update(row).exec(work.db()).await?;
    let fact = Fact::AgreementEdited {
        agreement: held.id,
        version,
        name: held.name.clone(),
        differences,
    };
    let standing = held.standing(version)?;
    Ok(work.record(fact).with(standing))
}

/// What a version says, whatever its state: for an editor to begin with. One of another kind is not found.
pub async fn of<C: Agreed>(db: &impl ConnectionTrait, version: AgreementVersionId) -> Result<C, Fault> {
    let row = versions::Entity::find_by_id(version.0).one(db).await?;
    let row = row.ok_or(Failure::NotFound)?;
    let agreement = entity::Entity::find_by_id(row.agreement_id).one(db).await?;
    let kind = agreement.ok_or(Failure::NotFound)?.kind()?;
    if kind == C::KIND {
        kinds::read(&row.content)
    } else {
        Err(Failure::NotFound.into())
    }
}

/// Where a version stands.
pub async fn standing(db: &impl ConnectionTrait, version: AgreementVersionId) -> Result<Standing, Fault> {
    let row: Option<versions::Row> = versions::rows()
        .filter(versions::Column::Id.eq(version.0))
        .into_model()
        .one(db)
        .await?;
    let row = row.ok_or(Failure::NotFound)?;
    Ok(Standing {
        agreement: AgreementId(row.agreement_id),
        version,
        number: row.number,
        state: row.state()?,
        edition: Version(row.version),
    })
}

/// What is in force; nothing before departments have agreed for the first time: then [`Agreed::shipped`] holds.
pub async fn in_force<C: Agreed>(
    db: &impl ConnectionTrait,
    agreement: AgreementId,
) -> Result<Option<InForce<C>>, Fault> {
    found(
        db,
        agreement,
        Condition::all().add(versions::Column::State.eq(State::Active.key())),
    )
    .await
}

/// What was in force at a moment; nothing before the first version.
pub async fn in_force_at<C: Agreed>(
    db: &impl ConnectionTrait,
    agreement: AgreementId,
    at: DateTime<Utc>,
) -> Result<Option<InForce<C>>, Fault> {
    let ends = Condition::any()
        .add(versions::Column::SupersededAt.is_null())
        .add(versions::Column::SupersededAt.gt(at));
    let holds = Condition::all().add(versions::Column::InForceAt.lte(at)).add(ends);
    found(db, agreement, holds).await
}

/// Everything that is or was in force, the newest first.
pub async fn ever_in_force<C: Agreed>(
    db: &impl ConnectionTrait,
    agreement: AgreementId,
) -> Result<Vec<InForce<C>>, Fault> {
    let rows = versions::Entity::find()
        .filter(versions::Column::AgreementId.eq(agreement.0))
        .filter(versions::Column::InForceAt.is_not_null())
        .order_by_desc(versions::Column::InForceAt)
        .order_by_desc(versions::Column::Number)
        .all(db)
        .await?;
    rows.into_iter().map(told).collect()
}

async fn found<C: Agreed>(
    db: &impl ConnectionTrait,
    agreement: AgreementId,
    which: Condition,
) -> Result<Option<InForce<C>>, Fault> {
    let row = versions::Entity::find()
        .filter(versions::Column::AgreementId.eq(agreement.0))
        .filter(which)
        .one(db)
        .await?;
    row.map(told).transpose()
}

fn told<C: Agreed>(row: versions::Model) -> Result<InForce<C>, Fault> {
    let (Some(number), Some(since)) = (row.number, row.in_force_at) else {
        return Err(Fault::Stored(format!(
            "version {} is in force without a number",
            row.id
        )));
    };
    Ok(InForce {
        version: AgreementVersionId(row.id),
        number,
        since,
        until: row.superseded_at,
        review_by: row.review_by,
        content: kinds::read(&row.content)?,
    })
}

/// What a version says, as it is stored.
pub(super) async fn get(db: &impl ConnectionTrait, version: AgreementVersionId) -> Result<Value, Fault> {
    let row = versions::Entity::find_by_id(version.0).one(db).await?;
    Ok(row.ok_or(Failure::NotFound)?.content)
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use model::{Complaint, Refusal, agreement::JOURNEY, journey::Journey};

    use super::*;
    use crate::{
        agreements::sample::{Rewrite, drafted, in_force as brought_into_force, proposed, renamed, shown},
        clock::Clock as _,
        testing::{Who, World, on_both},
    };

    on_both!(
        a_draft_says_what_was_stored_last,
        content_that_must_never_hold_is_not_stored,
        what_is_proposed_says_what_it_says,
        of_two_who_change_a_draft_the_second_is_told,
        what_was_in_force_can_be_asked_for_by_moment,
    );

    async fn rewrite(world: &World, who: Who, draft: &Standing, name: &str) -> Result<Standing, Failure> {
        let mut content = shown(world, draft.version).await.content;
        content["stages"][0]["stage"]["name"] = name.into();
        let rewrite = Rewrite {
            version: draft.version,
            content,
            seen: draft.edition,
        };
        world.acting(who).perform(rewrite).await
    }

    async fn a_draft_says_what_was_stored_last(world: World) {
        let draft = drafted(&world).await;
        let draft = rewrite(&world, Who::Admin, &draft, "Stirring").await.unwrap();
        let draft = rewrite(&world, Who::ServiceManager, &draft, "Waking up").await.unwrap();
        assert_eq!(draft.edition, Version(3));
        let view = shown(&world, draft.version).await;
        assert_eq!(view.content["stages"][0]["stage"]["name"], "Waking up");
        let Some(Fact::AgreementEdited { differences, .. }) = world.facts().await.pop() else {
            panic!("nothing was recorded");
        };
        assert_eq!(differences.len(), 1, "{differences:?}");
        let refused = rewrite(&world, Who::Seller, &draft, "Asleep").await;
        assert_eq!(refused, Err(Failure::Forbidden));
    }

    async fn content_that_must_never_hold_is_not_stored(world: World) {
        let draft = drafted(&world).await;
        let refused = rewrite(&world, Who::SalesManager, &draft, " ").await;
        let complaint = Failure::field("stages.0.stage.name", Complaint::Required);
        assert_eq!(refused, Err(complaint));
        assert_eq!(shown(&world, draft.version).await.edition, draft.edition);
    }

    async fn what_is_proposed_says_what_it_says(world: World) {
        let draft = drafted(&world).await;
        let proposal = proposed(&world, &draft, 3).await;
        let refused = rewrite(&world, Who::SalesManager, &proposal, "Waking up").await;
        let state = State::Proposed;
        assert_eq!(refused, Err(Failure::Refused(Refusal::AgreementNotADraft { state })));
    }

    async fn of_two_who_change_a_draft_the_second_is_told(world: World) {
        let draft = drafted(&world).await;
        rewrite(&world, Who::MarketingManager, &draft, "Stirring")
            .await
            .unwrap();
        let refused = rewrite(&world, Who::SalesManager, &draft, "Waking up").await;
        let Err(Failure::Conflict(conflict)) = refused else {
            panic!("the second overwrote the first: {refused:?}");
        };
        assert_eq!((conflict.version, conflict.by.as_deref()), (2, Some("Milan Okafor")));
    }

    async fn what_was_in_force_can_be_asked_for_by_moment(world: World) {
        let db = world.store.reader();
        assert_eq!(in_force::<Journey>(db, JOURNEY).await.unwrap(), None);
        let before = world.clock.now();
        world.clock.advance(TimeDelta::days(1));
        let first = brought_into_force(&world, "Stirring").await;
        let between = world.clock.now();
        world.clock.advance(TimeDelta::days(1));
        let second = brought_into_force(&world, "Waking up").await;
        let draft = drafted(&world).await;
        renamed(&world, &draft, "Nowhere").await;

        let at = async |moment| in_force_at::<Journey>(db, JOURNEY, moment).await.unwrap();
        assert_eq!(at(before).await, None);
        let earlier = at(between).await.unwrap();
        assert_eq!(
            (earlier.version, earlier.number, earlier.since),
            (first.version, 1, between)
        );
        let now = in_force::<Journey>(db, JOURNEY).await.unwrap();
        assert_eq!(at(world.clock.now()).await, now);
        let now = now.unwrap();
        assert_eq!(now.version, second.version);
        assert_eq!(of::<Journey>(db, second.version).await.unwrap(), now.content);
    }
}
