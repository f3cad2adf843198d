//! Whatever people do and in whichever order: what was created is open, met, breached or void at every instant, duty and
//! word are never both breached, and the database agrees with itself.

use chrono::TimeDelta;
use model::{
    accounts::{
        touches::{TouchKind, remove::RemoveTouch, restore::RestoreTouch},
        trash::TrashAccount,
    },
    leads::{
        chain::{RejectReason, list::LeadRow, list::ListLeads, reject::RejectLead},
        obligations::{Part, Standing, Tally, list::ObligationRow, plan::PlanNextTouch, tell::TellHowItStands},
    },
    platform::check::run::RunCheck,
    values::ids::{AccountId, TouchId},
};
use proptest::prelude::*;
use sea_orm::EntityTrait;

use super::{entity, job, sample::*};
use crate::{
    clock::Clock as _,
    testing::{Database, Who, World, run},
};

/// What the commands of one run are about.
struct Course {
    world: World,
    accounts: Vec<AccountId>,
    touches: Vec<TouchId>,
    names: u32,
}

const DOMAINS: [(&str, u32); 2] = [("brackwell.example", 800), ("orrin.example", 20)];
const STAGES: [&str; 4] = ["exploring", "justifying", "selecting", "dormant"];

impl Course {
    async fn new(world: World) -> Self {
        large_companies_qualify(&world).await;
        let mut accounts = Vec::new();
        for (domain, employees) in DOMAINS {
            let account = account(&world, domain, employees).await;
            put(&world, account, "exploring").await;
            accounts.push(account);
        }
        Self {
            world,
            accounts,
            touches: Vec::new(),
            names: 0,
        }
    }

    /// Carries out a command that a number names. What is refused changes nothing and is no mistake.
    async fn go(&mut self, command: u8, which: u8) {
        let world = &self.world;
        let account = self.accounts[usize::from(which) % self.accounts.len()];
        let who = [Who::Marketer, Who::Seller, Who::ServiceMember][usize::from(which / 2) % 3];
        match command % 12 {
            0 | 1 => {
                let kind = [TouchKind::Call, TouchKind::Mail, TouchKind::Note][usize::from(which / 6) % 3];
                if let Ok(touch) = world.acting(who).perform(touch(account, kind)).await {
                    self.touches.push(touch.id);
                }
            }
            2 => {
                let (domain, employees) = DOMAINS[usize::from(which) % DOMAINS.len()];
                self.names += 1;
                let row = captured(world, &format!("person{}", self.names), domain).await;
                hand_over(world, &row, (employees < 500).then_some("They called")).await;
            }
            3 => {
                if let Some(row) = self.lead(which).await {
                    drop(world.as_seller().perform(accept(world, &row)).await);
                }
            }
            4 => {
                if let Some(row) = self.lead(which).await {
                    let reject = RejectLead {
                        lead: row.lead.id,
                        reasons: vec![RejectReason::TooEarly],
                        note: None,
                        to: Who::Marketer.id(),
                        next_on: day(world, 3),
                        seen: row.version,
                    };
                    drop(world.as_seller().perform(reject).await);
                }
            }
            5 => {
                if let Some(touch) = self.touch(which) {
                    drop(world.as_admin().perform(RemoveTouch { touch }).await);
                }
            }
            6 => {
                if let Some(touch) = self.touch(which) {
                    drop(world.as_admin().perform(RestoreTouch { touch }).await);
                }
            }
            7 => world.clock.advance(TimeDelta::minutes(i64::from(which) * 7 + 1)),
            8 => drop(world.run_jobs().await),
            9 => self.shift(account, which).await,
            10 => self.answer(which, who).await,
            _ => job::look(world).await.unwrap(),
        }
    }

    async fn lead(&self, which: u8) -> Option<LeadRow> {
        let rows = self.world.as_seller().ask(ListLeads::default()).await.unwrap().items;
        let place = usize::from(which) % rows.len().max(1);
        rows.into_iter().nth(place)
    }

    fn touch(&self, which: u8) -> Option<TouchId> {
        let place = usize::from(which) % self.touches.len().max(1);
        self.touches.get(place).copied()
    }

    /// Moves an account, or throws it away and takes it out again.
    async fn shift(&self, account: AccountId, which: u8) {
        let world = &self.world;
        let admin = world.as_admin();
        if which.is_multiple_of(5) {
            drop(admin.perform(TrashAccount { account }).await);
            world.clock.advance(TimeDelta::minutes(1));
            let restore = model::accounts::restore::RestoreAccount { account };
            drop(admin.perform(restore).await);
            return;
        }
        let shown = model::accounts::show::ShowAccount { account };
        let seen = admin.ask(shown).await.unwrap().account.version;
        let to = STAGES[usize::from(which / 3) % STAGES.len()];
        let step = model::journey::transitions::move_by_hand::MoveByHand {
            account,
            to: to.parse().unwrap(),
            reason: "They said so".parse().unwrap(),
            holds_days: Some(365),
            seen,
        };
        drop(admin.perform(step).await);
    }

    async fn answer(&self, which: u8, who: Who) {
        let mut rows = self.rows().await;
        rows.retain(|row| row.standing == Standing::Open);
        let Some(row) = rows.get(usize::from(which) % rows.len().max(1)) else {
            return;
        };
        let acting = self.world.acting(who);
        let tell = TellHowItStands {
            obligation: row.id,
            words: "They wait".parse().unwrap(),
        };
        if acting.perform(tell).await.is_err() {
            let plan = PlanNextTouch {
                obligation: row.id,
                on: day(&self.world, 2),
            };
            drop(acting.perform(plan).await);
        }
    }

    async fn rows(&self) -> Vec<ObligationRow> {
        let mut rows = Vec::new();
        for account in &self.accounts {
            rows.extend(owed(&self.world, *account).await);
        }
        rows
    }

    /// What holds at every instant.
    async fn holds(&self) {
        let kept = tally(&self.world).await;
        let sum = kept.tally;
        assert_eq!(sum.created, sum.open + sum.met + sum.breached + sum.void, "{sum:?}");
        let stored = entity::Entity::find().all(self.world.store.reader()).await.unwrap();
        let obligations: Vec<_> = stored.iter().map(|row| row.obligation().unwrap()).collect();
        assert_eq!(sum, Tally::of(&obligations, self.world.clock.now()));
        let now = self.world.clock.now();
        for (row, duty) in stored
            .iter()
            .zip(&obligations)
            .filter(|(_, one)| one.part == Part::Duty)
        {
            let word = stored.iter().zip(&obligations).find(|(other, one)| {
                other.event_id == row.event_id && other.rule == row.rule && one.part == Part::Word
            });
            let Some((_, word)) = word else { continue };
            let both = (duty.standing(now), word.standing(now));
            assert_ne!(both, (Standing::Breached, Standing::Breached));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10))]
    #[test]
    fn created_is_open_met_breached_and_void_whatever_people_do(
        commands in proptest::collection::vec((any::<u8>(), any::<u8>()), 1..45)
    ) {
        run(Database::Sqlite, |world| async move {
            let mut course = Course::new(world).await;
            for (command, which) in commands {
                course.go(command, which).await;
                course.holds().await;
            }
            course.world.run_jobs().await;
            let checked = course.world.as_system().ask(RunCheck {}).await.unwrap();
            let broken: Vec<_> = checked.iter().filter(|one| one.violations > 0).collect();
            assert!(broken.is_empty(), "{broken:?}");
        });
    }
}
