//! Accounts for the tests of this area, written past the commands so that they stand where a test needs them.

use chrono::{DateTime, TimeDelta, Utc};
use model::values::ids::{AccountId, PersonId};
use sea_orm::{ActiveModelTrait as _, EntityTrait, IntoActiveModel as _};

use crate::{accounts::entity, clock::Clock as _, journey::in_force, testing::World};

/// An account about to be stored.
pub(super) struct Sample {
    pub(super) name: &'static str,
    pub(super) stage: &'static str,
    pub(super) since: Option<DateTime<Utc>>,
    pub(super) amount: i64,
    pub(super) won: i32,
    pub(super) leads: [Option<PersonId>; 3],
    pub(super) industry: Option<&'static str>,
}

impl Default for Sample {
    fn default() -> Self {
        Self {
            name: "Marlstone Cement",
            stage: "loosening",
            since: None,
            amount: 0,
            won: 0,
            leads: [None; 3],
            industry: None,
        }
    }
}

impl Sample {
    /// Stores it.
    pub(super) async fn save(self, world: &World) -> AccountId {
        let now = world.clock.now();
        let id = world.clock.new_id();
        let stages = in_force::stages(world, world.store.reader()).await.unwrap();
        let stage = stages.by_key(self.stage).unwrap();
        let [marketing, sales, service] = self.leads.map(|lead| lead.map(|lead| lead.0));
        let row = entity::Model {
            industry: self.industry.map(str::to_owned),
            stage: stage.key.to_string(),
            stage_position: stages.position(self.stage),
            stage_since: self.since.unwrap_or(now),
            // Somebody put it there; criteria would begin with what they find, which is nothing.
            held_until: now.checked_add_signed(TimeDelta::days(3_650)),
            marketing_lead_id: marketing,
            sales_lead_id: sales,
            service_lead_id: service,
            open_amount_minor: self.amount,
            open_deals: i32::from(self.amount > 0),
            won_deals: self.won,
            ..entity::Model::named(id, self.name, stage, None, now)
        };
        entity::Entity::insert(row.into_active_model().reset_all())
            .exec_without_returning(world.store.writer())
            .await
            .unwrap();
        AccountId(id)
    }
}
