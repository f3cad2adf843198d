//! The pain spine: what hurts at companies, what makes it urgent, and what is known of both at one account.
//!
//! A **pain** is an entry of the catalogue. **Evidence** says that an account has it, how much, and who said so. A
//! **crisis** is an entry of the catalogue as well: an event that makes pains urgent for so many days. A **trigger** is
//! one crisis that befell one account.

pub mod catalogue;
pub mod evidence;
pub mod readiness;
mod shipped;
pub mod show;
pub mod triggers;
pub mod turn;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use crate::values::key::{CrisisKey, PainKey};
use crate::{
    Complaint, Department, FieldErrors,
    accounts::Lead as Person,
    criteria::facts::TriggerFact,
    values::{
        ids::{AccountId, TriggerId},
        text::{Line, Name},
    },
};

/// A pain in the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Pain {
    /// Its key.
    pub key: PainKey,
    /// What it is called.
    pub name: Name,
    /// By what people who have it are known, in words that all departments read alike.
    pub meaning: Line,
}

/// A crisis in the catalogue: what makes pains urgent when it befalls an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Crisis {
    /// Its key.
    pub key: CrisisKey,
    /// What it is called.
    pub name: Name,
    /// The pains that it makes urgent; at least one.
    pub pains: Vec<PainKey>,
    /// For how many days it makes them urgent; 1 to [`Crisis::MOST_DAYS`].
    pub expires_after_days: u16,
}

/// One crisis that befell one account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = CrisisTrigger)]
pub struct Trigger {
    /// Which one.
    pub id: TriggerId,
    /// At which account.
    pub account: AccountId,
    /// Which crisis.
    pub crisis: CrisisKey,
    /// The pains that it made urgent by the catalogue of that day.
    pub pains: Vec<PainKey>,
    /// When it befell the account.
    pub occurred_at: DateTime<Utc>,
    /// From this moment on it makes nothing urgent any more. Fixed when it is written down: the catalogue may change.
    pub expires_at: DateTime<Utc>,
    /// How it is known.
    pub known_from: Line,
    /// Which department wrote it down.
    pub department: Department,
    /// Who wrote it down.
    pub author: Option<Person>,
    /// Since when it does not count, because it was a false alarm.
    pub withdrawn_at: Option<DateTime<Utc>>,
}

impl Crisis {
    /// The longest time for which a crisis makes anything urgent, in days.
    pub const MOST_DAYS: u16 = 730;

    /// Refuses a crisis that makes nothing urgent, or for no time.
    pub fn check(&self) -> Result<(), FieldErrors> {
        FieldErrors::none()
            .unless(!self.pains.is_empty(), "pains", Complaint::Required)
            .unless(
                self.expires_after_days >= 1,
                "expires_after_days",
                Complaint::AtLeast(1),
            )
            .unless(
                self.expires_after_days <= Self::MOST_DAYS,
                "expires_after_days",
                Complaint::AtMost(Self::MOST_DAYS.into()),
            )
            .into_result()
    }

    /// The first moment at which a crisis of then makes nothing urgent any more.
    pub fn expires(&self, occurred_at: DateTime<Utc>) -> DateTime<Utc> {
        occurred_at
            .checked_add_signed(TimeDelta::days(self.expires_after_days.into()))
            .unwrap_or(DateTime::<Utc>::MAX_UTC)
    }
}

impl Trigger {
    /// The first moment at which it does not count any more.
    pub fn ends_at(&self) -> DateTime<Utc> {
        self.withdrawn_at.map_or(self.expires_at, |at| at.min(self.expires_at))
    }

    /// What criteria ask about it.
    pub fn fact(&self) -> TriggerFact {
        TriggerFact {
            at: self.occurred_at,
            until: self.ends_at(),
            id: self.id,
            crisis: self.crisis.to_string(),
            pains: self.pains.iter().map(PainKey::to_string).collect(),
        }
    }
}

#[cfg(test)]
mod tests;
