//! A crisis enters the catalogue.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::CataloguedCrisis;
use crate::{
    Access, FieldErrors, Kind, Operation, Rest,
    leads::pains::{Crisis, CrisisKey, PainKey},
    values::text::Name,
};

/// Puts a crisis into the catalogue. Under the key of a retired one that one comes back, as it is said here.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CreateCrisis {
    /// Its key; criteria name it by that, so it never changes.
    pub key: CrisisKey,
    /// What it is called.
    pub name: Name,
    /// The pains that it makes urgent; at least one.
    #[serde(default)]
    pub pains: Vec<PainKey>,
    /// For how many days it makes them urgent.
    pub expires_after_days: u16,
}

impl CreateCrisis {
    /// The crisis as the catalogue has it.
    pub fn crisis(&self) -> Crisis {
        Crisis {
            key: self.key.clone(),
            name: self.name.clone(),
            pains: self.pains.clone(),
            expires_after_days: self.expires_after_days,
        }
    }
}

impl Operation for CreateCrisis {
    type Output = CataloguedCrisis;
    const NAME: &'static str = "leads.pains.create_crisis";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Managers;
    const REST: Option<Rest> = Some(Rest::post("/crises", "Puts a crisis into the catalogue"));

    fn check(&self) -> Result<(), FieldErrors> {
        self.crisis().check()
    }
}
