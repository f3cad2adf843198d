//! How a person takes a move back.

use model::{
    Failure,
    journey::{
        Cause,
        transitions::{Step, Transition, take_back, undo::UndoMove},
    },
    values::ids::{AccountId, TransitionId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{
    Decided,
    entity::{Column, Entity, Model},
};
use crate::{Done, Fault, Handle, Work, journey::transitions};

impl Handle for UndoMove {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Transition>, Fault> {
        let asked = Entity::find_by_id(self.transition.0)
            .one(work.db())
            .await?
            .ok_or(Failure::NotFound)?;
        let account = transitions::movable(work.db(), AccountId(asked.account_id)).await?;
        let history = history(work.db(), AccountId(asked.account_id)).await?;
        let journey = work.journey().await?;
        match take_back(
            &journey.stages,
            &transitions::place(&account),
            &history,
            self.transition,
            work.now(),
        )? {
            Some(back) => {
                let decided = Decided {
                    to: back.to,
                    since: back.since.unwrap_or(account.created_at),
                    cause: Cause::Undo,
                    held_until: back.held_until,
                    // Where nothing holds any more the criteria decide when somebody looks the next time.
                    look_again_at: Some(back.held_until.unwrap_or(work.now())),
                    receipt: None,
                };
                transitions::append(work, &journey, account, decided).await
            }
            None => Err(transitions::changed_since(work, &journey.stages, AccountId(asked.account_id)).await),
        }
    }
}

/// All moves of an account, oldest first.
async fn history(db: &impl ConnectionTrait, account: AccountId) -> Result<Vec<Step>, Fault> {
    let rows = Entity::find()
        .filter(Column::AccountId.eq(account.0))
        .order_by_asc(Column::At)
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    rows.into_iter().map(step).collect()
}

fn step(row: Model) -> Result<Step, Fault> {
    let cause: Cause = serde_json::from_value(row.cause)?;
    Ok(Step {
        id: TransitionId(row.id),
        from: row.from_stage,
        to: row.to_stage,
        at: row.at,
        undoes: cause == Cause::Undo,
        by_rule: cause.is_by_rule(),
        held_until: row.held_until,
    })
}

#[cfg(test)]
mod tests {
    use model::{
        Refusal,
        accounts::signals::record::RecordSignal,
        journey::{Journey, transitions::move_by_hand::MoveByHand},
        values::Version,
    };
    use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};

    use super::*;
    use crate::{
        accounts::entity,
        clock::Clock as _,
        journey::sample::Sample,
        testing::{World, new_account, on_both},
    };

    on_both!(
        what_a_rule_did_and_somebody_took_back_stays_taken_back,
        a_move_taken_back_leaves_the_account_where_and_since_when_it_was,
        a_move_is_not_taken_back_over_another,
        after_any_moves_and_undos_the_history_is_one_chain_to_the_stage,
    );

    async fn stored(world: &World, account: AccountId) -> entity::Model {
        let found = entity::Entity::find_by_id(account.0).one(world.store.writer()).await;
        found.unwrap().unwrap()
    }

    fn to(account: AccountId, stage: &str, seen: Version) -> MoveByHand {
        MoveByHand {
            account,
            to: stage.parse().unwrap(),
            reason: "They said so".parse().unwrap(),
            holds_days: None,
            seen,
        }
    }

    async fn a_move_taken_back_leaves_the_account_where_and_since_when_it_was(world: World) {
        let account = Sample::default().save(&world).await;
        world.clock.advance(chrono::TimeDelta::days(1));
        let first = world
            .as_seller()
            .perform(to(account, "exploring", Version(1)))
            .await
            .unwrap();
        world.clock.advance(chrono::TimeDelta::days(20));
        let second = world
            .as_seller()
            .perform(to(account, "selecting", first.version))
            .await
            .unwrap();
        world.clock.advance(chrono::TimeDelta::seconds(5));

        let back = world
            .as_seller()
            .perform(UndoMove { transition: second.id })
            .await
            .unwrap();
        assert_eq!(
            (back.from.as_str(), back.to.as_str(), &back.cause),
            ("selecting", "exploring", &Cause::Undo)
        );
        let row = stored(&world, account).await;
        assert_eq!((row.stage.as_str(), row.stage_since), ("exploring", first.at));

        let again = world.as_seller().perform(UndoMove { transition: second.id }).await;
        assert_eq!(again, Err(Failure::Refused(Refusal::NothingToUndo)));
        let before = world
            .as_seller()
            .perform(UndoMove { transition: first.id })
            .await
            .unwrap();
        assert_eq!(before.to, "loosening");
    }

    async fn what_a_rule_did_and_somebody_took_back_stays_taken_back(world: World) {
        use crate::journey::standing::job::look_again;

        let account = world
            .as_seller()
            .perform(new_account("Brackwell Dairies"))
            .await
            .unwrap();
        let account = account.id;
        for kind in ["white_paper", "demo"] {
            let signal = serde_json::json!({"account": account, "kind": kind});
            let signal: RecordSignal = serde_json::from_value(signal).unwrap();
            world.as_seller().perform(signal).await.unwrap();
        }
        assert_eq!(stored(&world, account).await.stage, "committing_to_change");
        let by_rule = Entity::find().one(world.store.writer()).await.unwrap().unwrap();
        let transition = TransitionId(by_rule.id);
        let back = world.as_seller().perform(UndoMove { transition }).await.unwrap();
        let until = world.clock.now() + chrono::TimeDelta::days(90);
        assert_eq!((back.to.as_str(), back.held_until), ("loosening", Some(until)));
        let row = stored(&world, account).await;
        assert_eq!((row.held_until, row.look_again_at), (Some(until), Some(until)));

        world.clock.advance(chrono::TimeDelta::hours(1));
        look_again(&world).await.unwrap();
        // More of what moved it changes nothing as long as that holds.
        for kind in ["demo", "webinar"] {
            let signal = serde_json::json!({"account": account, "kind": kind});
            let signal: RecordSignal = serde_json::from_value(signal).unwrap();
            world.as_seller().perform(signal).await.unwrap();
        }
        assert_eq!(stored(&world, account).await.stage, "loosening");
        world
            .clock
            .advance(chrono::TimeDelta::days(90) - chrono::TimeDelta::hours(1));
        assert_eq!(world.clock.now(), until);
        look_again(&world).await.unwrap();
        let row = stored(&world, account).await;
        assert_eq!((row.stage.as_str(), row.held_until), ("committing_to_change", None));
    }

    async fn a_move_is_not_taken_back_over_another(world: World) {
        let account = Sample::default().save(&world).await;
        let first = world
            .as_seller()
            .perform(to(account, "exploring", Version(1)))
            .await
            .unwrap();
        let second = world
            .as_marketer()
            .perform(to(account, "selecting", first.version))
            .await
            .unwrap();
        let refused = world.as_seller().perform(UndoMove { transition: first.id }).await;
        assert!(matches!(refused, Err(Failure::Conflict(conflict)) if conflict.version == second.version.0));
        assert_eq!(stored(&world, account).await.stage, "selecting");
    }

    /// What one of several people tries next.
    #[derive(Debug, Clone)]
    enum Try {
        Move(usize),
        Undo(usize),
    }

    async fn after_any_moves_and_undos_the_history_is_one_chain_to_the_stage(world: World) {
        let tries = proptest::collection::vec(
            prop_oneof![(0..14_usize).prop_map(Try::Move), (0..20_usize).prop_map(Try::Undo)],
            1..40,
        );
        let stages = Journey::shipped().stages();
        let keys: Vec<&str> = stages.iter().map(|stage| stage.key.as_str()).collect();
        let mut runner = TestRunner::deterministic();
        for _ in 0..12 {
            let account = Sample {
                won: 1,
                ..Sample::default()
            }
            .save(&world)
            .await;
            let mut made = Vec::new();
            for next in tries.new_tree(&mut runner).unwrap().current() {
                world.clock.advance(chrono::TimeDelta::minutes(1));
                let seen = Version(stored(&world, account).await.version);
                let outcome = match next {
                    Try::Move(stage) => world.as_seller().perform(to(account, keys[stage], seen)).await,
                    Try::Undo(place) if made.is_empty() => {
                        assert!(place < 20);
                        continue;
                    }
                    Try::Undo(place) => {
                        let transition = made[place % made.len()];
                        world.as_marketer().perform(UndoMove { transition }).await
                    }
                };
                if let Ok(transition) = outcome {
                    assert_eq!(transition.version.0, seen.0 + 1);
                    made.push(transition.id);
                }
            }
            let chain = history(world.store.writer(), account).await.unwrap();
            let mut here = "loosening";
            for step in &chain {
                assert_eq!(step.from, here, "{chain:?}");
                here = &step.to;
            }
            let row = stored(&world, account).await;
            assert_eq!(row.stage, here);
            assert_eq!(row.stage_position, stages.position(here));
            assert!(row.stage_since <= world.clock.now() && row.stage_since >= row.created_at);
            assert_eq!(usize::try_from(row.version).unwrap(), chain.len() + 1);
        }
    }
}
