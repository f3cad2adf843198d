//! Accounts, the people there, their deals, and what our legs did for them.

pub mod activities;
pub mod contacts;
pub mod create;
pub mod deals;
pub mod edit;
pub mod fact_base;
pub mod figures;
pub mod filter;
pub mod hierarchy;
pub mod list;
pub mod members;
pub mod name_lead;
pub mod next_step;
pub mod people_choices;
pub mod restore;
pub mod show;
pub mod signals;
pub mod timeline;
pub mod touches;
pub mod trash;
pub mod trash_list;
pub mod views;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Department,
    journey::{Stage, Stages},
    keyed,
    values::{
        Money, Version,
        ids::{AccountId, PersonId},
    },
};

keyed! {
    /// What a company is to us.
    AccountKind {
        /// Buys from us, or may.
        Buyer = "buyer", "Buyer";
        /// Sells with us.
        Partner = "partner", "Partner";
        /// Is listened to by buyers: analysts, trade publications, associations.
        Influencer = "influencer", "Influencer";
    }
}

/// A company, as everybody sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Account {
    /// Which one.
    pub id: AccountId,
    /// Its name.
    pub name: String,
    /// What it is to us.
    pub kind: AccountKind,
    /// The company that it belongs to.
    pub parent: Option<AccountId>,
    /// Its web domain.
    pub domain: Option<String>,
    /// What it does.
    pub industry: Option<String>,
    /// Where it is.
    pub city: Option<String>,
    /// In which country.
    pub country: Option<String>,
    /// How many people work there.
    pub employees: Option<u32>,
    /// Revenue of a year.
    pub annual_revenue: Option<Money>,
    /// Key of the stage on the journey.
    pub stage: String,
    /// Since when it stands there.
    pub stage_since: DateTime<Utc>,
    /// Who takes part.
    pub legs: Legs,
    /// Sum of its open deals.
    pub open_amount: Money,
    /// How many deals are open.
    pub open_deals: u32,
    /// How many deals were won.
    pub won_deals: u32,
    /// The nearest day on which an open deal is to be decided.
    pub next_close_on: Option<NaiveDate>,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When its fields or leads were last changed.
    pub updated_at: DateTime<Utc>,
    /// Since when it lies in the trash.
    pub trashed_at: Option<DateTime<Utc>>,
    /// How often its fields were edited.
    pub version: Version,
}

impl Account {
    /// The stage that it stands in, if the journey still has it.
    pub fn stage<'a>(&self, stages: &'a Stages) -> Option<&'a Stage> {
        stages.by_key(&self.stage)
    }

    /// Whole days in the stage.
    pub fn days_in_stage(&self, now: DateTime<Utc>) -> i64 {
        (now - self.stage_since).num_days().max(0)
    }

    /// Whether it stands in its stage longer than accounts usually do. Stages without a norm know no stall.
    pub fn is_stalled(&self, stages: &Stages, now: DateTime<Utc>) -> bool {
        stages.is_stalled(&self.stage, self.stage_since, now)
    }
}

/// A person who leads something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Lead {
    /// Who.
    pub person: PersonId,
    /// The person's name.
    pub name: String,
}

/// One department's part in an account.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Leg {
    /// Who leads; nobody is a missing leg.
    pub lead: Option<Lead>,
    /// When it last called, met or wrote to the buyer. A note is no contact with the buyer and does not count.
    pub acted_at: Option<DateTime<Utc>>,
}

/// The three legs of an account.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Legs {
    /// Who tells the story.
    pub marketing: Leg,
    /// Who wins the deal.
    pub sales: Leg,
    /// Who makes the outcome come true.
    pub service: Leg,
}

impl Legs {
    /// One of them.
    pub const fn of(&self, department: Department) -> &Leg {
        match department {
            Department::Marketing => &self.marketing,
            Department::Sales => &self.sales,
            Department::Service => &self.service,
        }
    }

    /// Legs without a lead, in the usual order.
    pub fn missing(&self) -> Vec<Department> {
        Department::ALL
            .into_iter()
            .filter(|department| self.of(*department).lead.is_none())
            .collect()
    }

    /// Everybody who leads a leg.
    pub fn leads(&self) -> Vec<PersonId> {
        Department::ALL
            .into_iter()
            .filter_map(|department| self.of(department).lead.as_ref().map(|lead| lead.person))
            .collect()
    }

    /// The last act of any leg, and whose it was.
    pub fn last_act(&self) -> Option<(Department, DateTime<Utc>)> {
        Department::ALL
            .into_iter()
            .filter_map(|department| self.of(department).acted_at.map(|at| (department, at)))
            .max_by_key(|(_, at)| *at)
    }
}
