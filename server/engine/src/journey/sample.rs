//! Accounts for the tests of this area, written past the commands so that they stand where a test needs them.

use chrono::{DateTime, Utc};
use model::values::ids::{AccountId, PersonId};
use sea_orm::{ActiveValue::Set, EntityTrait};

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
        let row = entity::ActiveModel {
            id: Set(id),
            name: Set(self.name.to_owned()),
            name_key: Set(self.name.to_lowercase()),
            domain: Set(None),
            industry: Set(self.industry.map(str::to_owned)),
            city: Set(None),
            country: Set(None),
            employees: Set(None),
            annual_revenue_minor: Set(None),
            stage: Set(stage.key.to_string()),
            stage_position: Set(stages.position(self.stage)),
            stage_since: Set(self.since.unwrap_or(now)),
            marketing_lead_id: Set(marketing),
            sales_lead_id: Set(sales),
            service_lead_id: Set(service),
            marketing_acted_at: Set(None),
            sales_acted_at: Set(None),
            service_acted_at: Set(None),
            open_amount_minor: Set(self.amount),
            open_deals: Set(i32::from(self.amount > 0)),
            won_deals: Set(self.won),
            next_close_on: Set(None),
            created_at: Set(now),
            updated_at: Set(now),
            updated_by: Set(None),
            trashed_at: Set(None),
            version: Set(1),
        };
        entity::Entity::insert(row)
            .exec_without_returning(world.store.writer())
            .await
            .unwrap();
        AccountId(id)
    }
}
