//! A crisis makes other pains urgent, or for another time.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::CataloguedCrisis;
use crate::{
    Access, FieldErrors, Kind, Operation, Rest,
    leads::pains::{Crisis, CrisisKey, PainKey},
    values::{Version, text::Name},
};

/// Changes a crisis of the catalogue. Triggers that were written down stay as they are.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct EditCrisis {
    /// Which one.
    pub crisis: CrisisKey,
    /// The version that the person was looking at.
    pub version: Version,
    /// What it is called.
    pub name: Name,
    /// The pains that it makes urgent; at least one.
    #[serde(default)]
    pub pains: Vec<PainKey>,
    /// For how many days it makes them urgent.
    pub expires_after_days: u16,
}

impl EditCrisis {
    /// The crisis as it is to be.
    pub fn changed(&self) -> Crisis {
        Crisis {
            key: self.crisis.clone(),
            name: self.name.clone(),
            pains: self.pains.clone(),
            expires_after_days: self.expires_after_days,
        }
    }
}

impl Operation for EditCrisis {
    type Output = CataloguedCrisis;
    const NAME: &'static str = "leads.pains.edit_crisis";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Managers;
    const REST: Option<Rest> = Some(Rest::patch("/crises/{crisis}", "Changes a crisis").versioned("version"));

    fn check(&self) -> Result<(), FieldErrors> {
        self.changed().check()
    }
}
