//! Sums over very many rows, kept until the event log tells of something that may change them.
//!
//! Each process keeps its own and asks the database whether they still hold, so that several processes never tell
//! different sums. What depends on the time as well is made anew every minute.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
};

use chrono::{DateTime, Timelike as _, Utc};
use tokio::sync::OnceCell;

use crate::{
    Fault, Read,
    activity::{MadeOf, Mark},
};

/// As many answers to different questions as one company asks in a minute.
const MOST: usize = 500;

type Cell<V> = Arc<OnceCell<Arc<V>>>;

/// Answers to questions of one kind.
pub(crate) struct Kept<K, V>(Mutex<Option<Generation<K, V>>>);

/// What was made at one place of the event log in one minute.
struct Generation<K, V> {
    /// Counts up, so that who was slow never puts an older one in the place of a newer one.
    number: u64,
    mark: Mark,
    minute: DateTime<Utc>,
    cells: HashMap<K, Cell<V>>,
}

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl<K: Eq + Hash, V> Kept<K, V> {
    /// The answer to a question: the kept one if it holds, else the one that `make` makes. Of those who ask at once
    /// only one makes it.
    pub(crate) async fn get(
        &self,
        read: &Read<'_>,
        key: K,
        make: impl Future<Output = Result<V, Fault>>,
    ) -> Result<Arc<V>, Fault> {
        self.get_made_of(MadeOf::Accounts, read, key, make).await
    }

    /// The same where the answer is not made of accounts alone.
    pub(crate) async fn get_made_of(
        &self,
        of: MadeOf,
        read: &Read<'_>,
        key: K,
        make: impl Future<Output = Result<V, Fault>>,
    ) -> Result<Arc<V>, Fault> {
        let minute = minute_of(read.now());
        let (number, mark) = self.seen(minute);
        let holds = match mark {
            Some(mark) => mark.holds(read.db(), of).await?,
            None => false,
        };
        if !holds {
            let mark = Mark::here(read.db()).await?;
            self.begin(number, mark, minute);
        }
        match self.cell(key) {
            Some(cell) => cell
                .get_or_try_init(|| async { make.await.map(Arc::new) })
                .await
                .cloned(),
            None => make.await.map(Arc::new),
        }
    }

    fn seen(&self, minute: DateTime<Utc>) -> (u64, Option<Mark>) {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref().map_or((0, None), |generation| {
            let mark = (generation.minute == minute).then(|| generation.mark.clone());
            (generation.number, mark)
        })
    }

    /// Begins anew after the generation of this number, unless somebody else did: then that is as good, since it
    /// began after this question was asked.
    fn begin(&self, after: u64, mark: Mark, minute: DateTime<Utc>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.as_ref().is_none_or(|generation| generation.number == after) {
            *kept = Some(Generation {
                number: after + 1,
                mark,
                minute,
                cells: HashMap::new(),
            });
        }
    }

    fn cell(&self, key: K) -> Option<Cell<V>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let generation = kept.as_mut()?;
        if generation.cells.len() >= MOST && !generation.cells.contains_key(&key) {
            generation.cells.clear();
        }
        Some(Arc::clone(generation.cells.entry(key).or_default()))
    }
}

fn minute_of(now: DateTime<Utc>) -> DateTime<Utc> {
    now.with_nanosecond(0).and_then(|now| now.with_second(0)).unwrap_or(now)
}

/// What is kept.
#[derive(Default)]
pub(crate) struct Summaries {
    /// Figures of all columns of the board.
    pub(crate) board: Kept<(), crate::journey::board::Columns>,
    /// What went through the journey in a period.
    pub(crate) map: crate::journey::map::Kept,
    /// What it is worth that three legs stand by.
    pub(crate) legs: crate::journey::legs::Kept,
    /// What became of leads in a period.
    pub(crate) lead_reports: crate::leads::reports::Kept,
    /// Which leads of a period two versions of the lead definition qualify.
    pub(crate) lead_replays: crate::leads::definitions::Replays,
    /// What versions of the lead definition would do to the open leads.
    pub(crate) lead_previews: crate::leads::definitions::Previews,
    /// What became of the leads of a period, by a version of the lead definition.
    pub(crate) lead_proofs: crate::leads::definitions::Proofs,
    /// Sums below the list of accounts.
    pub(crate) accounts: Kept<model::accounts::filter::AccountFilter, model::accounts::figures::Figures>,
    /// The lists of the day.
    pub(crate) today: crate::journey::today::Lists,
    /// The journey in force.
    pub(crate) journey: crate::journey::in_force::Kept,
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use model::{
        accounts::{figures::AccountFigures, trash::TrashAccount},
        journey::board::show::ShowBoard,
    };

    use crate::testing::{World, new_account, on_both};

    on_both!(
        sums_are_kept_until_something_happens,
        sums_follow_what_another_process_does,
        sums_that_depend_on_the_time_follow_it,
    );

    async fn told(world: &World) -> (u64, u32) {
        let figures = world.as_executive().ask(AccountFigures::default()).await.unwrap();
        let board = world.as_executive().ask(ShowBoard::default()).await.unwrap();
        (figures.accounts, board.columns.iter().map(|column| column.count).sum())
    }

    async fn sums_are_kept_until_something_happens(world: World) {
        assert_eq!(told(&world).await, (0, 0));
        for number in 1..4_u32 {
            let made = world.as_seller().perform(new_account("Alder")).await.unwrap();
            assert_eq!(told(&world).await, (number.into(), number));
            assert_eq!(told(&world).await, (number.into(), number));
            if number == 3 {
                let trash = TrashAccount { account: made.id };
                world.as_sales_manager().perform(trash).await.unwrap();
            }
        }
        assert_eq!(told(&world).await, (2, 2));
    }

    async fn sums_follow_what_another_process_does(world: World) {
        let other = world.another_process().await;
        assert_eq!(told(&world).await, (0, 0));
        world
            .as_seller()
            .at(&other)
            .perform(new_account("Birch"))
            .await
            .unwrap();
        assert_eq!(told(&world).await, (1, 1));
    }

    async fn sums_that_depend_on_the_time_follow_it(world: World) {
        world.as_seller().perform(new_account("Cedar")).await.unwrap();
        let stalled = async |world: &World| {
            let figures = world.as_executive().ask(AccountFigures::default()).await.unwrap();
            let board = world.as_executive().ask(ShowBoard::default()).await.unwrap();
            (
                figures.stalled,
                board.columns.iter().map(|column| column.stalled).sum::<u32>(),
            )
        };
        assert_eq!(stalled(&world).await, (0, 0));
        world.clock.advance(TimeDelta::days(400));
        assert_eq!(stalled(&world).await, (1, 1));
    }
}
