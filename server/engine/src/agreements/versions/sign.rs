//! How a department signs.

use model::{
    activity::Fact,
    agreements::{Standing, versions::sign::SignVersion},
};

use crate::{
    Done, Fault, Handle, Work,
    agreements::{content, held::Held, kinds},
};

impl Handle for SignVersion {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Standing>, Fault> {
        let mut held = Held::of_version(work, self.version).await?;
        let actor = *work.actor();
        let step = |agreement: &mut model::agreement::Agreement, now| {
            agreement.sign(self.version, self.seen, self.department, &actor, now)
        };
        let signed = held.step_with(work, self.version, step).await?;
        if signed.complete {
            // What goes together with what is stored can have changed since it was proposed.
            let content = content::get(work.db(), self.version).await?;
            kinds::may_propose(work, held.agreement().kind(), &content).await?;
        }
        held.store(work).await?;
        let recorded = work.record(Fact::AgreementSigned {
            agreement: held.id,
            version: self.version,
            name: held.name.clone(),
            number: held.number(self.version).unwrap_or_default(),
            department: self.department,
            complete: signed.complete,
        });
        let standing = held.standing(self.version)?;
        let recorded = match signed.entry {
            Some(entry) => held.entered(work, entry).await?,
            None if signed.complete => {
                held.await_its_day(work, self.version).await?;
                recorded
            }
            None => recorded,
        };
        Ok(recorded.with(standing))
    }
}

#[cfg(test)]
mod tests {
    use model::{
        Actor, Department, Failure, Refusal, Role, agreement::State, agreements::versions::take_back::TakeBackVersion,
        values::Version,
    };
    use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};

    use super::*;
    use crate::{
        agreements::{
            sample::{drafted, in_force, proposed, renamed, shown, sign, signed_by_all},
            versions::{entity, signatures},
        },
        clock::Clock as _,
        testing::{Who, World, on_both},
    };

    on_both!(
        with_the_last_signature_a_version_is_in_force,
        of_managers_who_sign_at_once_all_count,
        the_same_person_signs_for_no_second_department,
        only_managers_sign_and_only_for_their_own_department,
        nobody_signs_what_he_has_not_seen,
        the_next_version_takes_the_place_of_the_one_in_force,
        the_database_keeps_two_signatures_and_two_versions_in_force_out,
    );

    async fn with_the_last_signature_a_version_is_in_force(world: World) {
        let draft = drafted(&world).await;
        let proposal = proposed(&world, &draft, 0).await;
        assert_eq!((proposal.number, proposal.state), (Some(1), State::Proposed));
        let first = sign(&world, &proposal, Department::Service).await.unwrap();
        assert_eq!((first.state, first.edition), (State::Proposed, proposal.edition));
        sign(&world, &proposal, Department::Sales).await.unwrap();
        let last = sign(&world, &proposal, Department::Marketing).await.unwrap();
        assert_eq!(last.state, State::Active);

        let kinds: Vec<&str> = world.facts().await.iter().map(Fact::kind).collect();
        assert_eq!(
            kinds,
            [
                "agreement_drafted",
                "agreement_proposed",
                "agreement_signed",
                "agreement_signed",
                "agreement_signed",
                "agreement_in_force",
            ]
        );
        let entries = world.entries().await;
        let departments: Vec<_> = entries.iter().filter_map(|entry| entry.department.as_deref()).collect();
        assert_eq!(
            departments,
            ["sales", "sales", "service", "sales", "marketing", "marketing"]
        );
        let view = shown(&world, proposal.version).await;
        assert!(view.signatures.iter().all(|signature| signature.by.is_some()));
        assert_eq!(world.jobs(Some("bring_into_force")).await.len(), 0);
    }

    async fn of_managers_who_sign_at_once_all_count(world: World) {
        let other = world.another_process().await;
        for round in 0..4 {
            let draft = drafted(&world).await;
            let proposal = proposed(&world, &draft, 0).await;
            let elsewhere = SignVersion {
                version: proposal.version,
                department: Department::Service,
                seen: proposal.edition,
            };
            let (one, two, three) = tokio::join!(
                sign(&world, &proposal, Department::Marketing),
                sign(&world, &proposal, Department::Sales),
                async {
                    match world.database() {
                        // An SQLite file belongs to one process.
                        crate::testing::Database::Sqlite => sign(&world, &proposal, Department::Service).await,
                        crate::testing::Database::Postgres => {
                            world.as_service_manager().at(&other).perform(elsewhere).await
                        }
                    }
                },
            );
            let states = [one, two, three].map(|signed| signed.unwrap().state);
            let active = states.iter().filter(|state| **state == State::Active).count();
            assert_eq!(active, 1, "round {round}: {states:?}");
            assert_eq!(shown(&world, proposal.version).await.state, State::Active);
        }
    }

    async fn the_same_person_signs_for_no_second_department(world: World) {
        let draft = drafted(&world).await;
        let proposal = proposed(&world, &draft, 0).await;
        sign(&world, &proposal, Department::Sales).await.unwrap();
        // As after a change of department.
        let moved = Actor::Person {
            id: Who::SalesManager.id(),
            department: Some(Department::Service),
            role: Role::Manager,
        };
        let again = SignVersion {
            version: proposal.version,
            department: Department::Service,
            seen: proposal.edition,
        };
        let refused = world.acting_as(moved).perform(again).await;
        let department = Department::Sales;
        assert_eq!(refused, Err(Failure::Refused(Refusal::SignedForAnother { department })));
        let refused = sign(&world, &proposal, Department::Sales).await;
        assert_eq!(
            refused,
            Err(Failure::Refused(Refusal::DepartmentHasSigned { department }))
        );
    }

    async fn only_managers_sign_and_only_for_their_own_department(world: World) {
        let draft = drafted(&world).await;
        let proposal = proposed(&world, &draft, 0).await;
        let asked = SignVersion {
            version: proposal.version,
            department: Department::Sales,
            seen: proposal.edition,
        };
        for who in [Who::Seller, Who::MarketingManager, Who::Executive, Who::Admin] {
            let refused = world.acting(who).perform(asked.clone()).await;
            assert_eq!(refused, Err(Failure::Forbidden), "{who:?}");
        }
        assert_eq!(world.as_system().perform(asked).await, Err(Failure::Forbidden));
    }

    async fn nobody_signs_what_he_has_not_seen(world: World) {
        let draft = drafted(&world).await;
        let before = proposed(&world, &draft, 0).await;
        sign(&world, &before, Department::Service).await.unwrap();
        let take_back = TakeBackVersion {
            version: before.version,
            seen: before.edition,
        };
        let draft = world.as_marketing_manager().perform(take_back).await.unwrap();
        assert_eq!(draft.state, State::Draft);
        assert!(
            shown(&world, draft.version)
                .await
                .signatures
                .iter()
                .all(|one| one.by.is_none())
        );
        let draft = renamed(&world, &draft, "Waking up").await;
        let after = proposed(&world, &draft, 0).await;
        assert_eq!(after.number, Some(1));
        let Err(Failure::Conflict(conflict)) = sign(&world, &before, Department::Service).await else {
            panic!("another edition was signed");
        };
        assert_eq!(
            (conflict.version, conflict.by.as_deref()),
            (after.edition.0, Some("Sofia Brandt"))
        );
        assert_eq!(signed_by_all(&world, &after).await.state, State::Active);
    }

    async fn the_next_version_takes_the_place_of_the_one_in_force(world: World) {
        let first = in_force(&world, "Waking up").await;
        world.clock.advance(chrono::TimeDelta::days(1));
        let second = in_force(&world, "Stirring").await;
        assert_eq!((first.number, second.number), (Some(1), Some(2)));
        assert_eq!(shown(&world, first.version).await.state, State::Superseded);
        let replaced = world.facts().await.into_iter().find_map(|fact| match fact {
            Fact::AgreementInForce {
                number: 2, replaces, ..
            } => replaces,
            _ => None,
        });
        assert_eq!(replaced, Some(1));
    }

    async fn the_database_keeps_two_signatures_and_two_versions_in_force_out(world: World) {
        let standing = in_force(&world, "Waking up").await;
        let db = world.store.writer();
        let again = |department: &str, who: Who| signatures::ActiveModel {
            version_id: Set(standing.version.0),
            department: Set(department.to_owned()),
            person_id: Set(who.id().0),
            at: Set(world.clock.now()),
        };
        for row in [again("sales", Who::Seller), again("another", Who::SalesManager)] {
            assert!(
                signatures::Entity::insert(row)
                    .exec_without_returning(db)
                    .await
                    .is_err()
            );
        }
        let stored = entity::Entity::find_by_id(standing.version.0)
            .one(db)
            .await
            .unwrap()
            .unwrap();
        let second = entity::Model {
            id: world.clock.new_id(),
            number: Some(Version(2).0),
            ..stored
        };
        let second = entity::ActiveModel::from(second).reset_all();
        assert!(entity::Entity::insert(second).exec_without_returning(db).await.is_err());
    }
}
