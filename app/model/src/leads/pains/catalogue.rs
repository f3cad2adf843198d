//! The catalogue of pains and crises, which the departments make their own.

pub mod create_crisis;
pub mod create_pain;
pub mod edit_crisis;
pub mod edit_pain;
pub mod list;
pub mod retire_crisis;
pub mod retire_pain;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Crisis, CrisisKey, Pain, PainKey};
use crate::values::Version;

/// Everything that evidence and triggers may name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PainCatalogue)]
pub struct Catalogue {
    /// The pains, by name.
    pub pains: Vec<CataloguedPain>,
    /// The crises, by name.
    pub crises: Vec<CataloguedCrisis>,
}

/// A pain as it stands in the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CataloguedPain {
    /// What it is.
    pub pain: Pain,
    /// Nothing new is written down about it.
    pub retired: bool,
    /// How often it was changed.
    pub version: Version,
}

/// A crisis as it stands in the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CataloguedCrisis {
    /// What it is.
    pub crisis: Crisis,
    /// Nothing new is written down about it.
    pub retired: bool,
    /// How often it was changed.
    pub version: Version,
}

impl Catalogue {
    /// The name of a pain; its key where the catalogue has never had it.
    pub fn pain_name(&self, key: &PainKey) -> String {
        let found = self.pains.iter().find(|entry| entry.pain.key == *key);
        found.map_or_else(|| key.to_string(), |entry| entry.pain.name.to_string())
    }

    /// The name of a crisis; its key where the catalogue has never had it.
    pub fn crisis_name(&self, key: &CrisisKey) -> String {
        let found = self.crises.iter().find(|entry| entry.crisis.key == *key);
        found.map_or_else(|| key.to_string(), |entry| entry.crisis.name.to_string())
    }
}
