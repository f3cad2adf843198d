//! One version with all that belongs to it.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use model::{
    Failure,
    agreement::{AgreementKind, AgreementVersion, State},
    agreements::{
        VersionName,
        versions::show::{CommentView, MomentKind, MomentView, ShowVersion, SignatureView, SignedBy, VersionView},
    },
    values::ids::{AgreementCommentId, AgreementId, AgreementVersionId, PersonId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::Value;
use uuid::Uuid;

use super::{
    comments,
    entity::{Column, Entity, Row, rows},
    signatures,
};
use crate::{
    Answer, Fault, Read,
    agreements::{content, entity as agreements, kinds},
    platform::{organisation, people},
};

impl Answer for ShowVersion {
    async fn answer(self, read: &Read<'_>) -> Result<VersionView, Fault> {
        let db = read.db();
        let row = one(db, self.version).await?;
        let agreement = agreements::get(db, AgreementId(row.agreement_id)).await?;
        let kind = agreement.kind()?;
        let signed = signatures::of(db, [row.id]).await?.remove(&row.id);
        let version = row.version(signed.unwrap_or_default())?;
        let said = comments::Entity::find()
            .filter(comments::Column::VersionId.eq(row.id))
            .order_by_asc(comments::Column::Id)
            .all(db)
            .await?;
        let names = people::names(db, involved(&version, &said)).await?;
        let today = organisation::today(db, read.now()).await?;

        let base = match version.based_on {
            Some(base) => Some(one(db, base).await?),
            None => None,
        };
        let active: Option<Row> = rows()
            .filter(Column::AgreementId.eq(row.agreement_id))
            .filter(Column::State.eq(State::Active.key()))
            .into_model()
            .one(db)
            .await?;
        let content = content::get(db, self.version).await?;
        let rules = kinds::rules(kind);
        let of_base = content_of(db, kind, base.as_ref()).await?;
        let of_active = content_of(db, kind, active.as_ref()).await?;
        Ok(VersionView {
            version: version.id,
            agreement: AgreementId(agreement.id),
            kind,
            name: agreement.name,
            number: version.number,
            state: version.state,
            edition: version.edition,
            effective_from: row.effective_from,
            review_by: row.review_by,
            review_due: version.review_is_due(today),
            today,
            signatures: signature_views(kind, &version, &names),
            moments: moment_views(&version, &names),
            based_on: base.as_ref().map(name),
            in_force: active.as_ref().map(name),
            differs_from_base: (rules.difference)(&of_base, &content)?,
            differs_from_in_force: (rules.difference)(&of_active, &content)?,
            comments: said.into_iter().map(|comment| comment_view(comment, &names)).collect(),
            content,
        })
    }
}

async fn one(db: &impl ConnectionTrait, version: AgreementVersionId) -> Result<Row, Fault> {
    let row: Option<Row> = rows().filter(Column::Id.eq(version.0)).into_model().one(db).await?;
    row.ok_or_else(|| Failure::NotFound.into())
}

/// What a version says; without one, what the product ships with.
async fn content_of(db: &impl ConnectionTrait, kind: AgreementKind, row: Option<&Row>) -> Result<Value, Fault> {
    match row {
        Some(row) => {
            let found = Entity::find_by_id(row.id).one(db).await?;
            Ok(found.ok_or(Failure::NotFound)?.content)
        }
        None => (kinds::rules(kind).shipped)(),
    }
}

/// Everybody whose name is told.
fn involved(version: &AgreementVersion, said: &[comments::Model]) -> Vec<Uuid> {
    let moments = version.moments;
    let acts = [
        Some(moments.drafted),
        Some(moments.changed),
        moments.proposed,
        moments.withdrawn,
    ];
    let actors = acts.into_iter().flatten().filter_map(|act| act.by);
    let signers = version.signatures.iter().map(|signature| signature.person);
    let people = actors.chain(signers).map(|person| person.0);
    people
        .chain(said.iter().filter_map(|comment| comment.person_id))
        .collect()
}

fn name(row: &Row) -> VersionName {
    VersionName {
        version: AgreementVersionId(row.id),
        number: row.number,
    }
}

fn signature_views(
    kind: AgreementKind,
    version: &AgreementVersion,
    names: &HashMap<Uuid, String>,
) -> Vec<SignatureView> {
    let signers = kind.signers().iter().copied();
    signers
        .map(|department| {
            let signature = version
                .signatures
                .iter()
                .find(|signature| signature.department == department);
            SignatureView {
                department,
                by: signature.map(|signature| SignedBy {
                    person: signature.person,
                    name: names.get(&signature.person.0).cloned().unwrap_or_default(),
                    at: signature.at,
                }),
            }
        })
        .collect()
}

fn moment_views(version: &AgreementVersion, names: &HashMap<Uuid, String>) -> Vec<MomentView> {
    let moments = version.moments;
    let changed = (moments.changed != moments.drafted && moments.proposed != Some(moments.changed))
        .then_some(moments.changed)
        .filter(|changed| moments.withdrawn != Some(*changed));
    let by = |what, act: model::agreement::Act| MomentView {
        what,
        at: act.at,
        by: act.by.and_then(|person| names.get(&person.0).cloned()),
    };
    let alone = |what, at: DateTime<Utc>| MomentView { what, at, by: None };
    let happened = [
        Some(by(MomentKind::Drafted, moments.drafted)),
        changed.map(|act| by(MomentKind::Changed, act)),
        moments.proposed.map(|act| by(MomentKind::Proposed, act)),
        moments.signed.map(|at| alone(MomentKind::Signed, at)),
        moments.in_force.map(|at| alone(MomentKind::InForce, at)),
        moments.superseded.map(|at| alone(MomentKind::Superseded, at)),
        moments.withdrawn.map(|act| by(MomentKind::Withdrawn, act)),
    ];
    happened.into_iter().flatten().collect()
}

fn comment_view(comment: comments::Model, names: &HashMap<Uuid, String>) -> CommentView {
    CommentView {
        comment: AgreementCommentId(comment.id),
        person: comment.person_id.map(PersonId),
        name: comment.person_id.and_then(|person| names.get(&person).cloned()),
        at: comment.at,
        body: comment.body,
    }
}

#[cfg(test)]
mod tests {
    use model::{
        Department,
        agreement::JOURNEY,
        agreements::{
            list::ListAgreements,
            versions::{comment::CommentVersion, draft::DraftVersion, list::ListVersions},
        },
    };

    use super::*;
    use crate::{
        agreements::sample::{drafted, in_force, proposed, renamed, shown, sign},
        testing::{Who, World, on_both},
    };

    on_both!(
        a_version_tells_who_signed_and_who_must_yet,
        a_draft_tells_what_it_changes_and_that_it_is_behind,
        comments_stand_with_a_version_in_every_state,
        versions_are_listed_newest_first_page_by_page,
        the_review_of_what_is_in_force_becomes_due,
        members_and_executives_draft_nothing,
    );

    async fn a_version_tells_who_signed_and_who_must_yet(world: World) {
        let draft = drafted(&world).await;
        let proposal = proposed(&world, &draft, 5).await;
        sign(&world, &proposal, Department::Sales).await.unwrap();
        let view = shown(&world, proposal.version).await;
        let signed: Vec<_> = view
            .signatures
            .iter()
            .map(|one| one.by.as_ref().map(|by| by.name.as_str()))
            .collect();
        assert_eq!(signed, [None, Some("Sofia Brandt"), None]);
        let may_sign = |who: Who| view.may_sign(&who.actor());
        assert_eq!(may_sign(Who::MarketingManager), Some(Department::Marketing));
        for who in [Who::SalesManager, Who::ServiceMember, Who::Executive, Who::Admin] {
            assert_eq!(may_sign(who), None, "{who:?}");
        }
        let happened: Vec<_> = view.moments.iter().map(|moment| moment.what).collect();
        assert_eq!(happened, [MomentKind::Drafted, MomentKind::Proposed]);
    }

    async fn a_draft_tells_what_it_changes_and_that_it_is_behind(world: World) {
        in_force(&world, "Stirring").await;
        let draft = drafted(&world).await;
        let view = shown(&world, draft.version).await;
        assert!(view.differs_from_base.is_empty() && view.differs_from_in_force.is_empty() && !view.is_behind());
        let draft = renamed(&world, &draft, "Waking up").await;
        in_force(&world, "Turning round").await;
        let view = shown(&world, draft.version).await;
        assert_eq!(view.differs_from_base, ["Stirring: now called “Waking up”"]);
        assert_eq!(view.differs_from_in_force, ["Turning round: now called “Waking up”"]);
        assert_eq!(view.based_on.as_ref().and_then(|base| base.number), Some(1));
        assert_eq!(view.in_force.as_ref().and_then(|active| active.number), Some(2));
        assert!(view.is_behind());
    }

    async fn comments_stand_with_a_version_in_every_state(world: World) {
        let draft = drafted(&world).await;
        let comment = |body: &str| CommentVersion {
            version: draft.version,
            body: body.parse().unwrap(),
        };
        world.as_marketer().perform(comment("Is that so?")).await.unwrap();
        let proposal = proposed(&world, &draft, 5).await;
        world.as_service_manager().perform(comment("It is.")).await.unwrap();
        let refused = world.as_executive().perform(comment("Well.")).await;
        assert_eq!(refused, Err(Failure::Forbidden));
        let view = shown(&world, proposal.version).await;
        let said: Vec<_> = view
            .comments
            .iter()
            .map(|comment| (comment.name.as_deref().unwrap_or_default(), comment.body.as_str()))
            .collect();
        assert_eq!(said, [("Mara Lindqvist", "Is that so?"), ("Victor Hale", "It is.")]);
        // A comment changes nothing of what is signed.
        assert_eq!(view.edition, proposal.edition);
    }

    async fn versions_are_listed_newest_first_page_by_page(world: World) {
        let first = in_force(&world, "Stirring").await;
        let mut drafts = Vec::new();
        for _ in 0..4 {
            drafts.push(drafted(&world).await.version);
        }
        let mut found = Vec::new();
        let mut asked = ListVersions {
            agreement: JOURNEY,
            cursor: None,
            limit: 2.try_into().unwrap(),
        };
        loop {
            let page = world.as_seller().ask(asked.clone()).await.unwrap();
            found.extend(page.items);
            match page.next {
                Some(next) => asked.cursor = Some(next),
                None => break,
            }
        }
        drafts.reverse();
        drafts.push(first.version);
        assert_eq!(found.iter().map(|row| row.version).collect::<Vec<_>>(), drafts);
        let row = found.last().unwrap();
        assert_eq!((row.state, row.signed.len(), row.missing.len()), (State::Active, 3, 0));
        assert_eq!(row.drafted_by.as_deref(), Some("Sofia Brandt"));
        let listed = world.as_seller().ask(ListAgreements {}).await.unwrap();
        assert_eq!(
            listed.len(),
            3,
            "the journey, the lead definition and the rules of engagement"
        );
        assert_eq!((listed[0].open, listed[0].review_due), (4, false));
    }

    async fn the_review_of_what_is_in_force_becomes_due(world: World) {
        let standing = in_force(&world, "Stirring").await;
        assert!(!shown(&world, standing.version).await.review_due);
        world.clock.advance(chrono::TimeDelta::days(365));
        assert!(shown(&world, standing.version).await.review_due);
        assert!(world.as_seller().ask(ListAgreements {}).await.unwrap()[0].review_due);
    }

    async fn members_and_executives_draft_nothing(world: World) {
        for who in [Who::Seller, Who::Executive] {
            let refused = world.acting(who).perform(DraftVersion { agreement: JOURNEY }).await;
            assert_eq!(refused, Err(Failure::Forbidden));
        }
        world
            .as_admin()
            .perform(DraftVersion { agreement: JOURNEY })
            .await
            .unwrap();
        let nowhere = DraftVersion {
            agreement: AgreementId(Uuid::nil()),
        };
        assert_eq!(world.as_admin().perform(nowhere).await, Err(Failure::NotFound));
    }
}
