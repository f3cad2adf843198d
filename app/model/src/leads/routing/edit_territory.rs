//! A territory becomes another one.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{create_territory::CreateTerritory, show::KeptTerritory};
use crate::{
    Access, FieldErrors, Kind, Operation, Rest,
    values::{
        Version,
        ids::{PersonId, TerritoryId},
        text::{Line, Name},
    },
};

/// Says anew what a territory is. Leads that are there already stay with whom they are.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct EditTerritory {
    /// Which one.
    pub territory: TerritoryId,
    /// The version that the person was looking at.
    pub version: Version,
    /// What it is called.
    pub name: Name,
    /// When it is asked: of two that fit an account the one with the lower place.
    pub place: u16,
    /// In one of these countries, which commas set apart.
    #[serde(default)]
    pub countries: Option<Line>,
    /// In one of these industries, which commas set apart.
    #[serde(default)]
    pub industries: Option<Line>,
    /// With at least so many employees.
    #[serde(default)]
    pub employees_at_least: Option<u32>,
    /// With at most so many employees.
    #[serde(default)]
    pub employees_at_most: Option<u32>,
    /// Who of sales takes leads from there, by turns; at least one.
    #[serde(default)]
    pub people: Vec<PersonId>,
}

impl EditTerritory {
    /// What it is to be.
    pub fn said(&self) -> CreateTerritory {
        CreateTerritory {
            name: self.name.clone(),
            place: self.place,
            countries: self.countries.clone(),
            industries: self.industries.clone(),
            employees_at_least: self.employees_at_least,
            employees_at_most: self.employees_at_most,
            people: self.people.clone(),
        }
    }
}

impl Operation for EditTerritory {
    type Output = KeptTerritory;
    const NAME: &'static str = "leads.routing.edit_territory";
    const KIND: Kind = Kind::Command;
    const ACCESS: Access = Access::Managers;
    const REST: Option<Rest> =
        Some(Rest::patch("/territories/{territory}", "Say anew what a territory is").versioned("version"));

    fn check(&self) -> Result<(), FieldErrors> {
        self.said().check()
    }
}
