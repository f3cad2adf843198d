//! How a signed version comes into force on its day.

use model::{
    Refusal,
    agreements::{Standing, bring_into_force::BringIntoForce},
};

use super::held::Held;
use crate::{Done, Fault, Handle, Work};

impl Handle for BringIntoForce {
    async fn handle(self, work: &mut Work<'_>) -> Result<Done<Standing>, Fault> {
        let mut held = Held::of(work, self.agreement).await?;
        let entry = held.step(|agreement, now| Ok(agreement.bring_into_force(now)))?;
        let entry = entry.ok_or(Refusal::NothingToBringIntoForce)?;
        held.store(work).await?;
        let standing = held.standing(entry.entered)?;
        Ok(held.entered(work, entry).await?.with(standing))
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use model::{
        Failure,
        activity::Fact,
        agreement::{JOURNEY, State},
        agreements::versions::withdraw::WithdrawVersion,
    };
    use sea_orm::EntityTrait;

    use super::*;
    use crate::{
        agreements::{
            job,
            sample::{drafted, proposed, shown, signed_by_all},
        },
        platform::organisation,
        testing::{World, on_both},
    };

    on_both!(
        a_signed_version_comes_into_force_when_its_day_begins_and_once,
        processes_that_see_the_day_come_at_once_do_it_once,
        what_was_withdrawn_before_its_day_never_comes_into_force,
        of_two_with_the_same_day_the_newer_one_comes_into_force,
        a_day_begins_on_the_clocks_that_the_organisation_has_then,
        only_the_product_itself_asks_for_it,
    );

    fn entered(facts: &[Fact]) -> usize {
        facts
            .iter()
            .filter(|fact| matches!(fact, Fact::AgreementInForce { .. }))
            .count()
    }

    async fn a_signed_version_comes_into_force_when_its_day_begins_and_once(world: World) {
        let draft = drafted(&world).await;
        let proposal = proposed(&world, &draft, 1).await;
        let signed = signed_by_all(&world, &proposal).await;
        assert_eq!(signed.state, State::Signed);
        // The clock stands at 9 in London; the organisation's day begins in Berlin.
        world.clock.advance(TimeDelta::hours(14) - TimeDelta::seconds(1));
        assert_eq!(world.run_jobs().await, 0);
        assert_eq!(shown(&world, draft.version).await.state, State::Signed);
        world.clock.advance(TimeDelta::seconds(1));
        // The second job looks where accounts stand now.
        assert_eq!(world.run_jobs().await, 2);
        assert_eq!(shown(&world, draft.version).await.state, State::Active);
        job::bring_into_force(&world, JOURNEY).await.unwrap();
        let facts = world.facts().await;
        assert_eq!(entered(&facts), 1);
        assert!(!facts.iter().any(|fact| matches!(fact, Fact::Refused { .. })));
    }

    async fn processes_that_see_the_day_come_at_once_do_it_once(world: World) {
        let draft = drafted(&world).await;
        let proposal = proposed(&world, &draft, 1).await;
        signed_by_all(&world, &proposal).await;
        world.clock.advance(TimeDelta::days(2));
        let other = world.another_process().await;
        let (one, two) = tokio::join!(
            job::bring_into_force(&world, JOURNEY),
            job::bring_into_force(&other, JOURNEY)
        );
        one.unwrap();
        two.unwrap();
        assert_eq!(entered(&world.facts().await), 1);
        assert_eq!(shown(&world, draft.version).await.state, State::Active);
    }

    async fn what_was_withdrawn_before_its_day_never_comes_into_force(world: World) {
        let draft = drafted(&world).await;
        let proposal = proposed(&world, &draft, 1).await;
        let signed = signed_by_all(&world, &proposal).await;
        let withdraw = WithdrawVersion {
            version: signed.version,
            seen: signed.edition,
        };
        let refused = world.as_admin().perform(withdraw.clone()).await;
        assert_eq!(refused, Err(Failure::Forbidden));
        world.as_service_manager().perform(withdraw).await.unwrap();
        world.clock.advance(TimeDelta::days(2));
        assert_eq!(world.run_jobs().await, 1);
        let facts = world.facts().await;
        assert_eq!(entered(&facts), 0);
        assert_eq!(shown(&world, draft.version).await.state, State::Withdrawn);
    }

    async fn of_two_with_the_same_day_the_newer_one_comes_into_force(world: World) {
        let (older, newer) = (drafted(&world).await, drafted(&world).await);
        let older = proposed(&world, &older, 1).await;
        let newer = proposed(&world, &newer, 1).await;
        signed_by_all(&world, &newer).await;
        signed_by_all(&world, &older).await;
        world.clock.advance(TimeDelta::days(1));
        // Of the three one looks where accounts stand now.
        assert_eq!(world.run_jobs().await, 3);
        assert_eq!(shown(&world, newer.version).await.state, State::Active);
        assert_eq!(shown(&world, older.version).await.state, State::Withdrawn);
        let overtaken = world.facts().await.into_iter().find_map(|fact| match fact {
            Fact::AgreementWithdrawn {
                number, overtaken_by, ..
            } => Some((number, overtaken_by)),
            _ => None,
        });
        assert_eq!(overtaken, Some((Some(1), Some(2))));
    }

    async fn a_day_begins_on_the_clocks_that_the_organisation_has_then(world: World) {
        let draft = drafted(&world).await;
        let proposal = proposed(&world, &draft, 1).await;
        signed_by_all(&world, &proposal).await;
        organisation::Entity::update_many()
            .col_expr(organisation::Column::TimeZone, "America/New_York".into())
            .exec(world.store.writer())
            .await
            .unwrap();
        // Midnight in Berlin: the job runs and waits on. Six hours later it is midnight in New York.
        world.clock.advance(TimeDelta::hours(14));
        assert_eq!(world.run_jobs().await, 1);
        assert_eq!(shown(&world, draft.version).await.state, State::Signed);
        world.clock.advance(TimeDelta::hours(6));
        // The second job looks where accounts stand now.
        assert_eq!(world.run_jobs().await, 2);
        assert_eq!(shown(&world, draft.version).await.state, State::Active);
        assert_eq!(entered(&world.facts().await), 1);
    }

    async fn only_the_product_itself_asks_for_it(world: World) {
        let asked = BringIntoForce { agreement: JOURNEY };
        let refused = world.as_admin().perform(asked.clone()).await;
        assert_eq!(refused, Err(Failure::Forbidden));
        let refused = world.as_system().perform(asked).await;
        assert_eq!(refused, Err(Failure::Refused(Refusal::NothingToBringIntoForce)));
    }
}
