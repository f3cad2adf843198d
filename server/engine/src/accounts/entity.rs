//! The table `account`.

use chrono::{DateTime, NaiveDate, Utc};
use model::{accounts::AccountKind, journey::Stage, leads::pains::readiness::Readiness};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// One account.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "account")]
pub struct Model {
    /// Which one.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// The name in lower case, for sorting and finding alike in both databases.
    pub name_key: String,
    /// Key of what it is to us. Imports that were made before there were kinds remember rows without it.
    #[serde(default = "buyer")]
    pub kind: String,
    /// The company that it belongs to.
    #[serde(default)]
    pub parent_id: Option<Uuid>,
    /// Its web domain.
    pub domain: Option<String>,
    /// What it does.
    pub industry: Option<String>,
    /// Where it is.
    pub city: Option<String>,
    /// In which country.
    pub country: Option<String>,
    /// How many people work there.
    pub employees: Option<i32>,
    /// Revenue of a year in minor units of the organisation's currency.
    pub annual_revenue_minor: Option<i64>,
    /// Key of the stage on the journey.
    pub stage: String,
    /// Where that stage stands in the buyer's order.
    pub stage_position: i16,
    /// Since when.
    pub stage_since: DateTime<Utc>,
    /// Until when a move by hand holds against the journey's criteria.
    #[serde(default)]
    pub held_until: Option<DateTime<Utc>>,
    /// When its stage may be another one though nothing happens.
    #[serde(default)]
    pub look_again_at: Option<DateTime<Utc>>,
    /// When a leg owes an act for which no alert is open, unless it acts before.
    #[serde(default)]
    pub legs_due_at: Option<DateTime<Utc>>,
    /// Key of whether the company is ready to buy.
    #[serde(default = "later")]
    pub readiness: String,
    /// When its readiness may be another one though nothing happens.
    #[serde(default)]
    pub readiness_turns_at: Option<DateTime<Utc>>,
    /// Who leads for marketing.
    pub marketing_lead_id: Option<Uuid>,
    /// Who leads for sales.
    pub sales_lead_id: Option<Uuid>,
    /// Who leads for service.
    pub service_lead_id: Option<Uuid>,
    /// When marketing last did something for the account.
    pub marketing_acted_at: Option<DateTime<Utc>>,
    /// When sales did.
    pub sales_acted_at: Option<DateTime<Utc>>,
    /// When service did.
    pub service_acted_at: Option<DateTime<Utc>>,
    /// Sum of its open deals in minor units of the organisation's currency.
    pub open_amount_minor: i64,
    /// How many deals are open.
    pub open_deals: i32,
    /// How many deals were won.
    pub won_deals: i32,
    /// The nearest day on which an open deal is to be decided.
    pub next_close_on: Option<NaiveDate>,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// Who changed it last.
    pub updated_by: Option<Uuid>,
    /// Since when it lies in the trash.
    pub trashed_at: Option<DateTime<Utc>>,
    /// How often it was changed.
    pub version: i32,
}

/// No joins from here: readers ask for what they need.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

fn buyer() -> String {
    AccountKind::Buyer.key().to_owned()
}

fn later() -> String {
    Readiness::Later.key().to_owned()
}

impl Model {
    /// A new account in the first stage of the journey, of which nothing but the name is known.
    pub fn named(id: Uuid, name: &str, first: &Stage, by: Option<Uuid>, now: DateTime<Utc>) -> Self {
        Self {
            id,
            name: name.to_owned(),
            name_key: super::name_key(name),
            kind: buyer(),
            parent_id: None,
            domain: None,
            industry: None,
            city: None,
            country: None,
            employees: None,
            annual_revenue_minor: None,
            stage: first.key.to_string(),
            stage_position: 0,
            stage_since: now,
            held_until: None,
            look_again_at: None,
            legs_due_at: None,
            readiness: later(),
            readiness_turns_at: None,
            marketing_lead_id: None,
            sales_lead_id: None,
            service_lead_id: None,
            marketing_acted_at: None,
            sales_acted_at: None,
            service_acted_at: None,
            open_amount_minor: 0,
            open_deals: 0,
            won_deals: 0,
            next_close_on: None,
            created_at: now,
            updated_at: now,
            updated_by: by,
            trashed_at: None,
            version: 1,
        }
    }
}
