//! How a person moves an account along the journey.

use chrono::TimeDelta;
use model::journey::{
    Move,
    transitions::{
        Transition,
        move_by_hand::{MoveByHand, USUAL_HOLD},
    },
};

use super::Decided;
use crate::{Done, Fault, Handle, Work, journey::transitions};

impl Handle for MoveByHand {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Transition>, Fault> {
        let account = transitions::movable(work.db(), self.account).await?;
        // Asked once the account is held: whoever brings another version into force afterwards looks at it again.
        let journey = work.journey().await?;
        if account.version != self.seen.0 {
            return Err(transitions::changed_since(work, &journey.stages, self.account).await);
        }
        let place = transitions::place(&account);
        let Move { to, cause, .. } = journey.stages.move_by_hand(&place, self.to.as_str(), &self.reason)?;
        let days = TimeDelta::days(self.holds_days.unwrap_or(USUAL_HOLD).into());
        let held_until = work.now().checked_add_signed(days);
        let decided = Decided {
            to,
            since: work.now(),
            cause,
            held_until,
            look_again_at: held_until,
            receipt: None,
        };
        transitions::append(work, &journey, account, decided).await
    }
}

#[cfg(test)]
mod tests {
    use model::{
        Failure, Refusal,
        activity::Fact,
        journey::{Cause, Journey, transitions::move_by_hand::MoveByHand},
        values::{Version, ids::AccountId},
    };
    use sea_orm::EntityTrait;

    use crate::{
        accounts::entity,
        clock::Clock as _,
        journey::sample::Sample,
        testing::{World, on_both},
    };

    on_both!(
        a_move_is_stored_with_its_reason,
        an_account_without_a_won_deal_is_no_customer_by_hand,
        of_two_who_move_the_same_card_one_wins_and_the_other_is_told,
        what_lies_in_the_trash_does_not_move,
        executives_read_and_move_nothing,
        a_stage_that_the_journey_does_not_have_is_refused,
    );

    fn to(account: AccountId, stage: &str, seen: i32) -> MoveByHand {
        MoveByHand {
            account,
            to: stage.parse().unwrap(),
            reason: "They asked for a price".parse().unwrap(),
            holds_days: None,
            seen: Version(seen),
        }
    }

    async fn stored(world: &World, account: AccountId) -> entity::Model {
        let found = entity::Entity::find_by_id(account.0).one(world.store.writer()).await;
        found.unwrap().unwrap()
    }

    async fn a_move_is_stored_with_its_reason(world: World) {
        let account = Sample::default().save(&world).await;
        world.clock.advance(chrono::TimeDelta::days(3));
        let moved = world.as_seller().perform(to(account, "exploring", 1)).await.unwrap();

        assert_eq!(
            (moved.from.as_str(), moved.to.as_str(), moved.version),
            ("loosening", "exploring", Version(2))
        );
        let row = stored(&world, account).await;
        assert_eq!(
            (row.stage.as_str(), row.stage_position, row.version),
            ("exploring", 2, 2)
        );
        assert_eq!(row.stage_since, world.clock.now());
        assert_eq!(
            world.facts_of(account).await,
            [Fact::AccountMoved {
                account,
                from: "loosening".to_owned(),
                to: "exploring".to_owned(),
                cause: Cause::Person {
                    reason: "They asked for a price".to_owned()
                },
            }]
        );
    }

    async fn an_account_without_a_won_deal_is_no_customer_by_hand(world: World) {
        let account = Sample::default().save(&world).await;
        let refused = world.as_seller().perform(to(account, "onboarding", 1)).await;
        let stage = "Onboarding".to_owned();
        assert_eq!(refused, Err(Failure::Refused(Refusal::NotACustomerYet { stage })));
        assert_eq!(stored(&world, account).await.stage, "loosening");

        let customer = Sample {
            won: 1,
            ..Sample::default()
        }
        .save(&world)
        .await;
        assert!(world.as_seller().perform(to(customer, "onboarding", 1)).await.is_ok());
    }

    async fn of_two_who_move_the_same_card_one_wins_and_the_other_is_told(world: World) {
        let account = Sample::default().save(&world).await;
        let (seller, marketer) = (world.as_seller(), world.as_marketer());
        let (one, other) = tokio::join!(
            seller.perform(to(account, "exploring", 1)),
            marketer.perform(to(account, "selecting", 1)),
        );

        let (winner, told) = match (one, other) {
            (Ok(moved), Err(told)) | (Err(told), Ok(moved)) => (moved, told),
            both => panic!("exactly one wins: {both:?}"),
        };
        let Failure::Conflict(conflict) = told else {
            panic!("the other is told that it was changed: {told:?}");
        };
        assert_eq!(conflict.version, 2);
        let stages = Journey::shipped().stages();
        let stage = stages.name(&winner.to);
        assert_eq!(conflict.stored.get("stage").map(String::as_str), Some(stage));
        assert!(conflict.by.is_some());
        assert_eq!(stored(&world, account).await.stage, winner.to);
        assert_eq!(world.facts_of(account).await.len(), 1);
    }

    async fn what_lies_in_the_trash_does_not_move(world: World) {
        let account = Sample::default().save(&world).await;
        let trashed = entity::ActiveModel {
            id: sea_orm::ActiveValue::Unchanged(account.0),
            trashed_at: sea_orm::ActiveValue::Set(Some(world.clock.now())),
            ..Default::default()
        };
        entity::Entity::update(trashed)
            .exec(world.store.writer())
            .await
            .unwrap();
        let refused = world.as_seller().perform(to(account, "exploring", 1)).await;
        assert_eq!(refused, Err(Failure::Refused(Refusal::InTrash)));
    }

    async fn a_stage_that_the_journey_does_not_have_is_refused(world: World) {
        let account = Sample::default().save(&world).await;
        let refused = world.as_seller().perform(to(account, "nowhere", 1)).await;
        assert_eq!(refused, Err(Failure::Refused(Refusal::UnknownStage)));
    }

    async fn executives_read_and_move_nothing(world: World) {
        let account = Sample::default().save(&world).await;
        let refused = world.as_executive().perform(to(account, "exploring", 1)).await;
        assert_eq!(refused, Err(Failure::Forbidden));
    }
}
